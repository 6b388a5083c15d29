#include "app/visit/journey/earlier_answers.h"

#include "platform/matter/check.h"

#include <algorithm>

namespace jiujin::journey {

namespace {

Secret labelOf(const matter::Field& field, const Secret& answer) {
    const auto choice = std::ranges::find_if(
        field.choices, [&](const matter::Choice& each) { return each.code == answer.expose(); });
    return choice == field.choices.end() ? Secret() : Secret(choice->label.zh);
}

} // namespace

void EarlierAnswers::remember(const matter::Field& field, const Secret& answer,
                              protocol::Source source) {
    const bool given = source != protocol::Source::Card && source != protocol::Source::Computed;
    if (given && !field.prefill.empty() && !answer.empty())
        known_[field.prefill] = {field.kind, answer, labelOf(field, answer)};
}

Secret EarlierAnswers::answerFor(const matter::Field& field, std::chrono::sys_days today) const {
    const auto known = field.prefill.empty() ? known_.end() : known_.find(field.prefill);
    if (known == known_.end())
        return {};
    const auto& [kind, answer, label] = known->second;
    const bool fits = kind == field.kind && label == labelOf(field, answer) &&
                      matter::checkAnswer(field, answer, today).empty();
    return fits ? answer : Secret();
}

} // namespace jiujin::journey
