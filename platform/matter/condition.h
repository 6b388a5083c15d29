// When something is asked, or a step is taken: a condition over answers, as data of a package.
//   {"field": ID, "is": [CODE, …]}   the answer is one of these
//   {"field": ID, "given": true}     there is an answer
//   {"not": C}   {"all": [C, …]}   {"any": [C, …]}
#pragma once

#include "platform/protocol/case_document.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace jiujin::matter {

class FaultLog;
class Place;
struct Field;
struct FieldGroup;

struct Condition {
    enum class Kind { Is, Given, Not, All, Any };
    Kind kind = Kind::All; // all of nothing: a Condition that was not read always holds
    std::string field;     // of Is and Given
    std::vector<std::string> codes;
    std::vector<Condition> parts; // of Not (one), All and Any
    std::string place;            // where it stands in its file (RFC 6901)

    bool always() const { return kind == Kind::All && parts.empty(); }
};

// The answer to a field, empty when there is none.
using AnswerOf = std::function<std::string_view(const std::string& id)>;

// Faults go to the place's log. Its depth is that of the file (json_place.h).
Condition readCondition(const Place& place);
// "when" of an object that may have one.
Condition readWhen(const Place& object);

bool holds(const Condition& condition, const AnswerOf& answerOf);
bool holds(const Condition& condition, const protocol::Answers& answers);

// Every Is and Given of it, in the order of the file.
void eachQuestion(const Condition& condition, const std::function<void(const Condition&)>& take);
// That the form can answer it: its fields exist, stand in no group that repeats, and a choice has
// the codes; a division is not asked with "is". For conditions outside of the form.
void screenCondition(const Condition& condition, const std::vector<FieldGroup>& groups,
                     FaultLog& faults);
// The same where not every field is in sight; `unknown` is said of one that is not.
using FindField = std::function<const Field*(const std::string& id)>;
void screenCondition(const Condition& condition, const FindField& find, const std::string& unknown,
                     FaultLog& faults);

} // namespace jiujin::matter
