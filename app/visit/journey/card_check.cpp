#include "app/visit/journey/card_check.h"

#include "platform/formats/contact.h"
#include "platform/matter/check.h"

#include <algorithm>

namespace jiujin::journey {

using protocol::CardFacts;

std::chrono::sys_days dayFor(const CardFacts& card, const GradedTime& now) {
    const auto today = matter::localDay(now.time);
    const auto first = formats::parseCompactDate(card.validFrom.expose());
    return first.ok() ? std::max(today, std::chrono::sys_days(*first)) : today;
}

std::optional<ErrorCode> faultOfCard(const CardFacts& card, const GradedTime& now) {
    if (now.grade == ClockGrade::Unknown)
        return matter::checkCard(card, std::nullopt);
    return matter::checkCard(card, matter::localDay(now.time));
}

bool sameCard(const CardFacts& a, const CardFacts& b) {
    return a.number == b.number && a.name == b.name;
}

std::string maskedName(const CardFacts& card) {
    return formats::maskName(card.name);
}

std::string maskedNumber(const CardFacts& card) {
    return formats::maskNumber(card.number);
}

} // namespace jiujin::journey
