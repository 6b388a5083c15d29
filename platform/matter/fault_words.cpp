#include "platform/matter/fault_words.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

std::string bound(const std::string& written, Language language) {
    const bool chinese = language == Language::Chinese;
    return written == "today" ? (chinese ? "今天" : "today") : written;
}

std::string rangeWords(const Field& field, Language language) {
    const bool chinese = language == Language::Chinese;
    const std::string least = bound(field.least, language), most = bound(field.most, language);
    if (!least.empty() && !most.empty())
        return chinese ? "应在 " + least + " 到 " + most + " 之间，请修改。"
                       : "Must be from " + least + " to " + most + ". Please change it.";
    if (!least.empty())
        return chinese ? "不能小于 " + least + "，请修改。"
                       : "Must not be below " + least + ". Please change it.";
    return chinese ? "不能大于 " + most + "，请修改。"
                   : "Must not be above " + most + ". Please change it.";
}

std::string dateRangeWords(const Field& field, Language language) {
    const bool chinese = language == Language::Chinese;
    const std::string least = bound(field.least, language), most = bound(field.most, language);
    if (!least.empty() && !most.empty())
        return rangeWords(field, language);
    if (!least.empty())
        return chinese ? "不能早于" + least + "，请重新选择。"
                       : "Must not be before " + least + ". Please choose again.";
    return chinese ? "不能晚于" + most + "，请重新选择。"
                   : "Must not be after " + most + ". Please choose again.";
}

std::string rowWords(const Matter& matter, const Fault& fault, Language language) {
    const auto group =
        std::find_if(matter.groups.begin(), matter.groups.end(),
                     [&](const FieldGroup& each) { return each.id == fault.id && each.repeat; });
    if (group == matter.groups.end())
        return std::string(wordsOf(fault.code, language));
    const bool chinese = language == Language::Chinese, few = fault.code == ErrorCode::RowsTooFew;
    const std::size_t rows = few ? group->repeat->least : group->repeat->most;
    const std::string count = std::to_string(rows);
    if (few)
        return chinese ? "至少要填 " + count + " 组，请再添加。"
                       : "At least " + count + (rows == 1 ? " entry is" : " entries are") +
                             " needed. Please add one.";
    return chinese ? "最多只能填 " + count + " 组。"
                   : "At most " + count + (rows == 1 ? " entry is" : " entries are") + " taken.";
}

} // namespace

std::string faultWords(const Matter& matter, const Fault& fault, Language language) {
    if (!fault.say.zh.empty())
        return fault.say.in(language);
    if (fault.code == ErrorCode::RowsTooFew || fault.code == ErrorCode::RowsTooMany)
        return rowWords(matter, fault, language);
    const Field* field = matter.field(fault.id);
    if (field != nullptr && fault.code == ErrorCode::FieldRange)
        return field->kind == FieldKind::Date ? dateRangeWords(*field, language)
                                              : rangeWords(*field, language);
    return std::string(wordsOf(fault.code, language));
}

} // namespace jiujin::matter
