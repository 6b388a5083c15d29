// What was answered in the applications that this visit has filed, by the fact that each field says
// it asks (platform/matter/known_facts.h): asked once, it is not asked again. Of one person, and
// gone with that person.
#pragma once

#include "platform/matter/form.h"
#include "platform/protocol/case_document.h"

#include <chrono>
#include <map>

namespace jiujin::journey {

class EarlierAnswers {
public:
    // Nothing is kept of what the card or a computation said, nor of a field that names no fact.
    void remember(const matter::Field& field, const Secret& answer, protocol::Source source);
    // Empty when nothing is known, or it would not be right for this field as it stands.
    Secret answerFor(const matter::Field& field, std::chrono::sys_days today) const;

private:
    struct Known {
        matter::FieldKind kind = matter::FieldKind::Text;
        Secret answer;
        Secret label; // of a choice: another matter's codes may mean something else
    };
    std::map<std::string, Known> known_;
};

} // namespace jiujin::journey
