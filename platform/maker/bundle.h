// A catalogue in one file, to be carried to where it is signed. The same folder gives the same
// bytes, whoever packs it and when: a tar archive (tar.h) that begins with SHA256SUMS, as
// `sha256sum -c` reads it, and goes on with the files in the order of their names. Nobody has
// signed it; signing is publishing (platform/catalogue).
#pragma once

#include "platform/catalogue/item_list.h"
#include "platform/maker/files.h"

namespace jiujin::maker {

inline constexpr std::size_t maxBundleBytes = 512UL * 1024 * 1024;

struct Bundle {
    std::vector<catalogue::Item> items; // as the signed catalogue lists them, paths rise
    FileTexts files;                    // "matters/pension-enrolment/form.json"
};

// A folder laid out as resources/ is: matters/, and beside it what else terminals are given.
// CatalogueMalformed: a file that may not be there; MatterInvalid: a matter that nobody could read.
Result<Bundle> bundleFrom(const std::filesystem::path& tree);
std::string encode(const Bundle& bundle);
// The same of the bytes of a bundle, all of which is checked before anything is returned.
// CatalogueMalformed: cut off, altered or not packed by this program; MatterInvalid.
Result<Bundle> decodeBundle(std::string_view bytes);
// Also FileUnreadable.
Result<Bundle> loadBundle(const std::filesystem::path& file);

} // namespace jiujin::maker
