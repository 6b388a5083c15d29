// What staff see of the queue and may do with it.
#include "app/terminal/outbox/outbox.h"
#include "platform/base/event.h"
#include "platform/formats/case_number.h"

#include <algorithm>
#include <limits>

namespace jiujin::outbox {

namespace {
// One transaction each: its journal must find room when there is little.
constexpr std::size_t part = 500;
constexpr std::size_t all = std::numeric_limits<std::int32_t>::max();
} // namespace

// Taken apart from the packet's authenticator, which covers all of its bytes: this is for eyes.
QueueItem Outbox::itemOf(std::int64_t counter, const ProgressRow& progress) const {
    QueueItem item{{}, {}, counter, progress.state, progress.tries, progress.reason, progress.bytes,
                   {}};
    Statement query(database_, "SELECT id, number, taken, grade FROM packet WHERE counter=?");
    if (query.bind(counter).step() == SQLITE_ROW) {
        item.packetId = query.text(0);
        item.caseNumber = query.text(1);
        item.taken = {WallTime(std::chrono::milliseconds(query.integer(2))),
                      clockGradeFrom(query.text(3)).ok() ? *clockGradeFrom(query.text(3))
                                                         : ClockGrade::Unknown};
    }
    return item;
}

std::vector<QueueItem> Outbox::items(bool delivered, std::size_t limit) {
    const std::lock_guard lock(mutex_);
    std::vector<std::int64_t> counters;
    if (!delivered)
        counters = rows_.queued(limit + skipped_.size(), all);
    for (const State state : delivered ? std::vector{State::Delivered, State::Confirmed}
                                       : std::vector{State::Quarantined, State::Damaged})
        std::ranges::copy(rows_.settled(state, limit + skipped_.size()),
                          std::back_inserter(counters));
    std::vector<QueueItem> items;
    for (const std::int64_t counter : counters) {
        ProgressRow row;
        if (items.size() < limit && !skipped_.contains(counter) &&
            rows_.progress(counter, row) == SQLITE_OK)
            items.push_back(itemOf(counter, row));
    }
    return items;
}

Result<std::int64_t> Outbox::counterNamed(std::string_view name) const {
    const auto number = formats::CaseNumber::parse(name);
    std::int64_t counter = number ? number->counter : 0;
    if (!number && rows_.counterOf(name, counter) != SQLITE_OK)
        return Error{ErrorCode::NotFound, "outbox: no packet of this id or case number is held"};
    ProgressRow row;
    if (skipped_.contains(counter) || rows_.progress(counter, row) != SQLITE_OK ||
        (number && itemOf(counter, row).caseNumber != number->text()))
        return Error{ErrorCode::NotFound, "outbox: no packet of this id or case number is held"};
    return counter;
}

Result<QueueItem> Outbox::item(std::string_view name) {
    const std::lock_guard lock(mutex_);
    JIUJIN_TRY_ASSIGN(const std::int64_t counter, counterNamed(name));
    ProgressRow row;
    if (rows_.progress(counter, row) != SQLITE_OK)
        return Error{ErrorCode::StoreDamaged, "outbox: the row of this packet"};
    return itemOf(counter, row);
}

// delivered: those, and nothing else; otherwise what waits or was set aside.
Result<std::int64_t> Outbox::requeue(const std::vector<std::int64_t>& counters, bool delivered) {
    std::vector<ProgressRow> changes;
    for (const std::int64_t counter : counters) {
        ProgressRow row;
        if (skipped_.contains(counter) || rows_.progress(counter, row) != SQLITE_OK)
            continue;
        const bool wasDelivered = row.state == State::Delivered || row.state == State::Confirmed;
        const bool waits =
            row.state == State::Quarantined || (row.state == State::Queued && row.tries > 0);
        if (delivered ? !wasDelivered : !waits)
            continue;
        const std::string reason(delivered ? codeOf(ErrorCode::PacketRecalled) : "");
        changes.push_back({counter, State::Queued, 0, reason, 0, row.bytes});
    }
    JIUJIN_TRY(changeInParts(changes));
    if (delivered)
        for (const ProgressRow& row : changes)
            logEvent(Event::PacketSentAgain,
                     {{"counter", row.counter}, {"case", itemOf(row.counter, row).caseNumber}});
    return static_cast<std::int64_t>(changes.size());
}

Result<void> Outbox::changeInParts(const std::vector<ProgressRow>& rows) {
    for (std::size_t from = 0; from < rows.size(); from += part) {
        const auto first = rows.begin() + static_cast<std::ptrdiff_t>(from);
        const auto count = static_cast<std::ptrdiff_t>(std::min(part, rows.size() - from));
        JIUJIN_TRY(changeAll({first, first + count}));
    }
    return {};
}

Result<std::int64_t> Outbox::retry(std::string_view name) {
    const std::lock_guard lock(mutex_);
    JIUJIN_TRY_ASSIGN(const std::int64_t counter, counterNamed(name));
    ProgressRow row;
    rows_.progress(counter, row);
    if (row.state == State::Damaged)
        return Error{ErrorCode::StoreDamaged, "outbox: a damaged packet cannot be sent"};
    return requeue({counter}, false);
}

Result<std::int64_t> Outbox::retryAll() {
    const std::lock_guard lock(mutex_);
    std::vector<std::int64_t> counters = rows_.queued(all, all);
    std::ranges::copy(rows_.settled(State::Quarantined, all), std::back_inserter(counters));
    return requeue(counters, false);
}

Result<std::int64_t> Outbox::recall(CounterRange counters) {
    const std::lock_guard lock(mutex_);
    return requeue(rows_.between(counters.from, counters.upTo), true);
}

} // namespace jiujin::outbox
