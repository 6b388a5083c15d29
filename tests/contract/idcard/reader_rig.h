// A reader, a driver host on it, and this test as the visit.
#pragma once

#include "tests/contract/idcard/reader_peer.h"
#include "tests/contract/support/driver_process.h"

#include "rep_idcard_merged.h"

#include <QtCore/QJsonObject>

#include <optional>

class ReaderRig {
public:
    ReaderRig() : peer_(ReaderPeer::named()), modules_(peer_->modules()) {}

    // From another folder of modules, with more options.
    void useModules(const QString& folder, const QStringList& moreOptions);
    // Host up, device answering, visit served, replica ready.
    bool begin();
    // The same without waiting for the device.
    bool serve();
    void end() { host_.reset(); }
    bool hands(const QByteArray& command) { return peer_->hands(command); }

    struct Answer {
        quint32 call = 0;
        std::optional<CardRead> card;
        QString code; // of the fault
        int kind = -1;
    };
    // Asks for a read; call numbers count up from 1.
    quint32 ask(quint32 extras = jiujin::drivers::NoExtras);
    void cancel(quint32 call) { replica_->cancel(call); }
    // The next answer of any read.
    std::optional<Answer> answer(int milliseconds = 15000);
    bool silentFor(int milliseconds);
    // The next word of zeros; their number, or nothing.
    qsizetype overwrittenComes();
    // Presences in the order in which they came.
    QList<int> presences() const { return presences_; }
    bool presenceBecomes(jiujin::drivers::Presence presence);
    // Status snapshots in the order in which they came.
    QList<IdCardStatus> statuses() const { return statuses_; }
    void askStatus() { replica_->askStatus(); }

    DriverProcess& host() { return *host_; }
    DriverProcess& start();
    ReaderPeer& peer() { return *peer_; }
    static QJsonObject person(const QString& id);
    static bool sameTexts(const CardRead& card, const QJsonObject& person);

private:
    std::unique_ptr<ReaderPeer> peer_;
    QString modules_;
    QStringList moreOptions_;
    std::unique_ptr<DriverProcess> host_;
    std::unique_ptr<IdCardReplica> replica_;
    quint32 calls_ = 0;
    QList<Answer> answers_;
    QList<int> presences_;
    QList<IdCardStatus> statuses_;
    QList<qsizetype> overwritten_;
};
