// A hall with one visit: starts the shipped program and plays the terminal, the reader and the
// printer at the other ends of its sockets.
#pragma once

#include "app/link/frame_socket.h"

#include "rep_idcard_merged.h"
#include "rep_printer_merged.h"
#include "rep_terminal_merged.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtRemoteObjects/QRemoteObjectHost>

#include <memory>

namespace hall {

class PlayedTerminal : public TerminalSource {
    Q_OBJECT
public:
    void standingBy() override { ++standbys; }
    void firstFrame() override { ++firstFrames; }
    void finished() override { ++ends; }
    void reserve(quint32) override { ++reserves; }
    void put(quint32, QByteArray, QByteArray) override { ++puts; }
    void askStatus() override {
        ++statusAsked;
        emit status(answer);
    }
    LinkStatus answer{true, {}, QStringLiteral("ok"), QStringLiteral("ok"), 0, 0, {}};
    int standbys = 0, firstFrames = 0, ends = 0, reserves = 0, puts = 0, statusAsked = 0;
};

class PlayedReader : public IdCardSource {
    Q_OBJECT
public:
    void read(quint32 call) override { reads.append(call); }
    void cancel(quint32) override {}
    QList<quint32> reads;
};

class PlayedPrinter : public PrinterSource {
    Q_OBJECT
public:
    void askStatus() override { ++statusAsked; }
    void print(quint32, QByteArray) override {}
    void cancel(quint32) override {}
    int statusAsked = 0;
};

// One end of a socket pair with a source on it; the other end is for the program.
class Line {
public:
    Line();
    int theirs() const { return theirs_; }
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
    // As the supervisor does: the devices' ends are served at takeover only.
    void serveDevices();

    PlayedTerminal terminal;
    PlayedReader reader;
    PlayedPrinter printer;
    QProcess program;

    void cutLink() { link_.cut(); }
    void cutReader() { readerLine_.cut(); }

private:
    QTemporaryDir trust_;
    Line link_, readerLine_, printerLine_;
};

} // namespace hall
