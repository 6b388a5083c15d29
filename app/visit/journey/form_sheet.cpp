#include "app/visit/journey/form_sheet.h"

#include "platform/base/bytes.h"

#include <algorithm>

namespace jiujin::journey {

namespace {

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
            FieldState state;
            state.group = &group.title;
            state.field = &field;
            state.value = matter::prefillOf(field, card);
            state.fromCard = !state.value.empty();
            state.locked = matter::isLocked(field, card);
            fields_.push_back(std::move(state));
        }
    for (const auto& material : matter.materials)
        materials_.push_back({&material, {}, {}, false});
    check();
}

void FormSheet::countFrom(std::optional<std::chrono::sys_days> day) {
    for (auto& choice : materials_)
        choice.dueDate =
            day ? matter::dueDate(*day, choice.material->laterWorkingDays) : std::string();
}

bool FormSheet::setValue(std::size_t row, std::string_view text) {
    if (row >= fields_.size())
        return false;
    auto& state = fields_[row];
    const auto longest = state.field->maxLength;
    if (state.locked || !isUtf8(text) || (longest > 0 && codePoints(text) > longest))
        return false;
    state.value = Secret(text);
    state.fromCard = false;
    check();
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

std::vector<protocol::MaterialState> FormSheet::materialStates(Language language) const {
    std::vector<protocol::MaterialState> states;
    for (const auto& choice : materials_) {
        if (choice.way.empty())
            continue;
        protocol::MaterialState state{choice.material->id, choice.way, {}, {}};
        if (choice.way == "later")
            state.dueDate = choice.dueDate;
        if (choice.way == "commit")
            state.textDigest = matter::shownDigest(choice.material->commitment.in(language));
        states.push_back(std::move(state));
    }
    return states;
}

// All of it at once: what one field says may make another one missing.
void FormSheet::check() {
    const auto faults = matter::checkAnswers(*matter_, answers(), today_);
    for (auto& state : fields_) {
        const auto it =
            std::ranges::find(faults, state.field->id, [](const auto& fault) { return fault.id; });
        state.fault = it == faults.end() ? std::nullopt : std::optional(it->code);
        state.faultShown = state.faultShown && state.fault;
    }
}

} // namespace jiujin::journey
