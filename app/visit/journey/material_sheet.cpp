#include "app/visit/journey/material_sheet.h"

#include "platform/formats/contact.h"
#include "platform/matter/check.h"

#include <algorithm>
#include <utility>

namespace jiujin::journey {

namespace {

using matter::MaterialWay;

const matter::Offer* chosenOf(const MaterialChoice& choice) {
    const auto way = matter::wayFrom(choice.way);
    return way ? choice.verdict.offer(*way) : nullptr;
}

protocol::MaterialState stateOf(const MaterialChoice& choice, const matter::Offer& offer,
                                Language language) {
    const auto& commitment = choice.material->commitment;
    return {choice.material->id, choice.way,
            offer.deadline ? formats::toIsoDate(*offer.deadline) : std::string(),
            offer.way == MaterialWay::Commit ? matter::shownDigest(commitment->text.in(language))
                                             : std::string()};
}

} // namespace

void MaterialSheet::judge(const protocol::Answers& answers, const matter::MaterialFacts& facts,
                          const matter::WorkingCalendar& calendar) {
    const auto before = std::exchange(choices_, {});
    for (const auto& material : matter_->materials) {
        if (!matter::isAsked(material, answers))
            continue;
        const auto was = std::ranges::find(before, &material, &MaterialChoice::material);
        MaterialChoice choice =
            was == before.end() ? MaterialChoice{&material, {}, {}, false} : *was;
        choice.verdict = matter::judgeMaterial(*matter_, material, facts, calendar);
        if (choice.verdict.spared())
            choice.way = matter::nameOf(choice.verdict.offers.front().way);
        else if (!chosenOf(choice))
            choice.way.clear();
        choice.faultShown = choice.faultShown && choice.way.empty();
        choices_.push_back(std::move(choice));
    }
}

bool MaterialSheet::choose(std::size_t row, std::string_view way) {
    const auto known = matter::wayFrom(way);
    if (row >= choices_.size() || !known || !choices_[row].verdict.offer(*known))
        return false;
    choices_[row].way = way;
    choices_[row].faultShown = false;
    return true;
}

std::optional<std::size_t> MaterialSheet::faulty() const {
    const auto row = std::ranges::find_if(choices_, &std::string::empty, &MaterialChoice::way);
    return row == choices_.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(row - choices_.begin()));
}

void MaterialSheet::showFaults() {
    for (auto& choice : choices_)
        choice.faultShown = choice.way.empty();
}

std::vector<protocol::MaterialState> MaterialSheet::states(Language language) const {
    std::vector<protocol::MaterialState> states;
    for (const auto& choice : choices_)
        if (const auto* offer = chosenOf(choice))
            states.push_back(stateOf(choice, *offer, language));
    return states;
}

} // namespace jiujin::journey
