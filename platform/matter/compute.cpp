#include "platform/matter/compute.h"

#include "platform/formats/citizen_number.h"
#include "platform/formats/contact.h"
#include "platform/formats/decimal.h"
#include "platform/matter/json_place.h"

namespace jiujin::matter {

namespace {

using formats::Decimal;
using std::chrono::sys_days;

constexpr std::size_t addendsMax = 20;

std::string textOf(const Place& place) {
    const auto* text = place.value().if_string();
    if (text == nullptr || text->empty())
        place.fault("must be the id of a field");
    return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

std::vector<std::string> readSum(const Place& place) {
    std::vector<std::string> ids;
    for (const Place& each : place.list("sum", 1, addendsMax))
        ids.push_back(textOf(each));
    return ids;
}

void readTimes(const Place& place, Compute& rule) {
    const auto parts = place.list("times", 2, 2);
    if (parts.size() != 2)
        return;
    rule.of = {textOf(parts[0])};
    rule.factor = textOf(parts[1]);
    if (!formats::parseDecimal(rule.factor, formats::decimalsMax))
        parts[1].fault(R"(must be a decimal in quotes, like "12" or "0.5")");
}

std::string inFieldSpelling(const Field& field, std::optional<Decimal> value) {
    return value ? formats::decimalText(*value, field.decimalsTaken()) : std::string();
}

std::string sum(const Field& field, const std::vector<std::string_view>& inputs) {
    std::optional<Decimal> total;
    for (const std::string_view text : inputs) {
        if (text.empty())
            continue;
        const auto addend = formats::parseDecimal(text, formats::decimalsMax);
        const auto next =
            addend ? formats::sumOf(total.value_or(Decimal()), *addend) : std::nullopt;
        if (!next)
            return {};
        total = next;
    }
    return inFieldSpelling(field, total);
}

std::string times(const Field& field, std::string_view input) {
    const auto value = formats::parseDecimal(input, formats::decimalsMax);
    const auto factor = formats::parseDecimal(field.compute.factor, formats::decimalsMax);
    return inFieldSpelling(field,
                           value && factor ? formats::productOf(*value, *factor) : std::nullopt);
}

std::string ageOf(std::string_view input, std::optional<sys_days> day) {
    if (!day)
        return {};
    auto birth = formats::parseDate(input);
    if (!birth) {
        const auto number = formats::CitizenNumber::parse(input, *day);
        if (!number)
            return {};
        birth = number->birth();
    }
    return sys_days(*birth) > *day ? std::string() : std::to_string(formats::ageOn(*birth, *day));
}

} // namespace

Compute readCompute(const Place& field) {
    Compute rule;
    if (!field.has("compute"))
        return rule;
    const Place place = field.at("compute");
    place.onlyKeys({"sum", "times", "ageOf", "count"});
    const auto* object = place.value().if_object();
    if (object == nullptr || object->size() != 1) {
        place.fault(R"(needs one of "sum", "times", "ageOf", "count")");
        return rule;
    }
    if (place.has("sum")) {
        rule.kind = Compute::Kind::Sum;
        rule.of = readSum(place);
    } else if (place.has("times")) {
        rule.kind = Compute::Kind::Times;
        readTimes(place, rule);
    } else {
        const bool age = place.has("ageOf");
        rule.kind = age ? Compute::Kind::AgeOf : Compute::Kind::Count;
        rule.of = {place.id(age ? "ageOf" : "count")};
    }
    return rule;
}

Secret computedFrom(const Field& field, const std::vector<std::string_view>& inputs,
                    std::optional<sys_days> day) {
    const std::string_view first = inputs.empty() ? std::string_view() : inputs.front();
    switch (field.compute.kind) {
    case Compute::Kind::Sum:
        return Secret(sum(field, inputs));
    case Compute::Kind::Times:
        return Secret(times(field, first));
    case Compute::Kind::AgeOf:
        return Secret(ageOf(first, day));
    case Compute::Kind::Count:
    case Compute::Kind::None:
        return {};
    }
    return {};
}

} // namespace jiujin::matter
