#include "platform/matter/load_parts.h"
#include "platform/matter/notice.h"

namespace jiujin::matter {

Result<Notice> readNotice(std::string_view text) {
    const auto document = parseJson("notice", text);
    if (!document)
        return document.error();
    FaultLog faults("notice");
    const Place place(*document, faults);
    place.onlyKeys({"version", "title", "sections", "consent"});
    Notice notice{place.text("version", 20), place.words("title", 60), readSections(place),
                  place.words("consent", 300)};
    if (faults.first())
        return *faults.first();
    return notice;
}

Result<Notice> loadNotice(const std::filesystem::path& file) {
    JIUJIN_TRY_ASSIGN(const std::string text, readFile(file));
    return readNotice(text);
}

} // namespace jiujin::matter
