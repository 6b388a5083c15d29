// An emulated reader, a driver host on it, and this test as the visit.
#pragma once

#include "tests/contract/support/driver_process.h"

#include "rep_idcard_merged.h"

#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>

#include <optional>

class ReaderRig {
public:
    ReaderRig();
    ~ReaderRig();

    // Host up, device answering, visit served, replica ready.
    bool begin();
    void end() { host_.reset(); }
    // Says a command to the emulator and waits until it was obeyed.
    bool hands(const QByteArray& command);

    struct Answer {
        quint32 call = 0;
        std::optional<CardRead> card;
        QString code; // of the fault
        int kind = -1;
    };
    // Asks for a read; call numbers count up from 1.
    quint32 ask();
    void cancel(quint32 call) { replica_->cancel(call); }
    // The next answer of any read.
    std::optional<Answer> answer(int milliseconds = 15000);
    bool silentFor(int milliseconds);
    bool overwrittenComes();
    // Presences in the order in which they came.
    QList<int> presences() const { return presences_; }
    bool presenceBecomes(jiujin::drivers::Presence presence);
    // Milliseconds of each request of that kind since `trace on`.
    QList<qint64> requestTimes(const QByteArray& kind);

    DriverProcess& host() { return *host_; }
    DriverProcess& start();
    QProcess& emulator() { return emulator_; }
    static QJsonObject person(const QString& id);

private:
    QTemporaryDir folder_;
    QProcess emulator_;
    QByteArray said_;
    std::unique_ptr<DriverProcess> host_;
    std::unique_ptr<IdCardReplica> replica_;
    quint32 calls_ = 0;
    QList<Answer> answers_;
    QList<int> presences_;
    int overwritten_ = 0;
};
