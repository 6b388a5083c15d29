// The answers to a matter's form and the way of each of its materials, while they are being given.
#pragma once

#include "app/visit/journey/answer_sheet.h"
#include "app/visit/journey/material_sheet.h"
#include "platform/matter/check.h"
#include "platform/protocol/case_document.h"

#include <optional>

namespace jiujin::journey {

class FormSheet {
public:
    FormSheet() = default;
    // Answers prefilled as in AnswerSheet. `matter` must outlive this.
    FormSheet(const matter::Matter& matter, const protocol::CardFacts& card, AnswerSheet::Day day,
              const EarlierAnswers& earlier = {});

    // What is offered for each material now.
    void judgeMaterials(const matter::MaterialFacts& facts,
                        const matter::WorkingCalendar& calendar) {
        materials_.judge(answers(), facts, calendar);
    }

    const matter::Matter* matter() const { return matter_; }
    const AnswerSheet& form() const { return answers_; }
    const std::vector<FieldState>& fields() const { return answers_.fields(); }
    const std::vector<MaterialChoice>& materials() const { return materials_.choices(); }

    // As in AnswerSheet.
    bool setValue(std::size_t at, std::string_view text) { return answers_.setValue(at, text); }
    bool addRow(std::string_view group) { return answers_.addRow(group); }
    bool removeRow(std::string_view group, std::size_t row) {
        return answers_.removeRow(group, row);
    }
    void showFault(std::size_t at) { answers_.showFault(at); }
    bool choose(std::size_t row, std::string_view way) { return materials_.choose(row, way); }

    // The first row that keeps the page from going on.
    std::optional<std::size_t> faultyField() const { return answers_.faulty(); }
    std::optional<std::size_t> faultyMaterial() const { return materials_.faulty(); }
    void showFieldFaults() { answers_.showFaults(); }
    void showMaterialFaults() { materials_.showFaults(); }

    // For the case: answers that are asked and not empty, where each came from, how materials are
    // provided.
    protocol::Answers answers() const { return answers_.answers(); }
    std::map<std::string, protocol::Source> provenance() const { return answers_.provenance(); }
    std::vector<protocol::MaterialState> materialStates(Language language) const {
        return materials_.states(language);
    }

private:
    const matter::Matter* matter_ = nullptr;
    AnswerSheet answers_;
    MaterialSheet materials_;
};

} // namespace jiujin::journey
