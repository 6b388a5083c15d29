#include "platform/formats/contact.h"
#include "platform/matter/check.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

using protocol::MaterialState;

const MaterialState* stateOf(const std::vector<MaterialState>& materials, const std::string& id) {
    const auto found = std::find_if(materials.begin(), materials.end(),
                                    [&](const auto& each) { return each.id == id; });
    return found == materials.end() ? nullptr : &*found;
}

bool isCurrentText(const Material& material, const std::string& digest) {
    return material.commitment && (digest == shownDigest(material.commitment->text.zh) ||
                                   digest == shownDigest(material.commitment->text.en));
}

// Only a commitment has a text, only what comes later has a day.
bool isWellFormed(const MaterialState& state) {
    const bool dated =
        state.dueDate.empty() || (state.way == "later" && formats::parseDate(state.dueDate).ok());
    return wayFrom(state.way) && state.textDigest.empty() == (state.way != "commit") && dated;
}

// Without a day the citizen was told how many working days there are, and that holds.
bool isLate(const MaterialState& state, const Offer& offer,
            std::optional<std::chrono::sys_days> today) {
    if (state.dueDate.empty() || !today)
        return false;
    const std::chrono::sys_days due = *formats::parseDate(state.dueDate);
    // The review may have been before midnight: an earlier day is the citizen's word too.
    return due < *today || (offer.deadline && due > *offer.deadline);
}

// As if the citizen had been asked for everything: who provided what could have been spared, had it
// been known, did no wrong.
MaterialFacts withoutFavours(MaterialFacts facts) {
    facts.certificates.reset();
    if (facts.credit == CreditRecord::Good)
        facts.credit = CreditRecord::Plain;
    return facts;
}

std::optional<ErrorCode> faultOf(const Matter& matter, const Material& material,
                                 const MaterialState& state, const MaterialFacts& facts,
                                 const WorkingCalendar& calendar) {
    if (!isWellFormed(state))
        return ErrorCode::DocumentMalformed;
    const MaterialWay way = *wayFrom(state.way);
    const auto known = judgeMaterial(matter, material, facts, calendar);
    const auto asked = judgeMaterial(matter, material, withoutFavours(facts), calendar);
    const Offer* offer = known.offer(way) != nullptr ? known.offer(way) : asked.offer(way);
    if (offer == nullptr)
        return ErrorCode::MaterialWayClosed;
    if (way == MaterialWay::Commit && !isCurrentText(material, state.textDigest))
        return ErrorCode::CommitmentOutdated;
    if (way == MaterialWay::Later && isLate(state, *offer, facts.today))
        return ErrorCode::MaterialLate;
    return std::nullopt;
}

} // namespace

std::vector<Fault> checkMaterials(const Matter& matter, const protocol::Answers& answers,
                                  const std::vector<MaterialState>& materials,
                                  const MaterialFacts& facts, const WorkingCalendar& calendar) {
    std::vector<Fault> faults;
    for (const Material& material : matter.materials) {
        const auto* state = stateOf(materials, material.id);
        const bool asked = isAsked(material, answers);
        const auto unstated =
            asked ? std::optional(ErrorCode::MaterialMissing) : std::optional<ErrorCode>();
        const auto code = state == nullptr ? unstated
                          : !asked         ? std::optional(ErrorCode::FieldNotAsked)
                                           : faultOf(matter, material, *state, facts, calendar);
        if (code)
            faults.push_back({material.id, *code});
    }
    std::set<std::string> seen;
    for (const auto& state : materials) {
        const bool known = std::any_of(matter.materials.begin(), matter.materials.end(),
                                       [&](const auto& each) { return each.id == state.id; });
        if (!known || !seen.insert(state.id).second)
            faults.push_back({state.id, ErrorCode::FieldUnknown});
    }
    return faults;
}

std::vector<SparedMaterial> sparedMaterials(const Matter& matter,
                                            const std::vector<MaterialState>& materials,
                                            const MaterialFacts& facts,
                                            const WorkingCalendar& calendar) {
    std::vector<SparedMaterial> spared;
    for (const Material& material : matter.materials) {
        const auto verdict = judgeMaterial(matter, material, facts, calendar);
        const auto* state = stateOf(materials, material.id);
        if (state == nullptr || !verdict.spared())
            continue;
        const Offer& offer = verdict.offers.front();
        if (state->way != nameOf(offer.way))
            spared.push_back({material.id, offer.way, offer.words});
    }
    return spared;
}

} // namespace jiujin::matter
