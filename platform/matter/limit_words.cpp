#include "platform/matter/limit_words.h"

namespace jiujin::matter {

namespace {

std::string english(int count, const char* unit) {
    return std::to_string(count) + " " + unit + (count == 1 ? "" : "s");
}

bool isInstant(const std::optional<TimeLimit>& limit) {
    return limit && limit->type == LimitType::Instant;
}

std::optional<Limit> promiseOf(const std::optional<TimeLimit>& limit) {
    return limit ? limit->promise() : std::nullopt;
}

} // namespace

Words limitWords(const Limit& limit) {
    const std::string count = std::to_string(limit.count);
    switch (limit.unit) {
    case LimitUnit::WorkingDays:
        return {count + " 个工作日", english(limit.count, "working day")};
    case LimitUnit::NaturalDays:
        return {count + " 个自然日", english(limit.count, "calendar day")};
    case LimitUnit::Hours:
        return {count + " 小时", english(limit.count, "hour")};
    }
    return {};
}

Words promiseWords(const std::optional<TimeLimit>& limit) {
    if (isInstant(limit))
        return {"当场办结", "Decided at once"};
    const auto promise = promiseOf(limit);
    return promise ? limitWords(*promise) : Words{"没有承诺", "None stated"};
}

Words promiseFromAcceptance(const std::optional<TimeLimit>& limit) {
    if (isInstant(limit))
        return {"受理后当场办结", "Decided at once after acceptance"};
    const auto promise = promiseOf(limit);
    if (!promise)
        return {};
    const Words words = limitWords(*promise);
    return {"受理后 " + words.zh, words.en + " after acceptance"};
}

} // namespace jiujin::matter
