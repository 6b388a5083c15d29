// The outbox's tables. Migrations go forward only; a store of a later version is left alone.
#pragma once

#include "app/terminal/outbox/sqlite.h"
#include "platform/base/result.h"

namespace jiujin::outbox {

inline constexpr int schemaVersion = 4;

// Durability first, then the tables. StoreOpen, StoreTooNew.
Result<void> prepareStore(const Database& database);

} // namespace jiujin::outbox
