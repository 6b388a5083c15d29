#include "platform/formats/contact.h"
#include "platform/formats/decimal.h"
#include "platform/matter/compute.h"
#include "platform/matter/known_facts.h"
#include "platform/matter/load_form.h"

#include <algorithm>
#include <map>
#include <set>

namespace jiujin::matter {

namespace {

constexpr std::size_t labelMax = 60, helpMax = 300, choicesMax = 300;
constexpr int lengthMax = 500;

const std::map<std::string, FieldKind> kinds{{"text", FieldKind::Text},
                                             {"name", FieldKind::Name},
                                             {"mobile", FieldKind::Mobile},
                                             {"citizenNumber", FieldKind::CitizenNumber},
                                             {"date", FieldKind::Date},
                                             {"choice", FieldKind::Choice},
                                             {"address", FieldKind::Address},
                                             {"number", FieldKind::Number},
                                             {"money", FieldKind::Money},
                                             {"division", FieldKind::Division},
                                             {"creditCode", FieldKind::CreditCode}};

bool isCounted(FieldKind kind) {
    return kind == FieldKind::Number || kind == FieldKind::Money;
}

FieldKind readKind(const Place& place) {
    const std::string kind =
        place.oneOf("kind", {"text", "name", "citizenNumber", "mobile", "date", "choice", "address",
                             "number", "money", "division", "creditCode"});
    const auto found = kinds.find(kind);
    return found == kinds.end() ? FieldKind::Text : found->second;
}

void readChoices(const Place& place, Field& field) {
    if (field.kind != FieldKind::Choice) {
        if (place.has("choices"))
            place.fault("\"choices\" needs \"kind\": \"choice\"");
        return;
    }
    std::set<std::string> codes;
    for (const Place& each : place.list("choices", 2, choicesMax)) {
        each.onlyKeys({"code", "label"});
        field.choices.push_back({each.text("code", 20), each.words("label", labelMax)});
        if (!codes.insert(field.choices.back().code).second)
            each.fault("this code stands there twice; give each choice its own");
    }
}

std::string readFact(const Place& place) {
    constexpr std::size_t longest = visitFact.size() + 40;
    std::string fact = place.text("prefill", longest);
    if (!fact.starts_with(visitFact))
        return place.oneOf("prefill", {"card.name", "card.number", "card.sex", "card.birth",
                                       "card.nation", "card.address"});
    if (!isId(std::string_view(fact).substr(visitFact.size())))
        place.at("prefill").fault("behind \"visit.\" stands a name that begins with a small letter "
                                  "and holds letters and digits only");
    return fact;
}

void readPrefill(const Place& place, Field& field) {
    if (place.has("prefill"))
        field.prefill = readFact(place);
    const bool fromCard = field.prefill.starts_with(cardFact);
    field.locked = place.flag("locked", false);
    if (field.locked && !fromCard)
        place.fault("a locked field needs \"prefill\": say what of the card fills it");
    if (place.has("of") && place.oneOf("of", {"applicant", "other"}) == "other")
        field.whose = Whose::Other;
    if (field.whose == Whose::Other && fromCard)
        place.fault(R"(the card says nothing of others; remove "prefill" or "of")");
}

std::string readBound(const Place& place, std::string_view key, const Field& field) {
    if (!place.has(key))
        return {};
    std::string bound = place.text(key, 20);
    const bool date = field.kind == FieldKind::Date;
    if (!date && !isCounted(field.kind))
        place.at(key).fault("needs a number, money or date");
    else if (date && bound != "today" && !formats::parseDate(bound))
        place.at(key).fault(R"(must be "today" or a date written YYYY-MM-DD)");
    else if (!date && !formats::parseDecimal(bound, field.decimalsTaken()))
        place.at(key).fault(R"(must be a number in quotes, like "1" or "0.50")");
    return bound;
}

void screenBounds(const Place& place, const Field& field) {
    const auto least = formats::parseDecimal(field.least, formats::decimalsMax);
    const auto most = formats::parseDecimal(field.most, formats::decimalsMax);
    const bool dates = field.kind == FieldKind::Date && field.least != "today" &&
                       field.most != "today" && !field.least.empty() && !field.most.empty();
    if ((least && most && *least > *most) || (dates && field.least > field.most))
        place.fault(R"("least" is above "most": no answer would be right)");
}

void readBounds(const Place& place, Field& field) {
    field.decimals = place.number("decimals", 0, formats::decimalsMax, 0);
    if (place.has("decimals") && field.kind != FieldKind::Number)
        place.at("decimals").fault("needs \"kind\": \"number\"");
    field.least = readBound(place, "least", field);
    field.most = readBound(place, "most", field);
    screenBounds(place, field);
}

void readComputed(const Place& place, Field& field) {
    field.compute = readCompute(place);
    if (!field.isComputed())
        return;
    if (!field.prefill.empty() || place.has("required"))
        place.at("compute").fault(
            R"(is neither asked nor prefilled: remove "prefill", "required")");
    const bool money =
        field.compute.kind == Compute::Kind::Sum || field.compute.kind == Compute::Kind::Times;
    if (field.kind != FieldKind::Number && !(money && field.kind == FieldKind::Money))
        place.at("compute").fault(money ? "needs \"kind\": \"number\" or \"money\""
                                        : "needs \"kind\": \"number\"");
}

} // namespace

Field readField(const Place& place) {
    place.onlyKeys({"id", "label", "help", "example", "kind", "required", "maxLength", "choices",
                    "prefill", "locked", "of", "when", "compute", "decimals", "least", "most"});
    Field field;
    field.id = place.id("id");
    field.label = place.words("label", labelMax);
    field.help = place.optionalWords("help", helpMax);
    field.example = place.optionalWords("example", labelMax);
    field.kind = readKind(place);
    field.required = place.flag("required", true);
    field.maxLength = static_cast<std::size_t>(place.number("maxLength", 1, lengthMax, 100));
    field.when = readWhen(place);
    readChoices(place, field);
    readPrefill(place, field);
    readBounds(place, field);
    readComputed(place, field);
    return field;
}

} // namespace jiujin::matter
