// The contract "idcard" for one visit, on a worker that outlives it.
#pragma once

#include "drivers/idcard-samv/worker.h"

#include "rep_idcard_merged.h"

#include <optional>

namespace jiujin::drivers::samv {

// As the worker said last.
struct ReaderState {
    std::string health; // "ok", a code, or nothing yet
    std::string identity;
    bool pictures = false;
};

class CardSource : public IdCardSource {
public:
    CardSource(Worker& worker, ReaderState state);
    ~CardSource() override;

    void askStatus() override;
    void read(quint32 call, quint32 extras) override;
    void cancel(quint32 call) override;

    // In this object's thread, from the worker.
    void showState(const ReaderState& state);
    void showPresence(Presence presence);
    void finish(std::uint32_t ticket, const Result<Card>& card, int detail);

private:
    Worker& worker_;
    ReaderState state_;
    Presence presence_ = Presence::Unknown;
    std::uint32_t ticket_ = 0;
    std::optional<quint32> pending_; // the call that ticket_ stands for
};

} // namespace jiujin::drivers::samv
