#include "platform/matter/lint_package.h"

#include "platform/matter/load_parts.h"

#include <algorithm>
#include <tuple>

namespace jiujin::matter {

namespace {

boost::json::value documentOf(const std::string& name, const std::string& text) {
    auto document = parseJson(name, text);
    return document ? std::move(*document) : boost::json::value();
}

void lintDoubles(const LintFile& file, Findings& findings) {
    for (const std::string& place : file.lines.doubles())
        findings.error("package", file, place,
                       "the key stands twice in its object, and only the "
                       "last one is read",
                       "remove one");
}

} // namespace

LintFile::LintFile(const std::string& folder, const std::string& fileName, const std::string& text)
    : name(folder.empty() ? fileName : folder + "/" + fileName),
      document(documentOf(fileName, text)),
      lines(text) {}

LintPackage::LintPackage(std::string folderName, const PackageText& text)
    : folder(std::move(folderName)),
      facts(folder, "matter.json", text.matter),
      form(folder, "form.json", text.form),
      guide(folder, "guide.json", text.guide),
      matter(readAll(text, faults)) {}

const LintFile& LintPackage::file(std::string_view name) const {
    return name == "form.json" ? form : name == "guide.json" ? guide : facts;
}

void Findings::error(const std::string& rule, const LintFile& file, const std::string& place,
                     const std::string& cause, const std::string& mend) {
    const auto broken = place.empty() ? file.lines.brokenAt() : std::nullopt;
    all_.push_back({Severity::Error, rule, file.name, broken ? *broken : file.lines.lineOf(place),
                    place, cause, mend});
}

void Findings::warning(const std::string& rule, const LintFile& file, const std::string& place,
                       const std::string& cause, const std::string& mend) {
    error(rule, file, place, cause, mend);
    all_.back().severity = Severity::Warning;
}

std::vector<Finding> Findings::inOrder() && {
    std::stable_sort(all_.begin(), all_.end(), [](const Finding& one, const Finding& other) {
        return std::tie(one.file, one.line) < std::tie(other.file, other.line);
    });
    return std::move(all_);
}

std::string placeOf(std::string_view list, std::size_t index, std::string_view key) {
    std::string place = std::string(list) + "/" + std::to_string(index);
    return key.empty() ? place : place + "/" + std::string(key);
}

void lintReading(const LintPackage& package, Findings& findings) {
    for (const PlaceFault& fault : package.faults) {
        const bool kind = fault.file == "form.json" && fault.place.ends_with("/kind");
        findings.error(kind ? "format" : "package", package.file(fault.file), fault.place,
                       "cannot be read", fault.mend);
    }
    for (const LintFile* file : {&package.facts, &package.form, &package.guide})
        lintDoubles(*file, findings);
}

} // namespace jiujin::matter
