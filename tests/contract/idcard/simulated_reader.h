// The simulated reader: its hands are the script of drivers/sim-card, written to a named pipe.
#pragma once

#include "tests/contract/idcard/reader_peer.h"

#include <QtCore/QTemporaryDir>

class SimulatedReader : public ReaderPeer {
public:
    SimulatedReader();
    ~SimulatedReader() override;

    QString module() const override { return QStringLiteral("sim-card"); }
    QStringList options() const override;
    QStringList environment() const override { return {}; }
    // What the script of a simulated reader has no word for cannot be done.
    bool hands(const QByteArray& command) override;
    // Nothing is asked of it.
    QList<qint64> requestTimes(const QByteArray&) override { return {}; }
    long transfers() override { return 0; }
    int transfersASecond() const override { return 0; }
    int wakeUpsASecond() const override { return 5; }

private:
    QString pipe() const { return folder_.filePath(QStringLiteral("hands")); }

    QTemporaryDir folder_;
    int pipe_ = -1; // open both ways, so that what is said before the host is there is kept
};
