// A hall with one visit: starts the shipped program and plays the terminal, the reader and the
// printer at the other ends of its sockets.
#pragma once

#include "app/link/frame_socket.h"
#include "platform/base/error.h"

#include "rep_idcard_merged.h"
#include "rep_printer_merged.h"
#include "rep_slip_merged.h"
#include "rep_smartcard_merged.h"
#include "rep_terminal_merged.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtRemoteObjects/QRemoteObjectHost>

#include <memory>
#include <optional>

namespace hall {

class PlayedTerminal : public TerminalSource {
    Q_OBJECT
public:
    void standingBy() override {
        ++standbys;
        emit stoodBy();
    }
    void firstFrame() override { ++firstFrames; }
    void finished() override {
        ++ends;
        emit ended();
    }
    void reserve(quint32 call) override;
    void put(quint32 call, QByteArray header, QByteArray sealed) override;
    void askStatus() override {
        ++statusAsked;
        emit status(answer);
    }
    // No page asks yet.
    void ask(quint32 call, QByteArray, QByteArray) override {
        emit refused(call, QStringLiteral("JJ-2407"));
    }
    void inUse(bool busy) override { uses.append(busy); }
    void operatorBegin(quint32 call) override { emit operatorTold(call, challenge); }
    void operatorProve(quint32 call, QByteArray certificate, QByteArray signature) override;
    void operatorAsk(quint32 call, QByteArray line) override;
    void operatorLeave() override { ++operatorsLeft; }
    QByteArray challenge{"jiujin-operator-login/1\n330105-A017\n"
                         "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n"};
    QString operatorRefusal;                 // the code that a proof is answered with, or none
    QByteArray report{"{}"};                 // what "status" is answered with
    QByteArray change{"{\"changed\":1}"};    // and every other line
    QList<QByteArray> proofs, operatorLines; // certificates that were shown; lines
    int operatorsLeft = 0;
    QList<bool> uses;
    LinkStatus answer{true, {}, QStringLiteral("ok"), QStringLiteral("ok"), 0, 0, {}, {},
                      {},   0,  QStringLiteral("ok")};
    QString refusal; // the code that every put is answered with; empty: it is stored
    int standbys = 0, firstFrames = 0, ends = 0, reserves = 0, puts = 0, statusAsked = 0;

signals:
    void stoodBy();
    void ended();
};

class PlayedReader : public IdCardSource {
    Q_OBJECT
public:
    void askStatus() override {}
    void read(quint32 call, quint32 extras) override;
    void cancel(quint32 call) override;
    // A card lies there from now on, and is read whenever that is asked for.
    void lay(const CardRead& card);
    void lift();
    QList<quint32> reads;
    quint32 extrasAsked = 0; // of the last

private:
    std::optional<CardRead> card_;
    std::optional<quint32> waiting_;
};

class PlayedPrinter : public PrinterSource {
    Q_OBJECT
public:
    void askStatus() override;
    void print(quint32 call, QByteArray pdf) override;
    void cancel(quint32) override {}
    void say(const QString& code); // why it cannot print; empty: it can
    QString failure; // what every print ends with; empty: it is printed; "silent": no word
    QList<QByteArray> sheets;
    int statusAsked = 0;

signals:
    void sheet();

private:
    QString code_;
};

class PlayedSlipPrinter : public SlipPrinterSource {
    Q_OBJECT
public:
    void askStatus() override {}
    void print(quint32 call, jiujin::drivers::Slip parts) override;
    void cancel(quint32) override {}
    QString failure; // what every print ends with; empty: it is printed; "silent": no word
    QList<jiujin::drivers::Slip> slips;

signals:
    void slip();
};

class PlayedSmartCard : public SmartCardSource {
    Q_OBJECT
public:
    void askStatus() override { emit status(now_); }
    void read(quint32 call) override;
    void verifyPin(quint32, QByteArray) override {}
    void sign(quint32 call, QByteArray pin, QByteArray digest) override;
    void cancel(quint32) override {}
    void overwrite(QByteArray zeros) override { zeros_ += zeros.size(); }
    void say(const SmartCardStatus& status);
    QByteArray pin{"82640917"};
    QList<QByteArray> digests;
    qsizetype overwrittenBytes() const { return zeros_; }

private:
    SmartCardStatus now_{static_cast<int>(jiujin::drivers::Presence::No), {}, {}};
    qsizetype zeros_ = 0;
};

// One end of a socket pair with a source on it; the other end is for the program.
class Line {
public:
    Line();
    ~Line();
    int theirs() const { return theirs_; }
    int takeTheirs() { return std::exchange(theirs_, -1); }
    void letGo(); // of the program's end, after it was started
    template <template <typename> typename Api, typename Source>
    void serve(Source& source) {
        node_.setHostUrl(QUrl(QStringLiteral("fd:visit")),
                         QRemoteObjectHost::AllowExternalRegistration);
        node_.enableRemoting<Api>(&source);
        pipe_ = std::make_unique<jiujin::link::FrameSocket>(ours_, jiujin::link::maxTerminalFrame);
        node_.addHostSideConnection(pipe_.get());
    }
    void cut() { pipe_->close(); }

private:
    int ours_ = -1, theirs_ = -1;
    std::unique_ptr<jiujin::link::FrameSocket> pipe_; // outlives its node
    QRemoteObjectHost node_;
};

class Hall {
public:
    Hall();
    ~Hall();

    void start();
    // As the supervisor does: the devices are handed over at takeover only, and again whenever
    // their host was started anew.
    void serveDevices();
    void serveReader();
    void servePrinter();
    void serveSlips();
    void tellLost(const char* deviceClass, jiujin::ErrorCode cause, bool outOfService);

    PlayedTerminal terminal;
    PlayedReader reader;
    PlayedPrinter printer;
    PlayedSlipPrinter slips;
    QProcess program;

    void cutLink() { link_.cut(); }
    void cutReader() { readerLine_->cut(); }
    void cutPrinter() { printerLine_->cut(); }
    // The host's end of what the visit reads the reader from, for bytes that no source would send.
    int serveReaderRaw();

private:
    void handOver(const char* deviceClass, int socket);

    QTemporaryDir trust_;
    Line link_;
    int devices_ = -1, theirDevices_ = -1;
    std::unique_ptr<Line> readerLine_, printerLine_, slipLine_;
};

} // namespace hall
