// The folder from which a catalogue is served and into which it is written. Nothing in it is ever
// changed but timestamp.jws, so that a terminal that is half way through one version comes to its
// end while the next is there already:
//
//   roots/3.jws        catalogues/12.jws        timestamp.jws
//   objects/<digest>   files of the items, and the lists
#pragma once

#include "platform/catalogue/trust.h"

#include <filesystem>

namespace jiujin::catalogue {

// The newest serial is always to be had under this name.
inline constexpr std::string_view timestampName = "timestamp.jws";
std::string rootName(std::uint64_t version);      // "roots/3.jws"
std::string catalogueName(std::uint64_t version); // "catalogues/12.jws"
std::string objectPath(std::string_view digest);  // "objects/<digest>"
// One of the four kinds of names above, and nothing else.
bool isPublishedName(std::string_view name);

struct Signer {
    seal::Certificate certificate;
    seal::PrivateKey key;

    // <folder>/<name>.pem and <name>.key, as `jiujin-platform init` writes them.
    // FileUnreadable, Certificate…, Key….
    static Result<Signer> in(const std::filesystem::path& folder, std::string_view name);
};

// The texts of the documents as they stand in their files. CryptoFailed.
Result<std::string> signRoot(const RootDocument& document, const Signer& signer,
                             const Signer* before);
Result<std::string> signCatalogue(const CatalogueDocument& document, const Signer& signer);
Result<std::string> signTimestamp(const TimestampDocument& document, const Signer& signer);

// The root documents of a folder, walked from the first to the last.
struct Roots {
    std::uint64_t last = 0;       // version of the last; 0: there is none
    std::optional<Trust> trust{}; // by the last; none when there is none, or when it was revoked
};
// Catalogue…: one does not follow from those before; FileUnreadable.
Result<Roots> rootsIn(const std::filesystem::path& folder, const Anchors& anchors);

// What stands in a folder, verified as a terminal does. Errors as there; FileUnreadable.
struct Published {
    Trust trust; // the newest root
    TimestampDocument timestamp;
    CatalogueDocument catalogue;
};
Result<Published> published(const std::filesystem::path& folder, const Anchors& anchors);

// All of these make the folder when it is missing, and wait for whoever writes in it. CommitFailed,
// FileUnreadable, CryptoFailed; AlreadyExists: this version of the root stands there already.
Result<void> addRoot(const std::filesystem::path& folder, const RootDocument& document,
                     const Signer& signer, const Signer* before);
// As signRoot() wrote it, for who has had it judged before it stands there.
Result<void> addRoot(const std::filesystem::path& folder, std::uint64_t version,
                     std::string_view text);
// The next version: these items, whose files lie below `tree`. The timestamp comes last, so that
// whoever stops before has published nothing, and what neither it nor the one before needs is
// removed. CatalogueMalformed: beyond the limits.
struct Edition {
    WallTime now;
    std::chrono::hours life{24 * 30}; // of the timestamp
};
Result<TimestampDocument> publish(const std::filesystem::path& folder,
                                  const std::filesystem::path& tree, const std::vector<Item>& items,
                                  const Signer& catalogue, const Signer& timestamp,
                                  const Edition& edition);
// The same catalogue is still the newest: a new timestamp, by the newest root of the folder.
Result<TimestampDocument> confirm(const std::filesystem::path& folder, const Signer& timestamp,
                                  const Edition& edition);

// Verified in the one folder, as far as every object, it takes the place of what is in the other,
// its timestamp last; what neither it nor the one before needs is removed there. Root documents
// that are there stay as they are, for terminals have walked them. CatalogueOlder when something
// newer is there, CatalogueMixed: another of the same version; errors as of published(). `stamp`:
// who signs a timestamp of its own, later than that of either folder, for what was confirmed there
// since this one was made; CatalogueSignature when the newest root document names another.
struct Stamp {
    const Signer& signer;
    Edition edition;
};
Result<TimestampDocument> handOn(const std::filesystem::path& from, const std::filesystem::path& to,
                                 const Anchors& anchors, const Stamp* stamp = nullptr);

} // namespace jiujin::catalogue
