// The answers to a matter's form while they are being given: what is asked follows the answers,
// rows of groups that repeat come and go, what is computed is computed. What vanished is not filed,
// but is there again when it comes back.
#pragma once

#include "app/visit/journey/earlier_answers.h"
#include "platform/matter/check.h"
#include "platform/protocol/case_document.h"

#include <map>
#include <optional>
#include <set>

namespace jiujin::journey {

struct FieldState {
    std::string key; // of the answer
    const matter::FieldGroup* group = nullptr;
    const matter::Field* field = nullptr;
    std::size_t row = 0; // of a group that repeats, from one
    Secret value;
    protocol::Source source = protocol::Source::Citizen; // of a value that is not empty
    bool locked = false;                                 // by the card, or because it is computed
    bool faultShown = false;
    std::optional<matter::Fault> fault; // of the value, shown or not
};

class AnswerSheet {
public:
    struct Day {
        std::chrono::sys_days judged;                 // dates and numbers
        std::optional<std::chrono::sys_days> counted; // ages; nothing while the clock is unknown
    };

    AnswerSheet() = default;
    // Prefilled from earlier applications of the visit, else from the card, which alone fills what
    // it locks; each group with the rows it must have. `matter` must outlive this. `typist`: who
    // types here, the citizen or who files for another.
    AnswerSheet(const matter::Matter& matter, const protocol::CardFacts& card, Day day,
                protocol::Source typist, const EarlierAnswers& earlier = {});

    // What is asked now, in the order of the form.
    const std::vector<FieldState>& fields() const { return fields_; }
    // How many rows a group that repeats has.
    std::size_t rowsOf(const matter::FieldGroup& group) const;
    bool isAsked(const matter::FieldGroup& group) const;

    // False when the field is locked, the text too long or not UTF-8; nothing is taken then.
    bool setValue(std::size_t at, std::string_view text);
    // False when the group has as many rows as it may have, or as few.
    bool addRow(std::string_view group);
    bool removeRow(std::string_view group, std::size_t row);

    void showFault(std::size_t at);
    void showFaults();
    // The first field that keeps the page from going on.
    std::optional<std::size_t> faulty() const;

    // Answers that are asked and not empty, and where each came from.
    protocol::Answers answers() const;
    std::map<std::string, protocol::Source> provenance() const;
    // An age is asked and could not be counted.
    bool lacksDay() const;

private:
    struct Entry {
        Secret value;
        protocol::Source source = protocol::Source::Citizen;
    };

    const matter::FieldGroup* repeating(std::string_view group) const;
    void prefill(const matter::Field& field, const EarlierAnswers& earlier);
    FieldState stateOf(const matter::AskedField& asked) const;
    void check();

    const matter::Matter* matter_ = nullptr;
    protocol::CardFacts card_;
    Day day_;
    protocol::Source typist_ = protocol::Source::Citizen;
    std::map<std::string, Entry> entries_; // of every key that was ever filled
    matter::RowCounts rows_;
    std::set<std::string> shown_; // keys whose faults are shown
    std::vector<FieldState> fields_;
};

} // namespace jiujin::journey
