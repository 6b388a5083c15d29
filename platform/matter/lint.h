// Every fault of a matter package or of a whole catalogue, for its authors: what the reader
// (matter.h) refuses, and what only a person's eye or the other matters would show.
//
// Rules:
//   package      what the reader refuses; a key that stands twice
//   element      an obligatory statutory element is missing, or says something else than its key
//   basis        a material (奇葩证明), fee or matter whose basis names no document of law
//   words        words in one language only
//   max-length   a text field without "maxLength"
//   format       a kind of field that does not exist
//   unreachable  a group, field or order that is never asked or taken
//   asked-again  a field that asks what the card says, another field asks, or another matter
//                asks without saying that it is the same fact
//   clock        a time limit that is missing, or cannot be kept by the chain; a pause without end
//   division     a division that does not exist, or does no longer
//   evidence     a circle (循环证明): certificates that can only be had from one another
//   drift        name, code, basis or type differ from the level above
//   version      versions that do not fit together
//   unverified   only of a production catalogue: an element or basis that nobody compared
#pragma once

#include "platform/formats/division_history.h"
#include "platform/matter/matter.h"

namespace jiujin::matter {

enum class Severity { Error, Warning };

struct Finding {
    Severity severity = Severity::Error;
    std::string rule;
    std::string file;  // "pension-enrolment/form.json"
    int line = 1;      // from 1
    std::string place; // RFC 6901
    std::string cause, mend;
    bool operator==(const Finding&) const = default;
};
// "pension-enrolment/form.json:12: /groups/0: error [format]: cause; mend"
std::string textOf(const Finding& finding);

struct LintOptions {
    bool production = false;
    const formats::DivisionHistory* divisions = nullptr; // null: divisions are not looked up
    std::filesystem::path parent;                        // catalogue of the level above, or empty
};

// One matter alone: nothing of other matters, evidence, drift and version. `folder` names it in the
// findings. In the order of files and lines.
std::vector<Finding> lintMatter(const std::string& folder, const PackageText& package,
                                const LintOptions& options);
// A folder of matters, or of one. FileUnreadable: no such folder, or no matter in it; also of the
// parent catalogue, MatterInvalid.
Result<std::vector<Finding>> lintCatalogue(const std::filesystem::path& root,
                                           const LintOptions& options);

} // namespace jiujin::matter
