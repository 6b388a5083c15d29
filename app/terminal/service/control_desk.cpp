#include "app/terminal/service/control_desk.h"

#include "app/terminal/service/words.h"

#include <charconv>

namespace jiujin::service {

namespace {

// What is told at once: a list for people, not an export.
constexpr std::size_t mostLines = 1000;

std::string nameOf(outbox::State state) {
    switch (state) {
    case outbox::State::Queued:
        return "queued";
    case outbox::State::Delivered:
        return "delivered";
    case outbox::State::Quarantined:
        return "quarantined";
    case outbox::State::Damaged:
        return "damaged";
    case outbox::State::Confirmed:
        return "confirmed";
    }
    return "damaged";
}

// "12-40"; nothing when it is no such range.
std::optional<outbox::CounterRange> rangeOf(std::string_view text) {
    outbox::CounterRange range;
    const char* const end = text.data() + text.size();
    const auto from = std::from_chars(text.data(), end, range.from);
    if (from.ec != std::errc() || from.ptr == end || *from.ptr != '-')
        return std::nullopt;
    const auto upTo = std::from_chars(from.ptr + 1, end, range.upTo);
    const bool whole = upTo.ec == std::errc() && upTo.ptr == end;
    return whole && range.from >= 1 && range.upTo >= range.from ? std::optional(range)
                                                                : std::nullopt;
}

std::string notUnderstood() {
    return link::encodeRefusal({ErrorCode::Usage, "the terminal does not know these words"});
}

} // namespace

ControlDesk::ControlDesk(outbox::Outbox& outbox, const Clock& clock,
                         std::function<link::StatusReport()> status, Sync sync, Confirm confirm)
    : outbox_(outbox),
      clock_(clock),
      status_(std::move(status)),
      sync_(std::move(sync)),
      confirm_(std::move(confirm)) {}

std::string ControlDesk::answer(std::string_view line) const {
    const auto words = wordsOf(line);
    if (words == std::vector<std::string_view>{"status"})
        return encode(status_());
    if (words.size() == 3 && words[0] == "device" && words[1] == "confirm")
        return confirm(std::string(words[2]));
    return words.size() >= 2 && words[0] == "queue" ? answerQueue(words) : notUnderstood();
}

std::string ControlDesk::confirm(const std::string& device) const {
    const auto confirmed = confirm_(device);
    return confirmed ? link::encodeChange(1) : link::encodeRefusal(confirmed.error());
}

std::string ControlDesk::answerQueue(const std::vector<std::string_view>& words) const {
    const std::string_view verb = words[1];
    if (verb == "list" && (words.size() == 2 || (words.size() == 3 && words[2] == "delivered")))
        return list(words.size() == 3);
    if (words.size() != 3)
        return notUnderstood();
    if (verb == "show")
        return show(words[2]);
    if (verb == "retry")
        return retried(words[2] == "all" ? outbox_.retryAll() : outbox_.retry(words[2]));
    return verb == "recall" ? changed(recall(words[2])) : notUnderstood();
}

std::string ControlDesk::list(bool delivered) const {
    const auto count = outbox_.count();
    const auto closed = outbox_.closed();
    link::QueueReport report;
    report.total = delivered ? count.delivered : count.queued + count.quarantined + count.damaged;
    report.closed = closed ? std::string(codeOf(*closed)) : std::string();
    for (const outbox::QueueItem& item : outbox_.items(delivered, mostLines))
        report.lines.push_back(lineOf(item));
    return encode(report);
}

std::string ControlDesk::show(std::string_view name) const {
    const auto item = outbox_.item(name);
    if (!item)
        return link::encodeRefusal(item.error());
    const auto closed = outbox_.closed();
    return encode(link::QueueReport{
        1, closed ? std::string(codeOf(*closed)) : std::string(), {lineOf(*item)}});
}

// Also without a change: what was never tried waits for the network, and staff say it is there.
std::string ControlDesk::retried(const Result<std::int64_t>& change) const {
    if (change && outbox_.count().queued > 0)
        sync_.wake();
    return change ? link::encodeChange(*change) : link::encodeRefusal(change.error());
}

std::string ControlDesk::changed(const Result<std::int64_t>& change) const {
    if (!change)
        return link::encodeRefusal(change.error());
    if (*change > 0)
        sync_.wake();
    return link::encodeChange(*change);
}

Result<std::int64_t> ControlDesk::recall(std::string_view what) const {
    if (const auto range = rangeOf(what))
        return outbox_.recall(*range);
    JIUJIN_TRY_ASSIGN(const outbox::QueueItem item, outbox_.item(what));
    return outbox_.recall({item.counter, item.counter});
}

link::QueueLine ControlDesk::lineOf(const outbox::QueueItem& item) const {
    const auto age =
        std::chrono::duration_cast<std::chrono::seconds>(clock_.wall().time - item.taken.time);
    const auto wait = std::chrono::ceil<std::chrono::seconds>(sync_.untilNext());
    return {item.packetId,
            item.caseNumber,
            item.counter,
            nameOf(item.state),
            toRfc3339(item.taken.time),
            std::string(nameOf(item.taken.grade)),
            std::max<std::int64_t>(age.count(), 0),
            item.tries,
            item.state == outbox::State::Queued ? wait.count() : -1,
            item.reason,
            item.bytes};
}

} // namespace jiujin::service
