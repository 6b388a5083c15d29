#include "platform/matter/known_facts.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

bool says(const Field& field, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return field.label.zh.find(word) != std::string::npos;
    });
}

// What of the card answers the field; empty when nothing does.
std::string_view factOf(const Field& field) {
    if (field.kind == FieldKind::Name || (field.kind == FieldKind::Text && says(field, {"姓名"})))
        return "card.name";
    if (field.kind == FieldKind::CitizenNumber || says(field, {"身份证号", "身份号码"}))
        return "card.number";
    if (field.kind == FieldKind::Date && says(field, {"出生", "生日"}))
        return "card.birth";
    if (field.kind == FieldKind::Choice && says(field, {"性别"}))
        return "card.sex";
    if (field.kind == FieldKind::Choice && says(field, {"民族"}))
        return "card.nation";
    if (field.kind == FieldKind::Address && says(field, {"住址", "户籍", "户口", "身份证地址"}))
        return "card.address";
    return {};
}

std::string mendFor(const Field& field, std::string_view fact) {
    if (!field.prefill.starts_with(cardFact) && !fact.empty())
        return "the card says it: add \"prefill\": \"" + std::string(fact) +
               "\", or \"of\": \"other\" when it is somebody else's";
    if (!field.isComputed() && says(field, {"年龄", "周岁"}))
        return R"(the card says it: add "compute": {"ageOf": …} of the birth date)";
    if (field.kind == FieldKind::Mobile && field.prefill.empty())
        return "an earlier application of the visit may have asked it: add \"prefill\": "
               "\"visit.mobile\", or \"of\": \"other\" when it is somebody else's";
    return {};
}

} // namespace

std::vector<AskedThoughKnown> askedThoughKnown(const std::vector<FieldGroup>& groups) {
    std::vector<AskedThoughKnown> found;
    std::set<std::string> taken;
    for (const FieldGroup& group : groups) {
        for (const Field& field : group.fields) {
            if (group.repeat || field.whose == Whose::Other || field.isComputed())
                continue;
            std::string mend = mendFor(field, factOf(field));
            if (!field.prefill.empty() && !taken.insert(field.prefill).second &&
                field.when.always())
                mend = "another field takes " + field.prefill + " already; remove one";
            if (!mend.empty())
                found.push_back({field.id, std::move(mend)});
        }
    }
    return found;
}

} // namespace jiujin::matter
