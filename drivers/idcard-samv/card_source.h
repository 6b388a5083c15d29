// The contract "idcard" for one visit, on a worker that outlives it.
#pragma once

#include "drivers/idcard-samv/worker.h"

#include "rep_idcard_merged.h"

#include <optional>

namespace jiujin::drivers::samv {

class CardSource : public IdCardSource {
public:
    explicit CardSource(Worker& worker);
    ~CardSource() override;

    void read(quint32 call) override;
    void cancel(quint32 call) override;

    // In this object's thread, from the worker.
    void showPresence(Presence presence);
    void finish(std::uint32_t ticket, const Result<CardData>& card, int detail);

private:
    Worker& worker_;
    Presence presence_ = Presence::Unknown;
    std::uint32_t ticket_ = 0;
    std::optional<quint32> pending_; // the call that ticket_ stands for
};

} // namespace jiujin::drivers::samv
