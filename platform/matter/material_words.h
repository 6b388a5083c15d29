// What is said of a material and its way, one line in both languages: on the form, in the review
// that is signed, and on the receipt.
#pragma once

#include "platform/matter/materials.h"

namespace jiujin::matter {

// The way itself, for a list of ways.
Words wayName(MaterialWay way);
// How many originals and copies, wherever they are handed in.
Words countWords(const Material& material);

Words heldWords();
Words waivedWords(const CreditWaiver& waiver);
Words commitWords(const Commitment& commitment);
// dueDate YYYY-MM-DD; empty: it cannot be computed now.
Words laterWords(const Material& material, int workingDays, std::string_view dueDate);
Words scanWords(const Material& material);
Words bringWords(const Material& material);
Words closedWords(ClosedReason reason);

} // namespace jiujin::matter
