// What SW3 of an answer means for the citizen and for the program.
#pragma once

#include "drivers/idcard-samv/protocol/frame.h"

namespace jiujin::drivers::samv {

enum class Outcome { Done, Found, NoCard, NoContent, Failed };

// The outcome of a command by its SW3; Failed: see errorOf.
Outcome outcomeOf(std::uint8_t sw3);
// CardUnreadable, CardUnknownType, ReaderGarbled or ReaderRefused.
Error errorOf(std::uint8_t sw3);
// Whether an answer can belong to this command at all. One that comes late, after its own command
// was given up, must not pass for the answer of the next.
bool fits(Command command, const Answer& answer);

} // namespace jiujin::drivers::samv
