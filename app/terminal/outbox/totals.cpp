#include "app/terminal/outbox/totals.h"

#include <algorithm>

namespace jiujin::outbox {

int Totals::count(const Database& database) {
    *this = {};
    Statement packets(database, "SELECT state, count(*), sum(bytes) FROM progress GROUP BY state");
    int code = SQLITE_OK;
    while ((code = packets.step()) == SQLITE_ROW) {
        const std::int64_t state = packets.integer(0);
        // Of a damaged row: it is queued again at the start, and counted then.
        if (state < 0 || state >= static_cast<std::int64_t>(rows_.size()))
            continue;
        rows_.at(static_cast<std::size_t>(state)) = packets.integer(1);
        (state == static_cast<std::int64_t>(State::Confirmed) ? kept_ : held_) +=
            packets.integer(2);
    }
    known_ = code == SQLITE_DONE;
    // A damaged page among the materials keeps nobody from filing.
    Statement materials(database, "SELECT p.state=4, sum(b.bytes) FROM blob b JOIN progress p "
                                  "USING(counter) GROUP BY 1");
    while (materials.step() == SQLITE_ROW)
        (materials.integer(0) != 0 ? kept_ : held_) += materials.integer(1);
    return known_ ? SQLITE_OK : code;
}

void Totals::add(const Weight& weight) {
    ++rows_.at(static_cast<std::size_t>(weight.state));
    (weight.state == State::Confirmed ? kept_ : held_) += weight.bytes;
    if (weight.state == State::Queued) {
        queuedFrom = std::min(queuedFrom, weight.counter);
        timedFrom = std::min(timedFrom, weight.counter);
    }
}

void Totals::drop(const Weight& weight) {
    --rows_.at(static_cast<std::size_t>(weight.state));
    (weight.state == State::Confirmed ? kept_ : held_) -= weight.bytes;
}

} // namespace jiujin::outbox
