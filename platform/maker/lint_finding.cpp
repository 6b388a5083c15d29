#include "platform/maker/lint_finding.h"

#include "platform/find/finding.h"
#include "platform/matter/catalogue.h"
#include "platform/matter/json_lines.h"
#include "platform/matter/json_place.h"

#include <charconv>

namespace jiujin::maker {

namespace {

namespace fs = std::filesystem;
using matter::Severity;

constexpr const char* rule = "finding";
constexpr const char* whole = "it has readings.txt, phrases.txt, events.json, domains.json and "
                              "order.json, each at most 256 KiB";

int lineIn(const fs::path& file, const std::string& place) {
    const auto text = matter::readFile(file);
    if (!text)
        return 1;
    const matter::JsonLines lines(*text);
    const auto broken = place.empty() ? lines.brokenAt() : std::nullopt;
    return broken.value_or(lines.lineOf(place));
}

// Cut off up to the mark, which goes as well; all of it when there is none.
std::string cut(std::string& text, std::string_view mark) {
    const auto at = text.find(mark);
    std::string head = text.substr(0, at);
    text.erase(0, at == std::string::npos ? at : at + mark.size());
    return head;
}

// Readers say "finding/events.json: /topics/1: mend" of JSON, "finding/phrases.txt:1: mend" of
// lines, and no more than the name of what cannot be opened.
matter::Finding refused(const fs::path& catalogue, const Error& error) {
    matter::Finding found{Severity::Error, rule, {}, 0, {}, "cannot be read", error.where};
    found.file = cut(found.mend, ":");
    if (found.mend.empty())
        found.mend = whole;
    else if (found.mend[0] == ' ')
        found.mend.erase(0, 1);
    else
        std::from_chars(found.mend.data(), found.mend.data() + found.mend.size(), found.line);
    if (found.line > 0)
        cut(found.mend, ": ");
    else if (found.mend[0] == '/')
        found.place = cut(found.mend, ": ");
    if (found.place == "/")
        found.place.clear();
    if (found.line == 0)
        found.line = lineIn(catalogue / found.file, found.place);
    return found;
}

} // namespace

std::vector<matter::Finding> lintFinding(const fs::path& catalogue) {
    std::error_code failure;
    if (!fs::exists(catalogue / "finding", failure))
        return {};
    const auto finding = find::loadFinding(catalogue);
    if (!finding)
        return {refused(catalogue, finding.error())};
    const auto heads = matter::Catalogue::check(catalogue);
    if (!heads)
        return {};
    std::vector<matter::Finding> out;
    for (const find::Stranger& each : find::strangers(*finding, *heads))
        out.push_back({Severity::Warning, rule, each.file,
                       lineIn(catalogue / each.file, each.place), each.place, each.cause,
                       each.mend});
    return out;
}

} // namespace jiujin::maker
