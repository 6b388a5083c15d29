// The tables of the embedded store, and the way from every earlier version to this one.
#pragma once

#include "platform/server/store/sqlite.h"

namespace jiujin::server {

inline constexpr std::int64_t schemaVersion = 7;

// Forward only; call it inside a transaction. StoreTooNew.
Result<void> migrate(const Database& database);

} // namespace jiujin::server
