// The way of each of a matter's materials, while it is being chosen.
#pragma once

#include "platform/matter/materials.h"
#include "platform/protocol/case_document.h"

#include <optional>

namespace jiujin::journey {

struct MaterialChoice {
    const matter::Material* material = nullptr;
    matter::MaterialVerdict verdict; // as of the last judge()
    std::string way;                 // empty until chosen; what is known is not asked
    bool faultShown = false;
};

class MaterialSheet {
public:
    MaterialSheet() = default;
    // `matter` must outlive this. Nothing is asked for before judge().
    explicit MaterialSheet(const matter::Matter& matter) : matter_(&matter) {}

    // Which are asked for by these answers, what is offered now for each, and why not more. A
    // chosen way stays while it is offered.
    void judge(const protocol::Answers& answers, const matter::MaterialFacts& facts,
               const matter::WorkingCalendar& calendar);

    const std::vector<MaterialChoice>& choices() const { return choices_; }
    // False when the way is not offered.
    bool choose(std::size_t row, std::string_view way);
    std::optional<std::size_t> faulty() const;
    void showFaults();

    // Of those that have a way, as a case says it.
    std::vector<protocol::MaterialState> states(Language language) const;

private:
    const matter::Matter* matter_ = nullptr;
    std::vector<MaterialChoice> choices_;
};

} // namespace jiujin::journey
