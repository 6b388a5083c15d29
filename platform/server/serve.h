// jiujin-platform serve: puts the rooms together and runs until SIGTERM.
#pragma once

#include "platform/server/casework/inner_zone.h"
#include "platform/server/settings.h"

namespace jiujin::server {

// Keys and matters of the inner zone, each checked for its role and its pair. `verifier` as in
// InnerZone.
Result<InnerZone> makeInnerZone(const Settings& settings, const Clock& clock,
                                std::shared_ptr<const seal::PacketVerifier> verifier = nullptr);

Result<void> serve(const Settings& settings);

} // namespace jiujin::server
