// A receipt printer, a driver host on it, and this test as the visit.
#pragma once

#include "tests/contract/slip/slip_peer.h"
#include "tests/contract/support/driver_process.h"

#include "rep_slip_merged.h"

#include <optional>

class SlipRig {
public:
    explicit SlipRig(SlipPeer& peer) : peer_(peer) {}
    ~SlipRig();

    // Host up, visit served, replica ready; whatever the printer says.
    bool begin();
    // The same, and the printer can print.
    bool beginReady();
    DriverProcess& start();
    DriverProcess& host() { return *host_; }
    bool hands(const QByteArray& command) { return peer_.hands(command); }

    struct Answer {
        quint32 call = 0;
        bool printed = false;
        QString code; // of the fault
        int kind = -1;
    };
    quint32 print(const jiujin::drivers::Slip& slip);
    void cancel(quint32 call) { replica_->cancel(call); }
    std::optional<Answer> answer(int milliseconds = 20000);
    bool silentFor(int milliseconds);

    void askStatus() { replica_->askStatus(); }
    // Asks, and waits for the answer, whatever it is.
    bool statusAnswers();
    // Waits for a status with this code (empty: ready), asking now and then.
    bool statusBecomes(const QString& code, int milliseconds = 10000);
    // The same without asking: the printer's change must come by itself.
    bool statusComes(const QString& code, int milliseconds = 10000);
    SlipStatus lastStatus() const { return statuses_.isEmpty() ? SlipStatus() : statuses_.last(); }
    QStringList codesSoFar() const;
    bool ticketsBecome(int count, int milliseconds = 10000);

private:
    SlipPeer& peer_;
    std::unique_ptr<DriverProcess> host_;
    std::unique_ptr<SlipPrinterReplica> replica_;
    quint32 calls_ = 0;
    QList<Answer> answers_;
    QList<SlipStatus> statuses_;
};

// A slip as a visit prints it: title, number, words, code.
jiujin::drivers::Slip receiptLike(const QString& name, const QString& code);
jiujin::drivers::SlipPart line(const QString& text, int size = 1);
