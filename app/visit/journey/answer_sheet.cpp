#include "app/visit/journey/answer_sheet.h"

#include "platform/base/bytes.h"

#include <algorithm>

namespace jiujin::journey {

using protocol::Source;

AnswerSheet::AnswerSheet(const matter::Matter& matter, const protocol::CardFacts& card, Day day,
                         Source typist, const EarlierAnswers& earlier)
    : matter_(&matter), card_(card), day_(day), typist_(typist) {
    for (const auto& group : matter.groups) {
        if (group.repeat) {
            rows_[group.id] = group.repeat->least;
            continue;
        }
        for (const auto& field : group.fields)
            prefill(field, earlier);
    }
    check();
}

void AnswerSheet::prefill(const matter::Field& field, const EarlierAnswers& earlier) {
    if (!matter::isLocked(field, card_)) {
        if (auto known = earlier.answerFor(field, day_.judged); !known.empty()) {
            entries_[field.id] = {std::move(known), Source::Bundle};
            return;
        }
    }
    if (auto known = matter::prefillOf(field, card_); !known.empty())
        entries_[field.id] = {std::move(known), Source::Card};
}

const matter::FieldGroup* AnswerSheet::repeating(std::string_view group) const {
    const auto found = std::ranges::find_if(
        matter_->groups, [&](const auto& each) { return each.repeat && each.id == group; });
    return found == matter_->groups.end() ? nullptr : &*found;
}

std::size_t AnswerSheet::rowsOf(const matter::FieldGroup& group) const {
    const auto found = rows_.find(group.id);
    return found == rows_.end() ? 0 : found->second;
}

bool AnswerSheet::isAsked(const matter::FieldGroup& group) const {
    return matter::holds(group.when, [this](const std::string& id) {
        const auto found = std::ranges::find(fields_, id, &FieldState::key);
        return found == fields_.end() ? std::string_view() : found->value.expose();
    });
}

bool AnswerSheet::setValue(std::size_t at, std::string_view text) {
    if (at >= fields_.size())
        return false;
    const FieldState& state = fields_[at];
    const auto longest = state.field->maxLength;
    if (state.locked || !isUtf8(text) || (longest > 0 && codePoints(text) > longest))
        return false;
    entries_[state.key] = {Secret(text), typist_};
    check();
    return true;
}

bool AnswerSheet::addRow(std::string_view group) {
    const auto* found = repeating(group);
    if (found == nullptr || !isAsked(*found) || rowsOf(*found) >= found->repeat->most)
        return false;
    ++rows_[found->id];
    check();
    return true;
}

bool AnswerSheet::removeRow(std::string_view group, std::size_t row) {
    const auto* found = repeating(group);
    const std::size_t count = found == nullptr ? 0 : rowsOf(*found);
    if (row == 0 || row > count || count <= found->repeat->least)
        return false;
    for (const auto& field : found->fields) {
        for (std::size_t each = row; each <= count; ++each) {
            const auto here = matter::answerKey(*found, each, field.id);
            const auto next = entries_.find(matter::answerKey(*found, each + 1, field.id));
            entries_.erase(here);
            shown_.erase(here);
            if (each < count && next != entries_.end())
                entries_[here] = next->second;
        }
    }
    --rows_[found->id];
    check();
    return true;
}

void AnswerSheet::showFault(std::size_t at) {
    if (at >= fields_.size())
        return;
    fields_[at].faultShown = fields_[at].fault.has_value();
    if (fields_[at].faultShown)
        shown_.insert(fields_[at].key);
}

void AnswerSheet::showFaults() {
    for (std::size_t at = 0; at < fields_.size(); ++at)
        showFault(at);
}

std::optional<std::size_t> AnswerSheet::faulty() const {
    const auto found = std::ranges::find_if(
        fields_, [](const FieldState& state) { return state.fault.has_value(); });
    return found == fields_.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - fields_.begin()));
}

protocol::Answers AnswerSheet::answers() const {
    protocol::Answers answers;
    for (const auto& state : fields_)
        if (!state.value.empty())
            answers.emplace(state.key, state.value);
    return answers;
}

std::map<std::string, Source> AnswerSheet::provenance() const {
    std::map<std::string, Source> sources;
    for (const auto& state : fields_)
        if (!state.value.empty())
            sources.emplace(state.key, state.source);
    return sources;
}

bool AnswerSheet::lacksDay() const {
    return !day_.counted && std::ranges::any_of(fields_, [](const FieldState& state) {
        return state.field->compute.kind == matter::Compute::Kind::AgeOf;
    });
}

FieldState AnswerSheet::stateOf(const matter::AskedField& asked) const {
    FieldState state;
    state.key = asked.key;
    state.group = asked.group;
    state.field = asked.field;
    state.row = asked.row;
    state.value = asked.value;
    const auto entry = entries_.find(asked.key);
    if (asked.field->isComputed())
        state.source = Source::Computed;
    else if (entry != entries_.end())
        state.source = entry->second.source;
    state.locked = asked.field->isComputed() || matter::isLocked(*asked.field, card_);
    return state;
}

// All of it at once: what one field says may ask another, or make it missing.
void AnswerSheet::check() {
    protocol::Answers given;
    for (const auto& [key, entry] : entries_)
        given.emplace(key, entry.value);
    fields_.clear();
    for (const auto& asked : matter::askedFields(matter_->groups, given, rows_, day_.counted))
        fields_.push_back(stateOf(asked));
    const auto faults =
        matter::checkAnswers(*matter_, answers(), {day_.judged, day_.counted}, rows_);
    for (auto& state : fields_) {
        const auto found = std::ranges::find(faults, state.key, &matter::Fault::id);
        if (found != faults.end())
            state.fault = *found;
        else
            shown_.erase(state.key);
        state.faultShown = state.fault && shown_.contains(state.key);
    }
}

} // namespace jiujin::journey
