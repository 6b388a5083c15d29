// What a visit is told of the packet that it filed.
#pragma once

#include "app/terminal/outbox/outbox.h"

namespace jiujin::service {

// "waiting", "delivered", "aside", or empty for none; reason: an error's code, or empty.
struct DeliveryWords {
    std::string state, reason;
};
// problem: why nothing at all can be sent now.
DeliveryWords deliveryOf(const std::optional<outbox::QueueItem>& item,
                         std::optional<ErrorCode> problem);

} // namespace jiujin::service
