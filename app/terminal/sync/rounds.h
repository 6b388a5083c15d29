// What a terminal does on its line, one thing after the other: it sends what waits; with nothing to
// send it asks for words and counts together with the platform. It counts every ten minutes all the
// same, so that a packet that nobody takes keeps no other from being confirmed, and a terminal that
// may take cases again from hearing so.
#pragma once

#include "app/terminal/sync/courier.h"
#include "app/terminal/sync/reconciler.h"

namespace jiujin::sync {

class Rounds {
public:
    // All must outlive this.
    Rounds(Courier& courier, Reconciler& reconciler, const Clock& clock);

    // The wait before the next.
    std::chrono::milliseconds step();

private:
    bool mayCount() const;
    void countBeside();

    Courier& courier_;
    Reconciler& reconciler_;
    const Clock& clock_;
    SteadyTime counted_;
};

} // namespace jiujin::sync
