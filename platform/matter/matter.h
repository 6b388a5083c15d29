// A matter (事项) is data that a city publishes, never code: a folder with matter.json, form.json
// and guide.json. The same rooms read it on the terminal and at the centre.
#pragma once

#include "platform/base/error.h"
#include "platform/base/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace jiujin::matter {

class FormSchema;

struct Words {
    std::string zh, en;
    const std::string& in(Language language) const {
        return language == Language::Chinese ? zh : en;
    }
};

// 依据, 实施主体, 服务对象, 办件类型, 法定时限, 承诺时限, 到现场次数, 通办范围, 收费, 受理条件,
// 结果 …
struct StatutoryElement {
    std::string id;
    Words name, value;
    std::string source;    // where it was read
    std::string date;      // YYYY-MM-DD when it was read
    bool verified = false; // false: the screen and papers show 示例
};

enum class FieldKind { Text, Name, CitizenNumber, Mobile, Date, Choice, Address };

struct Choice {
    std::string code;
    Words label;
};

struct Field {
    std::string id;
    Words label, help, example;
    FieldKind kind = FieldKind::Text;
    bool required = true;
    std::size_t maxLength = 0; // in code points
    std::vector<Choice> choices;
    std::string prefill; // "card.name", "card.number", "card.sex", "card.birth", "card.nation",
                         // "card.address" or empty
    bool locked = false; // the citizen cannot change it when the card says something for it
};

struct FieldGroup {
    Words title;
    std::vector<Field> fields;
};

// How a material may be provided. "bring": shown at the counter; "commit": 告知承诺; "later": 容缺
// with a deadline.
struct Material {
    std::string id;
    Words name, help, basis;
    std::vector<std::string> ways;
    int laterWorkingDays = 0;
    Words commitment; // text to commit to, when ways has "commit"
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
    int minimumAge = 0;
    std::vector<std::string> cardKinds; // protocol::CardFacts::kind; empty: any
    int promisedWorkingDays = 0;
    // JSON Schema (draft 7) of the answers, made from the fields and from the form's "rules", which
    // say what no single field can ("who gives a contact gives the contact's telephone number").
    std::shared_ptr<const FormSchema> schema;

    bool verified() const; // every element is
    const Field* field(std::string_view id) const;
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
