#include "app/visit/journey/form_sheet.h"

#include "platform/base/bytes.h"

#include <algorithm>

namespace jiujin::journey {

namespace {

std::optional<ErrorCode> faultOf(const matter::Field& field, const Secret& value,
                                 std::chrono::sys_days today) {
    const auto faults = matter::checkAnswer(field, value, today);
    return faults.empty() ? std::nullopt : std::optional(faults.front().code);
}

template <typename Rows, typename Faulty>
std::optional<std::size_t> firstRow(const Rows& rows, Faulty faulty) {
    const auto it = std::ranges::find_if(rows, faulty);
    if (it == rows.end())
        return std::nullopt;
    return static_cast<std::size_t>(it - rows.begin());
}

} // namespace

FormSheet::FormSheet(const matter::Matter& matter, const protocol::CardFacts& card,
                     std::chrono::sys_days today)
    : matter_(&matter), today_(today) {
    for (const auto& group : matter.groups)
        for (const auto& field : group.fields) {
            FieldState state{&group.title, &field, matter::prefillOf(field, card),
                             false,        false,  {}};
            state.fromCard = !state.value.empty();
            state.fault = faultOf(field, state.value, today_);
            fields_.push_back(std::move(state));
        }
    for (const auto& material : matter.materials)
        materials_.push_back(
            {&material, {}, matter::dueDate(today_, material.laterWorkingDays), false});
}

bool FormSheet::setValue(std::size_t row, std::string_view text) {
    if (row >= fields_.size())
        return false;
    auto& state = fields_[row];
    const bool locked = state.field->locked && state.fromCard;
    if (locked || !isUtf8(text) ||
        (state.field->maxLength > 0 && codePoints(text) > state.field->maxLength))
        return false;
    state.value = Secret(text);
    state.fromCard = false;
    state.fault = faultOf(*state.field, state.value, today_);
    if (!state.fault)
        state.faultShown = false;
    return true;
}

void FormSheet::showFault(std::size_t row) {
    if (row < fields_.size())
        fields_[row].faultShown = fields_[row].fault.has_value();
}

bool FormSheet::choose(std::size_t row, std::string_view way) {
    if (row >= materials_.size())
        return false;
    auto& choice = materials_[row];
    if (std::ranges::find(choice.material->ways, way) == choice.material->ways.end())
        return false;
    choice.way = way;
    choice.faultShown = false;
    return true;
}

std::optional<std::size_t> FormSheet::faultyField() const {
    return firstRow(fields_, [](const FieldState& state) { return state.fault.has_value(); });
}

std::optional<std::size_t> FormSheet::faultyMaterial() const {
    return firstRow(materials_, [](const MaterialChoice& choice) { return choice.way.empty(); });
}

void FormSheet::showFieldFaults() {
    for (auto& state : fields_)
        state.faultShown = state.fault.has_value();
}

void FormSheet::showMaterialFaults() {
    for (auto& choice : materials_)
        choice.faultShown = choice.way.empty();
}

protocol::Answers FormSheet::answers() const {
    protocol::Answers answers;
    for (const auto& state : fields_)
        if (!state.value.empty())
            answers.emplace(state.field->id, state.value);
    return answers;
}

std::map<std::string, protocol::Source> FormSheet::provenance() const {
    std::map<std::string, protocol::Source> sources;
    for (const auto& state : fields_)
        if (!state.value.empty())
            sources.emplace(state.field->id,
                            state.fromCard ? protocol::Source::Card : protocol::Source::Citizen);
    return sources;
}

std::vector<protocol::MaterialState> FormSheet::materialStates() const {
    std::vector<protocol::MaterialState> states;
    for (const auto& choice : materials_)
        states.push_back({choice.material->id,
                          choice.way,
                          choice.way == "later" ? choice.dueDate : std::string(),
                          {}});
    return states;
}

} // namespace jiujin::journey
