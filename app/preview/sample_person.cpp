#include "app/preview/sample_person.h"

#include "platform/formats/citizen_number.h"

#include <algorithm>

namespace jiujin::preview {

using namespace std::chrono;

namespace {

constexpr int usualAge = 36;

std::string compact(year_month_day day) {
    const auto two = [](unsigned number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    return std::to_string(static_cast<int>(day.year())) + two(static_cast<unsigned>(day.month())) +
           two(static_cast<unsigned>(day.day()));
}

// On the second of a month, so that it is on every calendar.
std::string birthOf(const matter::Applicant& applicant, sys_days today) {
    const int age =
        std::clamp(usualAge, applicant.minimumAge, applicant.maximumAge.value_or(usualAge * 4));
    const year_month_day day(today);
    return compact((day.year() - years(age)) / day.month() / 2 - months(1));
}

std::string withCheck(const std::string& front, sys_days today) {
    for (const char check : std::string_view("0123456789X"))
        if (formats::CitizenNumber::parse(front + check, today))
            return front + check;
    return front;
}

std::string numberFor(std::string_view kind, const std::string& birth, sys_days today) {
    if (kind == "foreign2017")
        return "USA1100" + birth.substr(2) + "01";
    const std::string division =
        kind == "hkmt" ? "810000" : (kind == "foreign2023" ? "911840" : "110105");
    return withCheck(division + birth + "001", today);
}

} // namespace

std::string sampleNumber(const matter::Applicant& applicant, sys_days today) {
    return numberFor("resident", birthOf(applicant, today), today);
}

protocol::CardFacts samplePerson(const matter::Applicant& applicant, sys_days today) {
    const bool self = applicant.kind == matter::ApplicantKind::Person;
    const std::string birth = birthOf(self ? applicant : matter::Applicant{}, today);
    const auto& kinds = applicant.cardKinds;
    const bool resident =
        kinds.empty() || std::find(kinds.begin(), kinds.end(), "resident") != kinds.end();
    protocol::CardFacts card;
    card.kind = resident ? "resident" : kinds.front();
    card.name = Secret(card.kind.starts_with("foreign") ? "SAMPLE, PERSON" : "示例某某");
    card.number = Secret(numberFor(card.kind, birth, today));
    card.sex = Secret("1");
    card.nation = Secret(card.kind.starts_with("foreign") ? "USA" : "01");
    card.birth = Secret(birth);
    card.address = Secret("示例省示例市示例街道1号");
    card.issuer = Secret("示例");
    card.validFrom = Secret(compact(today - days(30)));
    card.validUntil = Secret(compact(today + days(3000)));
    return card;
}

} // namespace jiujin::preview
