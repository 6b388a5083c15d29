#include "platform/matter/principal.h"

#include "platform/formats/citizen_number.h"
#include "platform/formats/contact.h"
#include "platform/formats/credit_code.h"
#include "platform/matter/known_facts.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

using std::chrono::sys_days;

constexpr sys_days lastDay = std::chrono::year(9999) / std::chrono::December / 31;

Secret answerTo(const std::string& id, const protocol::Answers& answers) {
    const auto answer = answers.find(id);
    return answer == answers.end() ? Secret() : answer->second;
}

// The form of an agent's matter shows whose card was read.
Secret holderNumber(const Matter& matter, const protocol::Answers& answers) {
    for (const FieldGroup& group : matter.groups)
        for (const Field& field : group.fields)
            if (field.prefill == "card.number")
                return answerTo(field.id, answers);
    return {};
}

std::optional<formats::CitizenNumber> numberIn(const Secret& text, std::optional<sys_days> day) {
    const auto number = formats::CitizenNumber::parse(text.expose(), day.value_or(lastDay));
    return number ? std::optional(number.value()) : std::nullopt;
}

bool ofAge(const Applicant& wanted, const formats::CitizenNumber& number, sys_days day) {
    const int age = formats::ageOn(number.birth(), day);
    return age >= wanted.minimumAge && (!wanted.maximumAge || age <= *wanted.maximumAge);
}

std::string agesWords(const Applicant& wanted, Language language) {
    const bool chinese = language == Language::Chinese;
    const std::string least = std::to_string(wanted.minimumAge);
    if (!wanted.maximumAge)
        return chinese ? "年满" + least + "周岁" : least + " or over";
    const std::string most = std::to_string(*wanted.maximumAge);
    if (wanted.minimumAge == 0)
        return chinese ? "不超过" + most + "周岁" : most + " or under";
    return chinese ? "在" + least + "到" + most + "周岁之间" : "from " + least + " to " + most;
}

Words ownNumberWords() {
    return {"这是您自己的号码，请填被代办人的号码。",
            "This is your own number. Please give that of the person you file for."};
}

Words wrongAgeWords(const Applicant& wanted) {
    const std::string zh = agesWords(wanted, Language::Chinese);
    const std::string en = agesWords(wanted, Language::English);
    return {"被代办人应" + zh + "，按这个号码不符合。请核对号码。",
            "The person you file for must be " + en +
                ", and by this number is not. Please check the number."};
}

// The name stands in the group of the number.
std::string maskedName(const Matter& matter, const protocol::Answers& answers) {
    for (const FieldGroup& group : matter.groups) {
        const auto& fields = group.fields;
        if (std::none_of(fields.begin(), fields.end(),
                         [&](const Field& each) { return each.id == matter.applicant.number; }))
            continue;
        const auto name = std::find_if(fields.begin(), fields.end(), [](const Field& each) {
            return each.kind == FieldKind::Name && !each.prefill.starts_with(cardFact);
        });
        if (name != fields.end())
            return formats::maskName(answerTo(name->id, answers));
    }
    return {};
}

std::string shownPerson(const Matter& matter, const protocol::Answers& answers) {
    const std::string name = maskedName(matter, answers);
    return name + (name.empty() ? "" : " ") + formats::maskNumber(principalNumber(matter, answers));
}

std::string shownCode(const Secret& text) {
    const auto code = formats::CreditCode::parse(text.expose());
    return code ? code->shown() : formats::maskNumber(text);
}

} // namespace

Words notEligibleWords(const Matter& matter, const protocol::CardFacts& card,
                       std::optional<sys_days> day) {
    const auto birth = formats::parseCompactDate(card.birth.expose());
    const bool young = birth && day && formats::ageOn(*birth, *day) < agentAge;
    if (matter.applicant.kind != ApplicantKind::Agent || !young)
        return {};
    const std::string age = std::to_string(agentAge);
    return {"替别人代办的人要年满" + age + "周岁。请换一位成年人来代办，或者到窗口办理。",
            "Who files for another must be " + age +
                " or over. Please have an adult file it, or go to a service counter."};
}

Secret principalNumber(const Matter& matter, const protocol::Answers& answers) {
    return answerTo(matter.applicant.number, answers);
}

std::optional<Fault> checkPrincipal(const Matter& matter, const protocol::Answers& answers,
                                    std::optional<sys_days> day) {
    const Applicant& wanted = matter.applicant;
    if (wanted.kind != ApplicantKind::Agent)
        return std::nullopt;
    const Secret given = principalNumber(matter, answers), held = holderNumber(matter, answers);
    const auto number = numberIn(given, day), own = numberIn(held, day);
    // A foreigner's number of the 2017 model has no birth date to be read.
    const bool same = number && own ? number->sameAs(*own) : !given.empty() && given == held;
    if (same)
        return Fault{wanted.number, ErrorCode::ApplicantNotEligible, ownNumberWords()};
    if (number && day && !ofAge(wanted, *number, *day))
        return Fault{wanted.number, ErrorCode::ApplicantNotEligible, wrongAgeWords(wanted)};
    return std::nullopt;
}

Parties partiesOf(const Matter& matter, const protocol::Answers& answers) {
    switch (matter.applicant.kind) {
    case ApplicantKind::Person:
        return {{"申请人", "Applicant"}, {}, {}};
    case ApplicantKind::Agent:
        return {{"代办人", "Filed by"}, {"替谁代办", "On behalf of"}, shownPerson(matter, answers)};
    case ApplicantKind::Enterprise:
        return {{"经办人", "Filed by"},
                {"申请单位", "For the business"},
                shownCode(principalNumber(matter, answers))};
    }
    return {};
}

} // namespace jiujin::matter
