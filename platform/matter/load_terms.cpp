#include "platform/formats/decimal.h"
#include "platform/formats/division_code.h"
#include "platform/matter/load_parts.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

constexpr int countMax = 18000, amountMax = 12;

// A number, never absent.
int count(const Place& place, std::string_view key, int least, int most) {
    place.at(key);
    return place.number(key, least, most, least);
}

std::int64_t readAmount(const Place& place) {
    const std::string text = place.text("amount", amountMax);
    const auto yuan = formats::parseDecimal(text, 2);
    if (!yuan || formats::decimalText(*yuan, 2) != text) {
        place.at("amount").fault("must be yuan with two decimals, as in \"10.00\"");
        return 0;
    }
    return yuan->thousandths / 10;
}

void readDivisions(const Place& place, Reach& reach) {
    if (!place.has("divisions"))
        return;
    for (const Place& each : place.list("divisions", 1, 400)) {
        const std::string code = each.ownText(12);
        if (!formats::DivisionCode::parse(code))
            each.fault("must be a division code of 6, 9 or 12 digits");
        else if (std::find(reach.divisions.begin(), reach.divisions.end(), code) !=
                 reach.divisions.end())
            each.fault("stands there twice; remove one");
        reach.divisions.push_back(code);
    }
}

Step readStep(const Place& place) {
    place.onlyKeys({"id", "needs", "otherwise"});
    Step step;
    step.id =
        place.oneOf("id", {"card", "form", "materials", "sign", "pay", "receipt", "form-paper"});
    if (place.has("needs"))
        step.needs =
            place.names("needs", {"idcard", "smartcard", "scanner", "camera", "printer", "slip"});
    step.otherwise = place.optionalWords("otherwise", 300);
    if (!step.needs.empty() && !place.has("otherwise"))
        place.at("otherwise");
    return step;
}

} // namespace

TimeLimit readLimit(const Place& place) {
    place.onlyKeys({"type", "unit", "legal", "promised"});
    TimeLimit limit;
    limit.type = place.among<LimitType>(
        "type", {{"instant", LimitType::Instant}, {"promised", LimitType::Promised}});
    if (limit.type == LimitType::Promised || place.has("unit"))
        limit.unit = place.among<LimitUnit>("unit", {{"workingDays", LimitUnit::WorkingDays},
                                                     {"naturalDays", LimitUnit::NaturalDays},
                                                     {"hours", LimitUnit::Hours}});
    limit.legal = place.number("legal", 1, countMax, 0);
    if (limit.type == LimitType::Promised)
        limit.promised = count(place, "promised", 1, countMax);
    else
        limit.promised = place.number("promised", 0, 0, 0);
    if (limit.legal > 0 && limit.promised > limit.legal)
        place.at("promised").fault("is longer than the legal limit; promise at most that");
    return limit;
}

Applicant readApplicant(const Place& place) {
    place.onlyKeys({"kind", "minimumAge", "maximumAge", "cardKinds", "number"});
    Applicant applicant;
    applicant.kind =
        place.among<ApplicantKind>("kind", {{"person", ApplicantKind::Person},
                                            {"agent", ApplicantKind::Agent},
                                            {"enterprise", ApplicantKind::Enterprise}});
    applicant.minimumAge = place.number("minimumAge", 0, 120, 0);
    if (place.has("maximumAge"))
        applicant.maximumAge = place.number("maximumAge", 0, 150, 150);
    if (applicant.maximumAge && *applicant.maximumAge < applicant.minimumAge)
        place.at("maximumAge").fault("is below \"minimumAge\": nobody could apply; raise it");
    if (place.has("cardKinds"))
        applicant.cardKinds =
            place.names("cardKinds", {"resident", "hkmt", "foreign2017", "foreign2023"});
    if (applicant.kind != ApplicantKind::Person)
        applicant.number = place.id("number");
    else if (place.has("number"))
        place.at("number").fault("a person files with the card's own number; remove it");
    return applicant;
}

Reach readReach(const Place& place) {
    place.onlyKeys({"scope", "divisions"});
    Reach reach;
    reach.scope = place.among<ReachScope>("scope", {{"county", ReachScope::County},
                                                    {"city", ReachScope::City},
                                                    {"province", ReachScope::Province},
                                                    {"nation", ReachScope::Nation}});
    readDivisions(place, reach);
    return reach;
}

std::vector<FeeItem> readFees(const Place& place) {
    place.onlyKeys({"items"});
    std::vector<FeeItem> fees;
    for (const Place& each : place.list("items", 0, 20)) {
        each.onlyKeys({"name", "amount", "basis"});
        fees.push_back(
            {each.words("name", nameMax), readAmount(each), readBasis(each.at("basis"))});
    }
    return fees;
}

std::vector<Step> readSteps(const Place& place) {
    std::vector<Step> steps;
    std::set<std::string> ids;
    for (const Place& each : place.list("steps", 1, 20)) {
        steps.push_back(readStep(each));
        if (!ids.insert(steps.back().id).second)
            each.at("id").fault("stands there twice; remove one");
    }
    return steps;
}

std::vector<RatingQuestion> readRating(const Place& place) {
    std::vector<RatingQuestion> rating;
    std::set<std::string> ids;
    for (const Place& each : place.list("rating", 1, 10)) {
        each.onlyKeys({"id", "question"});
        rating.push_back({each.id("id"), each.words("question", basisMax)});
        if (!ids.insert(rating.back().id).second)
            each.at("id").fault("stands there twice; rename one");
    }
    return rating;
}

} // namespace jiujin::matter
