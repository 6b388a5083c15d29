#include "tests/contract/visit/hall.h"

#include "tests/support/samples/samples.h"

#include <QtCore/QFile>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hall {

namespace {

void writePem(const QString& path, const jiujin::seal::Certificate& certificate) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(QByteArray::fromStdString(certificate.pem())) <= 0)
        qFatal("cannot write a certificate");
}

void keepOpen(int descriptor) {
    ::fcntl(descriptor, F_SETFD, ::fcntl(descriptor, F_GETFD) & ~FD_CLOEXEC);
}

} // namespace

Line::Line() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        qFatal("socketpair");
    ours_ = ends[0];
    theirs_ = ends[1];
}

void Line::letGo() {
    ::close(theirs_);
}

Hall::Hall() {
    const jiujin::samples::Pki pki;
    writePem(trust_.filePath(QStringLiteral("root.pem")), pki.root);
    writePem(trust_.filePath(QStringLiteral("seal.pem")), pki.active.certificate);
    writePem(trust_.filePath(QStringLiteral("escrow.pem")), pki.escrow.certificate);
}

Hall::~Hall() {
    program.kill();
    program.waitForFinished();
}

void Hall::start() {
    link_.serve<TerminalSourceAPI>(terminal);
    const int ends[] = {link_.theirs(), readerLine_.theirs(), printerLine_.theirs()};
    program.setChildProcessModifier([ends] {
        for (const int end : ends)
            keepOpen(end);
    });
    const QString resources =
        qEnvironmentVariable("JIUJIN_SOURCE_DIR") + QStringLiteral("/resources");
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(qEnvironmentVariable("JIUJIN_VISIT"),
                  {QStringLiteral("--link"), QString::number(ends[0]), QStringLiteral("--idcard"),
                   QString::number(ends[1]), QStringLiteral("--printer"), QString::number(ends[2]),
                   QStringLiteral("--matters"), resources + QStringLiteral("/matters"),
                   QStringLiteral("--notices"), resources + QStringLiteral("/notices"),
                   QStringLiteral("--trust"), trust_.path(), QStringLiteral("--root"),
                   trust_.filePath(QStringLiteral("root.pem")), QStringLiteral("--windowed"),
                   QStringLiteral("540x960")});
    program.waitForStarted();
    for (Line* line : {&link_, &readerLine_, &printerLine_})
        line->letGo();
}

void Hall::serveDevices() {
    readerLine_.serve<IdCardSourceAPI>(reader);
    printerLine_.serve<PrinterSourceAPI>(printer);
}

} // namespace hall
