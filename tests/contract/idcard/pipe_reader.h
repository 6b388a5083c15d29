// Readers whose device is a named pipe: what hands do is written to it, line by line.
#pragma once

#include "tests/contract/idcard/reader_peer.h"

#include <QtCore/QTemporaryDir>

class PipeReader : public ReaderPeer {
public:
    PipeReader();
    ~PipeReader() override;

    QStringList environment() const override { return {}; }
    bool hands(const QByteArray& command) override;
    // Nothing is asked of it.
    QList<qint64> requestTimes(const QByteArray&) override { return {}; }
    long transfers() override { return 0; }
    int transfersASecond() const override { return 0; }
    int wakeUpsASecond() const override { return 5; }

protected:
    QString pipe() const { return folder_.filePath(QStringLiteral("device")); }
    // What the device hears of a command; empty: it has no word for that.
    virtual QByteArray lineFor(const QByteArray& command) const = 0;

private:
    QTemporaryDir folder_;
    int pipe_ = -1; // open both ways, so that what is said before the host is there is kept
};

// drivers/sim-card: the pipe is its script.
class SimulatedReader : public PipeReader {
public:
    QString module() const override { return QStringLiteral("sim-card"); }
    QStringList options() const override;

protected:
    QByteArray lineFor(const QByteArray& command) const override;
};

// drivers/template; from the folder that JIUJIN_TEMPLATE_MODULES names, where it is named.
class TemplateReader : public PipeReader {
public:
    QString module() const override { return QStringLiteral("template"); }
    QString modules() const override;
    QStringList options() const override { return {QStringLiteral("device=") + pipe()}; }

protected:
    QByteArray lineFor(const QByteArray& command) const override;
};
