#include "platform/matter/divisions.h"

#include "platform/matter/json_place.h"

namespace jiujin::matter {

namespace {

constexpr JsonLimits tableLimits{16UL * 1024 * 1024, 1};

} // namespace

Result<formats::DivisionHistory> loadDivisions(const std::filesystem::path& file) {
    JIUJIN_TRY_ASSIGN(const std::string text, readFile(file, tableLimits));
    return formats::DivisionHistory::parse(text, file.filename().string());
}

} // namespace jiujin::matter
