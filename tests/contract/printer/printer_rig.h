// A private cupsd with a printer behind it, a driver host on its queue, and this test as the visit.
#pragma once

#include "tests/contract/support/driver_process.h"

#include "rep_printer_merged.h"

#include <QtCore/QTemporaryDir>

#include <optional>

class PrinterRig {
public:
    // Straight: the printer is asked itself. Line: over a line that misbehaves at "line garbage"
    // and other words (tests/support/printing/README.md).
    enum class To { Straight, Line };
    explicit PrinterRig(To to = To::Straight);
    ~PrinterRig();

    // Host up, printer ready, visit served, replica ready.
    bool begin();
    DriverProcess& start();
    DriverProcess& host() { return *host_; }
    void killHost();
    // Says a command to the peers and waits until it was obeyed.
    bool hands(const QByteArray& command);
    // Made of the printer so far, over the line.
    int requests();

    struct Answer {
        quint32 call = 0;
        int sheets = -1; // printed
        QString code;    // failed
        int kind = -1;
    };
    quint32 print(const QByteArray& pdf);
    void cancel(quint32 call) { replica_->cancel(call); }
    std::optional<Answer> answer(int milliseconds = 30000);
    bool silentFor(int milliseconds);

    void askStatus() { replica_->askStatus(); }
    // Waits for a status with this code (empty: ready).
    bool statusBecomes(const QString& code, int milliseconds = 10000);
    // The same without asking.
    bool statusComes(const QString& code, int milliseconds = 10000);
    QStringList codesSoFar() const;
    PrinterStatus lastStatus() const { return statuses_.last(); }

    // Of cupsd.
    QString server() const { return folder_.filePath(QStringLiteral("cups.sock")); }
    QString spool() const { return spool_; }
    // What the printer was told of the media of its last job.
    QByteArray media() const;
    // Documents that came out, oldest first.
    QStringList printed() const;
    bool printedBecomes(int count, int milliseconds = 10000);
    // Unfinished jobs of the queue, asked of cupsd by its own library.
    int unfinishedJobs() const;
    QStringList jobTitles() const;

    // A PDF of A4 pages with this text.
    static QByteArray document(int pages, const QByteArray& text = "Jiujin");

private:
    QTemporaryDir folder_;
    QProcess peers_;
    QByteArray said_, obeyed_; // what the peers say, and what was behind the last "ok"
    QString spool_;
    std::unique_ptr<DriverProcess> host_;
    std::unique_ptr<PrinterReplica> replica_;
    quint32 calls_ = 0;
    QList<Answer> answers_;
    QList<PrinterStatus> statuses_;
};
