// The answers to a matter's form and the way of each of its materials, while they are being given.
#pragma once

#include "platform/matter/check.h"
#include "platform/protocol/case_document.h"

#include <optional>

namespace jiujin::journey {

struct FieldState {
    const matter::Words* group = nullptr;
    const matter::Field* field = nullptr;
    Secret value;
    bool fromCard = false;
    bool locked = false;
    bool faultShown = false;
    std::optional<ErrorCode> fault; // of the value, shown or not
};

struct MaterialChoice {
    const matter::Material* material = nullptr;
    std::string way;     // empty until chosen
    std::string dueDate; // of "later", chosen or not; empty while the clock is unknown
    bool faultShown = false;
};

class FormSheet {
public:
    FormSheet() = default;
    // Answers prefilled from the card. `matter` must outlive this. `today` judges dates and
    // numbers.
    FormSheet(const matter::Matter& matter, const protocol::CardFacts& card,
              std::chrono::sys_days today);

    // The day that due dates count from; none while the clock is unknown.
    void countFrom(std::optional<std::chrono::sys_days> day);

    const matter::Matter* matter() const { return matter_; }
    const std::vector<FieldState>& fields() const { return fields_; }
    const std::vector<MaterialChoice>& materials() const { return materials_; }

    // False when the field is locked or the text too long; nothing is taken then.
    bool setValue(std::size_t row, std::string_view text);
    void showFault(std::size_t row);
    bool choose(std::size_t row, std::string_view way);

    // The first row that keeps the page from going on.
    std::optional<std::size_t> faultyField() const;
    std::optional<std::size_t> faultyMaterial() const;
    void showFieldFaults();
    void showMaterialFaults();

    // For the case: answers that are not empty, where each came from, how materials are provided.
    protocol::Answers answers() const;
    std::map<std::string, protocol::Source> provenance() const;
    std::vector<protocol::MaterialState> materialStates(Language language) const;

private:
    void check();

    const matter::Matter* matter_ = nullptr;
    std::chrono::sys_days today_;
    std::vector<FieldState> fields_;
    std::vector<MaterialChoice> materials_;
};

} // namespace jiujin::journey
