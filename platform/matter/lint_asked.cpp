#include "platform/matter/lint_package.h"

#include <algorithm>
#include <map>

namespace jiujin::matter {

namespace {

struct Asked {
    const LintPackage* package = nullptr;
    const Field* field = nullptr;
    std::string place;
};

// What the citizen is asked, as he reads it: two choices that offer different things are two
// questions.
std::string questionOf(const Field& field) {
    std::string text = std::to_string(static_cast<int>(field.kind)) + '\n' +
                       (field.whose == Whose::Other ? "other" : "own") + '\n' + field.label.zh;
    for (const Choice& choice : field.choices)
        text += '\n' + choice.label.zh;
    return text;
}

using Questions = std::map<std::string, std::vector<Asked>>;

void collect(const LintPackage& package, Questions& questions) {
    const auto& groups = package.matter.groups;
    for (std::size_t group = 0; group < groups.size(); ++group)
        for (std::size_t at = 0; at < groups[group].fields.size(); ++at) {
            const Field& field = groups[group].fields[at];
            if (!groups[group].repeat && !field.isComputed())
                questions[questionOf(field)].push_back(
                    {&package, &field,
                     placeOf("/groups", group, "fields") + "/" + std::to_string(at)});
        }
}

// Versions of one matter ask the same, but nobody files two of them.
bool isOfAnother(const Asked& one, const Asked& other) {
    return one.package->matter.code != other.package->matter.code;
}

void lintQuestion(const std::vector<Asked>& asked, Findings& findings) {
    const auto named = std::find_if(asked.begin(), asked.end(),
                                    [](const Asked& each) { return !each.field->prefill.empty(); });
    const Asked& first = named == asked.end() ? asked.front() : *named;
    for (const Asked& each : asked) {
        const bool same =
            !first.field->prefill.empty() && each.field->prefill == first.field->prefill;
        if (same || !isOfAnother(first, each))
            continue;
        const std::string fact = first.field->prefill.empty() ? "visit.NAME" : first.field->prefill;
        findings.warning(
            "asked-again", each.package->form, each.place,
            "field \"" + each.field->id + "\" asks what \"" + first.field->id + "\" of " +
                first.package->folder + " asks: who files both in one visit is asked twice",
            "give both \"prefill\": \"" + fact + "\", or let the label say what is different");
    }
}

} // namespace

void lintAsked(const std::vector<LintPackage>& packages, Findings& findings) {
    Questions questions;
    for (const LintPackage& package : packages)
        collect(package, questions);
    for (const auto& [question, asked] : questions)
        lintQuestion(asked, findings);
}

} // namespace jiujin::matter
