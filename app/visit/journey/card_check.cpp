#include "app/visit/journey/card_check.h"

#include "platform/formats/citizen_number.h"
#include "platform/formats/contact.h"

#include <algorithm>

namespace jiujin::journey {

namespace {

using protocol::CardFacts;

std::chrono::sys_days dayOf(WallTime time) {
    // Cards are valid by the days of China Standard Time.
    return std::chrono::floor<std::chrono::days>(time + std::chrono::hours(8));
}

bool isPermit2017(std::string_view number) {
    const auto isUpper = [](char c) {
        return c >= 'A' && c <= 'Z';
    };
    const auto isDigit = [](char c) {
        return c >= '0' && c <= '9';
    };
    return number.size() == 15 && std::ranges::all_of(number.substr(0, 3), isUpper) &&
           std::ranges::all_of(number.substr(3), isDigit);
}

Result<void> admitNumber(const CardFacts& card, std::chrono::sys_days today) {
    const auto text = card.number.expose();
    if (card.kind == "foreign2017") {
        if (!isPermit2017(text))
            return Error(ErrorCode::CardWrongCheckDigit, "card number");
        return {};
    }
    // No chip holds the 15-digit form: formats takes it for what people type, a card never.
    const auto number = formats::CitizenNumber::parse(text, today);
    if (!number.ok() || number->isLegacy())
        return Error(ErrorCode::CardWrongCheckDigit, "card number");
    return {};
}

Result<void> admitDates(const CardFacts& card, const GradedTime& now) {
    if (!formats::parseCompactDate(card.birth.expose()).ok())
        return Error(ErrorCode::CardBadText, "card birth date");
    const auto until = card.validUntil.expose();
    if (until == "长期")
        return {};
    const auto last = formats::parseCompactDate(until);
    if (!last.ok())
        return Error(ErrorCode::CardBadText, "card validity");
    if (now.grade != ClockGrade::Unknown && std::chrono::sys_days(*last) < dayOf(now.time))
        return Error(ErrorCode::CardExpired, "card validity");
    return {};
}

} // namespace

std::chrono::sys_days dayFor(const CardFacts& card, const GradedTime& now) {
    const auto today = dayOf(now.time);
    const auto first = formats::parseCompactDate(card.validFrom.expose());
    return first.ok() ? std::max(today, std::chrono::sys_days(*first)) : today;
}

Result<void> admitCard(const CardFacts& card, const GradedTime& now) {
    constexpr std::string_view known[] = {"resident", "hkmt", "foreign2017", "foreign2023"};
    if (std::ranges::find(known, card.kind) == std::end(known))
        return Error(ErrorCode::CardUnknownType, "card kind");
    if (card.name.empty())
        return Error(ErrorCode::CardBadText, "card name");
    JIUJIN_TRY(admitNumber(card, dayFor(card, now)));
    return admitDates(card, now);
}

std::string maskedName(const CardFacts& card) {
    return formats::maskName(card.name);
}

std::string maskedNumber(const CardFacts& card) {
    const auto text = card.number.expose();
    constexpr std::size_t head = 6, tail = 4;
    if (text.size() <= head + tail)
        return std::string(text.size(), '*');
    return std::string(text.substr(0, head)) + std::string(text.size() - head - tail, '*') +
           std::string(text.substr(text.size() - tail));
}

bool sameCard(const CardFacts& a, const CardFacts& b) {
    return a.number == b.number && a.name == b.name;
}

} // namespace jiujin::journey
