#include "platform/matter/known_facts.h"
#include "platform/matter/lint_package.h"

#include <map>

namespace jiujin::matter {

namespace {

struct Asked {
    std::string id, kind, label;
};

std::string textAt(const Place& place, std::string_view key) {
    return place.has(key) && place.at(key).value().is_string() ? place.at(key).ownText(500)
                                                               : std::string();
}

void lintLength(const Place& field, const Asked& asked, const LintFile& file, Findings& findings) {
    if (field.has("maxLength"))
        return;
    if (asked.kind == "text" || asked.kind == "name" || asked.kind == "address")
        findings.error("max-length", file, field.path(),
                       "field \"" + asked.id + "\" has no \"maxLength\" and takes 100 characters",
                       "say how many the department's system takes");
}

// What each field asks though it is known, by the field's id. The principal's number, of whom the
// matter is filed for, stands on no card that lies there.
std::map<std::string, std::string> mendsOf(const Matter& matter) {
    std::map<std::string, std::string> mends;
    for (AskedThoughKnown& asked : askedThoughKnown(matter.groups))
        if (asked.field != matter.applicant.number)
            mends.emplace(std::move(asked.field), std::move(asked.mend));
    return mends;
}

void lintKnown(const Place& field, const Asked& asked,
               const std::map<std::string, std::string>& mends, const LintFile& file,
               Findings& findings) {
    if (const auto mend = mends.find(asked.id); mend != mends.end())
        findings.warning("asked-again", file, field.path(),
                         "field \"" + asked.id + "\" asks what is known already", mend->second);
}

} // namespace

void lintForm(const LintPackage& package, Findings& findings) {
    FaultLog log("form.json");
    const auto mends = mendsOf(package.matter);
    std::map<std::string, std::string> labels; // of a group, and the field that has it
    for (const Place& group : Place(package.form.document, log).list("groups", 1, 20)) {
        labels.clear();
        for (const Place& field : group.list("fields", 1, 60)) {
            const Asked asked{textAt(field, "id"), textAt(field, "kind"),
                              textAt(field.at("label"), "zh")};
            lintLength(field, asked, package.form, findings);
            lintKnown(field, asked, mends, package.form, findings);
            const auto [known, isNew] = labels.emplace(asked.label, asked.id);
            if (!isNew)
                findings.warning("asked-again", package.form, field.path(),
                                 "field \"" + asked.id + "\" has the label of \"" + known->second +
                                     "\"",
                                 "ask once, or let the label say what is different");
        }
    }
}

} // namespace jiujin::matter
