// One visit's end of the contract "idcard". Lives in the host's own thread.
#pragma once

#include "drivers/contract/device.h"
#include "line.h"

#include "rep_idcard_merged.h"

namespace jiujin::drivers::example {

// How the reader is, for whichever visit comes.
struct Tray {
    std::string health = "ok";
    Presence presence = Presence::No;
    std::optional<Card> card; // lies there and was not read yet
};

class CardSource : public IdCardSource {
public:
    explicit CardSource(Tray& tray) : tray_(tray) {}

    void askStatus() override;
    void read(quint32 call, quint32 extras) override;
    void cancel(quint32 call) override;

    // The tray is not as it was.
    void look();
    // A read that waits, if any, has failed.
    void fail(ErrorCode code);

private:
    Tray& tray_;
    std::optional<quint32> pending_;
};

} // namespace jiujin::drivers::example
