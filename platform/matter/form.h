// The form of a matter as data: fields in groups, when each is asked, what is computed from what.
// An answer is keyed by its field's id; in a group that repeats by "group.row.field", rows counted
// from one.
#pragma once

#include "platform/matter/condition.h"
#include "platform/matter/words.h"

#include <optional>
#include <string>
#include <vector>

namespace jiujin::matter {

// Answers are text. Number and Money: decimal.h, Money in yuan with at most two decimals. Date:
// YYYY-MM-DD. Choice: its code. Division: the code (6, 9 or 12 digits) and then, after a space, the
// name as it was shown, "330106 浙江省杭州市西湖区": what was signed stays readable without a
// table.
enum class FieldKind {
    Text,
    Name,
    CitizenNumber,
    Mobile,
    Date,
    Choice,
    Address,
    Number,
    Money,
    Division,
    CreditCode
};

struct Choice {
    std::string code;
    Words label;
};

// Whose datum a field asks: of the person whose card was read, or of anybody else.
enum class Whose { Applicant, Other };

// What a field is computed from; fields that stand before it. Of a field in another group that
// repeats, Sum takes every row.
struct Compute {
    enum class Kind { None, Sum, Times, AgeOf, Count };
    Kind kind = Kind::None;      // None: it is asked
    std::vector<std::string> of; // Sum: fields; Times, AgeOf: one field; Count: one group's id
    std::string factor;          // of Times, a decimal
};

struct Field {
    std::string id;
    Words label, help, example;
    FieldKind kind = FieldKind::Text;
    bool required = true;      // when it is asked
    std::size_t maxLength = 0; // in code points
    std::vector<Choice> choices;
    std::string prefill; // "card.name", "card.number", "card.sex", "card.birth", "card.nation",
                         // "card.address"; "visit.NAME" (known_facts.h); or empty
    bool locked = false; // the citizen cannot change it when the card says something for it
    Whose whose = Whose::Applicant;
    Condition when;          // over answers that stand before it; in a repeating group of its row
    Compute compute;         // shown and locked
    int decimals = 0;        // of Number; Money has 2
    std::string least, most; // of Number, Money (decimal) and Date (YYYY-MM-DD or "today")

    bool isComputed() const { return compute.kind != Compute::Kind::None; }
    int decimalsTaken() const { return kind == FieldKind::Money ? 2 : decimals; }
};

struct Repeat {
    std::size_t least = 0, most = 1; // rows
    Words add;                       // on the button that adds one
};

struct FieldGroup {
    Words title;
    std::vector<Field> fields;
    std::string id;      // empty unless it was given; of a repeating group never empty
    Condition when = {}; // over answers that stand before it
    std::optional<Repeat> repeat = {};

    const Field* field(std::string_view fieldId) const;
};

// What no single field can say, as JSON Schema over the answers of groups that do not repeat. One
// with words is told in them, at its field; while that field is not asked it does not hold anyone.
struct FormRule {
    std::string schema;
    Words say;
    std::string field;
};

// As many as a case document takes (protocol/case_document.h).
inline constexpr std::size_t answersMax = 200;
inline constexpr std::size_t rowsMax = 20;

} // namespace jiujin::matter
