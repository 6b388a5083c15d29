#include "platform/matter/check_field.h"

#include "platform/base/bytes.h"
#include "platform/formats/citizen_number.h"
#include "platform/formats/contact.h"
#include "platform/formats/credit_code.h"
#include "platform/formats/decimal.h"
#include "platform/formats/division_code.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

using std::chrono::sys_days;

constexpr sys_days lastDay = std::chrono::year(9999) / std::chrono::December / 31;

template <typename T>
std::optional<ErrorCode> faultOf(const Result<T>& result) {
    return result ? std::nullopt : std::optional(result.error().code);
}

std::optional<ErrorCode> unless(bool right, ErrorCode code) {
    return right ? std::nullopt : std::optional(code);
}

std::optional<ErrorCode> numberFault(std::string_view text, std::optional<sys_days> day) {
    if (formats::isForeignNumber2017(text))
        return std::nullopt;
    return faultOf(formats::CitizenNumber::parse(text, day.value_or(lastDay)));
}

std::optional<ErrorCode> divisionFault(std::string_view text) {
    const auto code = formats::DivisionCode::parse(divisionCodeIn(text));
    return code ? unless(formats::isPlainLine(text), ErrorCode::FieldFormat)
                : std::optional(code.error().code);
}

std::optional<ErrorCode> formatFault(const Field& field, std::string_view text,
                                     std::optional<sys_days> day) {
    switch (field.kind) {
    case FieldKind::Text:
    case FieldKind::Name:
    case FieldKind::Address:
        return unless(formats::isPlainLine(text), ErrorCode::FieldFormat);
    case FieldKind::CitizenNumber:
        return numberFault(text, day);
    case FieldKind::Mobile:
        return faultOf(formats::parseMobile(text));
    case FieldKind::Date:
        return unless(formats::parseDate(text).ok(), ErrorCode::DateFormat);
    case FieldKind::Choice:
        return unless(std::any_of(field.choices.begin(), field.choices.end(),
                                  [&](const Choice& choice) { return choice.code == text; }),
                      ErrorCode::FieldChoice);
    case FieldKind::Number:
        return unless(formats::parseDecimal(text, field.decimals).has_value(),
                      ErrorCode::FieldFormat);
    case FieldKind::Money:
        return unless(formats::parseDecimal(text, field.decimalsTaken()).has_value(),
                      ErrorCode::MoneyFormat);
    case FieldKind::Division:
        return divisionFault(text);
    case FieldKind::CreditCode:
        return faultOf(formats::CreditCode::parse(text));
    }
    return ErrorCode::FieldFormat;
}

bool outsideDates(const Field& field, std::string_view text, std::optional<sys_days> day) {
    const auto bound = [day](const std::string& written) {
        const bool today = written == "today";
        return !today ? written : day ? formats::toIsoDate(*day) : std::string();
    };
    const std::string least = bound(field.least), most = bound(field.most);
    return (!least.empty() && text < least) || (!most.empty() && text > most);
}

bool outsideNumbers(const Field& field, std::string_view text) {
    const auto value = formats::parseDecimal(text, field.decimalsTaken());
    const auto least = formats::parseDecimal(field.least, formats::decimalsMax);
    const auto most = formats::parseDecimal(field.most, formats::decimalsMax);
    return (least && *value < *least) || (most && *value > *most);
}

bool outside(const Field& field, std::string_view text, std::optional<sys_days> day) {
    if (field.least.empty() && field.most.empty())
        return false;
    return field.kind == FieldKind::Date ? outsideDates(field, text, day)
                                         : outsideNumbers(field, text);
}

} // namespace

bool isBlank(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (text.substr(at, 3) == "\u3000")
            at += 3;
        else if (text[at] == ' ')
            ++at;
        else
            return false;
    }
    return true;
}

std::string_view divisionCodeIn(std::string_view answer) {
    return answer.substr(0, answer.find(' '));
}

std::string_view divisionNameIn(std::string_view answer) {
    const auto space = answer.find(' ');
    return space == std::string_view::npos ? std::string_view() : answer.substr(space + 1);
}

std::optional<ErrorCode> valueFault(const Field& field, std::string_view text,
                                    std::optional<sys_days> day) {
    if (text.empty())
        return std::nullopt;
    if (!isUtf8(text))
        return ErrorCode::FieldFormat;
    if (field.maxLength != 0 && codePoints(text) > field.maxLength)
        return ErrorCode::FieldTooLong;
    if (const auto code = formatFault(field, text, day))
        return code;
    return outside(field, text, day) ? std::optional(ErrorCode::FieldRange) : std::nullopt;
}

} // namespace jiujin::matter
