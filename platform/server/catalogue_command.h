// jiujin-platform publish, confirm: the catalogue of matters that terminals are given.
#pragma once

#include "platform/server/settings.h"

namespace jiujin::server {

struct ConfirmOptions {
    std::filesystem::path timestampFolder; // of timestamp.pem and timestamp.key
    int days = 30;                         // for which terminals may go by it unconfirmed
};
// What `jiujin-matter sign` made in a folder takes the place of what is served, when it is whole,
// signed by those who may, and not older. With a timestamp's folder it is confirmed by this
// platform's key at once, which it must be where a timer has confirmed what was served since.
// Catalogue…, CommitFailed; Usage: the settings name no folder for it.
Result<void> publishCatalogue(const Settings& settings, const std::filesystem::path& made,
                              const ConfirmOptions& options);
// The newest that is served is still the newest: a new timestamp says so.
Result<void> confirmCatalogue(const Settings& settings, const ConfirmOptions& options);

} // namespace jiujin::server
