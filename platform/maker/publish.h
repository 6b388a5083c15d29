// Signing a bundle: it becomes the next version of a published catalogue. And looking at one as
// anybody may who holds the root's certificate.
#pragma once

#include "platform/catalogue/publication.h"
#include "platform/maker/bundle.h"

namespace jiujin::maker {

struct SignOptions {
    std::filesystem::path bundle, into;
    // Folders of <role>.pem and <role>.key.
    std::filesystem::path catalogue, timestamp;
    int days = 30; // until terminals want to hear that it still is the newest
    // As of LintOptions: what build was told, signing is told again.
    bool production = false;
    std::filesystem::path parent;
};
// What was signed, for people. A bundle with a fault is not signed (refuseFaulty); remarks do not
// stand in the way. Errors of decodeBundle, catalogue::publish and the keys.
Result<std::string> signBundle(const SignOptions& options, WallTime now);

// Signatures up to the root, every list and every file, and that each matter can be read: what is
// in it, for people. Errors as a terminal gives them. `revoked`: the root's list; empty: none.
Result<std::string> verifyPublished(const std::filesystem::path& folder,
                                    const std::filesystem::path& root,
                                    const std::filesystem::path& revoked, WallTime now);

} // namespace jiujin::maker
