// A driver host with the rig's module, and this test as the visit. Like a visit it hears only what
// the class may say (device_frames.h).
#pragma once

#include "tests/contract/smartcard/card_rig.h"
#include "tests/contract/support/driver_process.h"

#include "rep_smartcard_merged.h"

#include <optional>

class CardVisit {
public:
    explicit CardVisit(CardRig& rig) : rig_(rig) {}

    // The host, and nobody served yet.
    DriverProcess& start();
    // Serves the visit of a host that was started; replica ready, status heard.
    bool serve();
    // Both, once the reader is there.
    bool begin();
    void end();
    void endVisit();
    DriverProcess& host() { return *host_; }

    struct Answer {
        quint32 call = 0;
        std::optional<SmartCardRead> card;
        bool pinAccepted = false;
        std::optional<int> triesLeft;
        QByteArray signature;
        QString code; // of the fault
        int kind = -1;
    };
    // Call numbers count up from 1.
    quint32 read();
    quint32 verifyPin(const QString& pin);
    quint32 sign(const QString& pin, const QByteArray& digest);
    void cancel(quint32 call) { replica_->cancel(call); }
    // As the contract wants it when a verifyPin or sign was answered.
    void overwrite();
    // The next answer of any call; empty code and nothing in it when none comes.
    std::optional<Answer> answer(int milliseconds = 15000);
    // Asks, and gives the answer's code: "" when it was no failure, "none" when none came.
    QString codeOfRead();
    QString codeOfPin(const QString& pin);
    bool silentFor(int milliseconds);
    bool overwrittenComes();

    bool statusBecomes(jiujin::drivers::Presence presence, const QString& kind,
                       const QString& code = {});
    const QList<SmartCardStatus>& statuses() const { return statuses_; }
    // Asks for the status and waits until it came.
    SmartCardStatus statusNow();

private:
    static QString codeOf(const std::optional<Answer>& answer);

    CardRig& rig_;
    std::unique_ptr<DriverProcess> host_;
    std::unique_ptr<jiujin::link::FrameSocket> pipe_;
    std::unique_ptr<QRemoteObjectNode> node_;
    std::unique_ptr<SmartCardReplica> replica_;
    quint32 calls_ = 0;
    QList<Answer> answers_;
    QList<SmartCardStatus> statuses_;
    int overwritten_ = 0;
};
