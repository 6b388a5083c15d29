#include "app/terminal/service/delivery_words.h"

namespace jiujin::service {

DeliveryWords deliveryOf(const std::optional<outbox::QueueItem>& item,
                         std::optional<ErrorCode> problem) {
    if (!item)
        return {};
    switch (item->state) {
    case outbox::State::Queued:
        return {"waiting", problem ? std::string(codeOf(*problem)) : item->reason};
    case outbox::State::Delivered:
    case outbox::State::Confirmed:
        return {"delivered", {}};
    case outbox::State::Quarantined:
    case outbox::State::Damaged:
        return {"aside", item->reason};
    }
    return {};
}

} // namespace jiujin::service
