#include "platform/matter/check.h"

#include "platform/base/bytes.h"
#include "platform/formats/citizen_number.h"
#include "platform/formats/contact.h"
#include "platform/matter/principal.h"
#include "platform/matter/review.h"
#include "platform/protocol/digest.h"

#include <algorithm>
#include <array>

namespace jiujin::matter {

namespace {

using namespace std::chrono;
using protocol::CardFacts;

constexpr std::string_view foreign2017 = "foreign2017", forever = "长期";
constexpr sys_days lastDay = 9999y / December / 31;

bool knownKind(std::string_view kind) {
    constexpr std::array<std::string_view, 4> kinds{"resident", "hkmt", foreign2017, "foreign2023"};
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool readable(const CardFacts& card) {
    for (const Secret* text : {&card.name, &card.number, &card.sex, &card.nation, &card.birth,
                               &card.address, &card.issuer, &card.validFrom, &card.validUntil}) {
        if (!formats::isPlainLine(text->expose()))
            return false;
    }
    return !card.name.empty() && formats::parseCompactDate(card.birth.expose()).ok();
}

std::optional<ErrorCode> numberFault(const CardFacts& card, sys_days day) {
    if (card.kind == foreign2017)
        return formats::isForeignNumber2017(card.number.expose())
                   ? std::nullopt
                   : std::optional(ErrorCode::CardWrongCheckDigit);
    const auto number = formats::CitizenNumber::parse(card.number.expose(), day);
    if (!number || number->isLegacy())
        return ErrorCode::CardWrongCheckDigit;
    if (number->birth() != *formats::parseCompactDate(card.birth.expose()))
        return ErrorCode::CardInconsistent;
    return std::nullopt;
}

void checkHead(const Matter& matter, const protocol::CaseBody& body, std::vector<Fault>& faults) {
    if (body.matterCode != matter.code || body.matterVersion != matter.version ||
        body.assurance != "L1" || body.assurance < matter.assurance ||
        (body.language != "zh_CN" && body.language != "en"))
        faults.push_back({"case", ErrorCode::DocumentMalformed});
    if (body.consentVersion.empty())
        faults.push_back({"consent", ErrorCode::ConsentMissing});
}

// What the card fills is the card's, what is computed is said to be, and the rest came from
// somewhere.
std::optional<ErrorCode> sourceFault(const Field& field, const Secret& answer,
                                     std::optional<protocol::Source> from, const CardFacts& card) {
    using protocol::Source;
    if (field.isComputed())
        return from == Source::Computed ? std::nullopt : std::optional(ErrorCode::FieldComputed);
    const bool fromCard = from == Source::Card;
    const bool right = fromCard || isLocked(field, card)
                           ? fromCard && answer == prefillOf(field, card)
                           : from && from != Source::Computed;
    return right ? std::nullopt : std::optional(ErrorCode::FieldLocked);
}

void checkSources(const Matter& matter, const protocol::CaseBody& body,
                  std::vector<Fault>& faults) {
    for (const auto& [key, answer] : body.answers) {
        const Field* field = matter.field(key);
        if (field == nullptr)
            continue;
        const auto found = body.provenance.find(key);
        const auto from =
            found == body.provenance.end() ? std::nullopt : std::optional(found->second);
        if (const auto code = sourceFault(*field, answer, from, body.applicant))
            faults.push_back({key, *code});
    }
    for (const auto& [id, source] : body.provenance) {
        if (!body.answers.contains(id))
            faults.push_back({id, ErrorCode::DocumentMalformed});
    }
}

void checkSignature(const Matter& matter, const protocol::CaseBody& body,
                    std::vector<Fault>& faults) {
    if (body.signature.strokes.empty())
        faults.push_back({"signature", ErrorCode::SignatureMissing});
    else if (body.signature.shownDigest != shownDigest(reviewText(matter, body).expose()))
        faults.push_back({"signature", ErrorCode::DocumentMalformed});
}

// Where the terminal's clock was unknown the answers were judged without an age.
void checkOther(const Matter& matter, const protocol::CaseBody& body, std::optional<sys_days> day,
                std::vector<Fault>& faults) {
    const auto wrong = checkPrincipal(matter, body.answers, day);
    if (wrong && std::find(faults.begin(), faults.end(), *wrong) == faults.end())
        faults.push_back(*wrong);
}

void append(std::vector<Fault>& faults, std::vector<Fault> more) {
    faults.insert(faults.end(), more.begin(), more.end());
}

} // namespace

std::string shownDigest(std::string_view text) {
    return protocol::digestText({viewOf(text)});
}

std::optional<ErrorCode> checkCard(const CardFacts& card, std::optional<sys_days> day) {
    if (!knownKind(card.kind))
        return ErrorCode::CardUnknownType;
    if (!readable(card))
        return ErrorCode::CardBadText;
    if (const auto code = numberFault(card, day.value_or(lastDay)))
        return code;
    if (card.validUntil.expose() == forever)
        return std::nullopt;
    const auto until = formats::parseCompactDate(card.validUntil.expose());
    if (!until)
        return ErrorCode::CardBadText;
    if (day && sys_days(*until) < *day)
        return ErrorCode::CardExpired;
    return std::nullopt;
}

std::optional<ErrorCode> checkEligible(const Matter& matter, const CardFacts& card,
                                       std::optional<sys_days> day) {
    const auto birth = formats::parseCompactDate(card.birth.expose());
    const Applicant& wanted = matter.applicant;
    const auto& kinds = wanted.cardKinds;
    const bool kindFits =
        kinds.empty() || std::find(kinds.begin(), kinds.end(), card.kind) != kinds.end();
    if (!kindFits || !birth)
        return ErrorCode::ApplicantNotEligible;
    if (!day || wanted.kind == ApplicantKind::Enterprise)
        return std::nullopt;
    const int age = formats::ageOn(*birth, *day);
    const bool agent = wanted.kind == ApplicantKind::Agent;
    const int least = agent ? agentAge : wanted.minimumAge;
    if (age < least || (!agent && wanted.maximumAge && age > *wanted.maximumAge))
        return ErrorCode::ApplicantNotEligible;
    return std::nullopt;
}

Secret prefillOf(const Field& field, const CardFacts& card) {
    if (field.prefill == "card.birth") {
        const auto birth = formats::parseCompactDate(card.birth.expose());
        return birth ? Secret(formats::toIsoDate(*birth)) : Secret();
    }
    const std::array<std::pair<std::string_view, const Secret*>, 5> texts{
        {{"card.name", &card.name},
         {"card.number", &card.number},
         {"card.sex", &card.sex},
         {"card.nation", &card.nation},
         {"card.address", &card.address}}};
    for (const auto& [name, text] : texts) {
        if (field.prefill == name)
            return *text;
    }
    return {};
}

bool isLocked(const Field& field, const CardFacts& card) {
    return field.locked && !prefillOf(field, card).empty();
}

// What a wrong clock says about days is nothing to hold anyone to.
MaterialFacts factsAtFiling(const protocol::CaseBody& body, MaterialFacts known) {
    known.today = body.filed.grade == ClockGrade::Unknown
                      ? std::nullopt
                      : std::optional(localDay(body.filed.time));
    return known;
}

std::vector<Fault> checkCase(const Matter& matter, const protocol::CaseBody& body,
                             std::optional<sys_days> today, const WorkingCalendar& calendar,
                             MaterialFacts known) {
    const MaterialFacts facts = factsAtFiling(body, std::move(known));
    const auto day = facts.today ? facts.today : today;
    std::vector<Fault> faults;
    checkHead(matter, body, faults);
    if (const auto code = checkCard(body.applicant, day))
        faults.push_back({"applicant", *code});
    else if (const auto other = checkEligible(matter, body.applicant, day))
        faults.push_back({"applicant", *other});
    append(faults, checkAnswers(matter, body.answers, {day, facts.today}));
    checkOther(matter, body, day, faults);
    checkSources(matter, body, faults);
    append(faults, checkMaterials(matter, body.answers, body.materials, facts, calendar));
    checkSignature(matter, body, faults);
    return faults;
}

} // namespace jiujin::matter
