// Whether a card that was read may start a visit.
#pragma once

#include "platform/base/clock.h"
#include "platform/base/result.h"
#include "platform/protocol/case_document.h"

namespace jiujin::journey {

// The day to judge by. A card proves that its first day of validity has come, which helps when the
// clock says 1970.
std::chrono::sys_days dayFor(const protocol::CardFacts& card, const GradedTime& now);

// CardUnknownType, CardBadText (name or a date missing or unreadable), CardWrongCheckDigit (the
// number is not what this kind of card carries), CardExpired (not judged by an untrusted clock; the
// centre judges again).
Result<void> admitCard(const protocol::CardFacts& card, const GradedTime& now);

// The same person's card: number and name.
bool sameCard(const protocol::CardFacts& a, const protocol::CardFacts& b);

// For the screen: 张某某 -> "张**"; the number's first six and last four stand.
std::string maskedName(const protocol::CardFacts& card);
std::string maskedNumber(const protocol::CardFacts& card);

} // namespace jiujin::journey
