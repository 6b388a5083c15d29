// The three keys by which a catalogue of matters is believed: who names the keys (root), who
// publishes, who says that it is the newest.
#pragma once

#include "platform/server/authority.h"

namespace jiujin::server {

struct CatalogueKeys {
    Issued root, catalogue, timestamp;

    static Result<CatalogueKeys> issue(const Authority& authority);
    // <folder>/catalogue-root, /catalogue and /timestamp. AlreadyExists.
    Result<void> write(const std::filesystem::path& folder) const;
};

struct RotateOptions {
    std::filesystem::path keys;       // new folder for the keys
    std::filesystem::path rootFolder; // of root.pem and root.key, kept offline
    std::filesystem::path into;       // published folder that gets the next root document
    std::filesystem::path before;     // of catalogue-root.pem and .key until now; empty: none
    std::filesystem::path revoked;    // the root's list; empty: none
};
// jiujin-platform catalogue-keys: the first three keys of a platform that has none, or new ones in
// place of those that are old or stolen. Nothing is written before the new document would be
// believed, and no keys are left that it does not name. Usage: `before` is missing where the keys
// until now must sign too; AlreadyExists, Catalogue…, Key…, Certificate…, FileUnreadable.
Result<void> rotateCatalogueKeys(const RotateOptions& options);

} // namespace jiujin::server
