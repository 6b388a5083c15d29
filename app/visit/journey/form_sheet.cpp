#include "app/visit/journey/form_sheet.h"

namespace jiujin::journey {

namespace {

protocol::Source typistOf(const matter::Matter& matter) {
    return matter.applicant.kind == matter::ApplicantKind::Agent ? protocol::Source::Helper
                                                                 : protocol::Source::Citizen;
}

} // namespace

FormSheet::FormSheet(const matter::Matter& matter, const protocol::CardFacts& card,
                     AnswerSheet::Day day, const EarlierAnswers& earlier)
    : matter_(&matter),
      answers_(matter, card, day, typistOf(matter), earlier),
      materials_(matter) {}

} // namespace jiujin::journey
