// The contract "smartcard" for one visit: decides when a job can go to the worker, and answers for
// it when it cannot or does not come back.
#pragma once

#include "drivers/contract/device.h"
#include "drivers/smartcard-pcsc/worker.h"

#include "rep_smartcard_merged.h"

#include <QtCore/QTimer>

namespace jiujin::drivers::smartcard {

class CardSource : public SmartCardSource {
public:
    CardSource(Worker& worker, std::uint32_t& tickets, std::optional<View> view);
    ~CardSource() override;

    void askStatus() override;
    void read(quint32 call) override;
    void verifyPin(quint32 call, QByteArray pin) override;
    void sign(quint32 call, QByteArray pin, QByteArray digest) override;
    void cancel(quint32 call) override;
    void overwrite(QByteArray zeros) override;

    // In this object's thread, from the watch and the worker.
    void showView(const View& view);
    void finish(std::uint32_t ticket, Result<Finding> finding, int detail);

private:
    struct Pending {
        quint32 call;
        Job job;
        bool begun = false;
    };

    void take(quint32 call, Job job);
    // Begins what is pending, if it can, or says why it never will.
    void advance();
    void begin(const Slot& slot);
    std::optional<ErrorCode> obstacle() const;
    void probe();
    void forgetJobs();
    void finishProbe(const Result<Finding>& finding);
    void hear(quint32 call, const Finding& finding);
    void sendCard(quint32 call, const CardData& card);
    void judgePin(quint32 call, const PinVerdict& verdict);
    void fail(ErrorCode code, int detail = 0);
    void giveUp();
    void tellStatus();
    SmartCardStatus statusNow() const;

    Worker& worker_;
    std::uint32_t& tickets_; // the last one that was given; they only grow
    std::optional<View> view_;
    std::optional<Pending> pending_;
    QTimer patience_;

    // Of the card that is there.
    std::uint32_t probed_ = 0, probe_ = 0; // its insertion; the ticket of its probe
    CardKind kind_ = CardKind::Unknown;
    bool known_ = false; // it has told its kind
    std::optional<ErrorCode> trouble_;
    SmartCardStatus told_;
};

} // namespace jiujin::drivers::smartcard
