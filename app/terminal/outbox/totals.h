// What the outbox holds, counted when it is opened and kept from then on, so that a filing costs
// the same beside any queue. Nothing of it is stored: the rows are the truth, and a program that
// was killed counts them again. A row counts as it stands; its authenticator is judged by whoever
// reads it.
#pragma once

#include "app/terminal/outbox/sqlite.h"

#include <array>

namespace jiujin::outbox {

// Confirmed: delivered, and a checkpoint of the platform has said so again.
enum class State : std::int64_t {
    Queued = 0,
    Delivered = 1,
    Quarantined = 2,
    Damaged = 3,
    Confirmed = 4
};

// One packet, as the totals see it.
struct Weight {
    std::int64_t counter = 0;
    State state = State::Queued;
    std::int64_t bytes = 0; // with its materials
};

class Totals {
public:
    // Anew. SQLite's code; after an error nothing is known.
    int count(const Database& database);
    bool known() const { return known_; }

    void add(const Weight& weight);
    void drop(const Weight& weight);

    std::int64_t rows(State state) const { return rows_.at(static_cast<std::size_t>(state)); }
    // Of what must not be deleted, and of what may be once its time is over.
    std::int64_t bytesHeld() const { return held_; }
    std::int64_t bytesKept() const { return kept_; }

    // No packet of a lower counter waits; none that waits has a time that proves its age.
    std::int64_t queuedFrom = 0, timedFrom = 0;

private:
    std::array<std::int64_t, 5> rows_{};
    std::int64_t held_ = 0, kept_ = 0;
    bool known_ = false;
};

} // namespace jiujin::outbox
