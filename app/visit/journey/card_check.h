// What a card means for the visit.
#pragma once

#include "platform/base/clock.h"
#include "platform/protocol/case_document.h"

#include <optional>

namespace jiujin::journey {

// The day to judge by. A card proves that its first day of validity has come, which helps when the
// clock says 1970.
std::chrono::sys_days dayFor(const protocol::CardFacts& card, const GradedTime& now);

// matter::checkCard, with no day when the clock cannot be trusted.
std::optional<ErrorCode> faultOfCard(const protocol::CardFacts& card, const GradedTime& now);

// The same person's card: number and name.
bool sameCard(const protocol::CardFacts& a, const protocol::CardFacts& b);

// For the screen: 张某某 -> "张**"; the number's first six and last four stand.
std::string maskedName(const protocol::CardFacts& card);
std::string maskedNumber(const protocol::CardFacts& card);

} // namespace jiujin::journey
