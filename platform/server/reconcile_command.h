// jiujin-platform reconcile DAY: what the inner zone counted, and where terminals count otherwise.
#pragma once

#include "platform/server/settings.h"

namespace jiujin::server {

// `day`: YYYY-MM-DD. NotFound when it was not closed, Usage when it is no day; TokenSignature when
// a count is not what this zone signed.
Result<void> showDay(const Settings& settings, const std::string& day);

} // namespace jiujin::server
