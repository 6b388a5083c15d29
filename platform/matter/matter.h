// A matter (事项) is data that a city publishes, never code: a folder with matter.json, form.json
// and guide.json. The same rooms read it on the terminal and at the centre.
#pragma once

#include "platform/base/result.h"
#include "platform/matter/chain.h"
#include "platform/matter/change.h"
#include "platform/matter/form.h"
#include "platform/matter/terms.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace jiujin::matter {

class FormSchema;

// 依据, 实施主体, 服务对象, 办件类型, 法定时限, 承诺时限, 到现场次数, 通办范围, 收费, 受理条件,
// 结果 …
struct StatutoryElement {
    std::string id;
    Words name, value;
    std::string source;    // where it was read
    std::string date;      // YYYY-MM-DD when it was read
    bool verified = false; // false: the screen and papers show 示例
};

// 主要材料, 次要材料: only a secondary one may come later.
enum class MaterialRank { Main, Secondary };

// 告知承诺: what is signed in place of a proof. A new text is a new version.
struct Commitment {
    std::string version;
    Words text;
    bool notWithBadCredit = false; // closed to a bad credit record until it is repaired
};

// A good credit record spares the material.
struct CreditWaiver {
    Words rule; // as the citizen is told
    LegalBasis basis;
};

// How a material may be provided: "bring": shown at the counter; "scan": at the terminal
// (no screen does it yet, and check.h takes no case that says so); "commit": 告知承诺;
// "later": 容缺 with a deadline. Who may neither commit nor come later still has a way: "bring" or
// "scan" is always among them.
struct Material {
    std::string id;
    Words name, help;
    LegalBasis basis;
    MaterialRank rank = MaterialRank::Main;
    int originals = 1, copies = 0; // 原件, 复印件 (份)
    // GB/T 36904: credit code of the body that defines the certificate (18) and serial (3); empty
    // when no e-certificate stands for the material.
    std::string certificateType;
    std::vector<std::string> ways;
    int laterWorkingDays = 0;             // from acceptance; at most latestGap() of the matter
    std::optional<Commitment> commitment; // when ways has "commit"
    std::optional<CreditWaiver> creditWaiver;
    Condition when; // over the answers: only then it is asked for

    bool hasWay(std::string_view way) const;
};

struct GuideSection {
    Words title, text;
};

struct Matter {
    std::string code, version;
    Words title, summary;
    std::vector<StatutoryElement> elements;
    std::vector<GuideSection> guide;
    std::vector<FieldGroup> groups;
    std::vector<Material> materials;
    std::string domain;                  // "socialSecurity"; empty: none is stated
    std::vector<std::string> lifeEvents; // "retire"
    std::vector<Words> keywords;         // other words by which it is looked for
    Applicant applicant;
    std::optional<TimeLimit> limit;
    std::optional<int> visits; // 到现场次数
    std::optional<Reach> reach;
    std::vector<FeeItem> fees;    // empty: free of charge
    std::string assurance = "L1"; // least level of a case: "L1", "L2", "L3"
    std::vector<Step> steps;
    std::vector<RatingQuestion> rating;
    Chain chain;
    std::vector<std::string> issues; // certificate types (as of a material) that are its result
    Effective effective;
    Change change;
    std::vector<FormRule> rules; // "who gives a contact gives the contact's telephone number"
    // JSON Schema (draft 7) of the answers, made from fields and rules when it is first asked.
    std::shared_ptr<const FormSchema> schema;

    bool verified() const; // every element is, and every legal basis
    // 0 without a promise in working days.
    int promisedWorkingDays() const { return limit ? limit->promisedWorkingDays() : 0; }
    std::optional<Limit> promise() const { return limit ? limit->promise() : std::nullopt; }
    // How many working days after acceptance a material may come at the latest: two before the
    // promised time (深圳's rule, formats.md §10). Less than one: none may come later.
    int latestGap() const { return promisedWorkingDays() - 2; }
    // By the key of an answer (form.h).
    const Field* field(std::string_view key) const;
};

// The three files of a package. Published schemas: resources/matters/schema.
struct PackageText {
    std::string matter, form, guide;
};
// MatterInvalid; `where` names file, place (RFC 6901) and mend. Unknown keys are refused.
Result<Matter> readMatter(const PackageText& package);
// The same from a folder; also FileUnreadable.
Result<Matter> loadMatter(const std::filesystem::path& folder);
// All folders below `root`, in the order of their names; the first faulty one is the error.
Result<std::vector<Matter>> loadCatalogue(const std::filesystem::path& root);

} // namespace jiujin::matter
