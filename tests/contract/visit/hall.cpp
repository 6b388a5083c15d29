#include "tests/contract/visit/hall.h"

#include "drivers/contract/device_line.h"
#include "platform/base/uuid.h"
#include "platform/formats/case_number.h"
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

void PlayedTerminal::reserve(quint32 call) {
    ++reserves;
    const auto number = jiujin::formats::caseNumberOf("330105-A017", 42);
    const auto id = jiujin::newUuid7(jiujin::SystemClock().wall().time);
    emit reserved(call, LinkReservation(QString::fromStdString(id), QStringLiteral("330105-A017"),
                                        42, QString::fromStdString(number->text()),
                                        QStringLiteral("0123456789ABCDEF")));
}

void PlayedTerminal::put(quint32 call, QByteArray, QByteArray) {
    ++puts;
    if (!refusal.isEmpty()) {
        emit refused(call, refusal);
        return;
    }
    const auto number = jiujin::formats::caseNumberOf("330105-A017", 42);
    const auto taken = jiujin::toRfc3339(jiujin::SystemClock().wall().time);
    emit stored(call, LinkReceipt(QString::fromStdString(number->text()),
                                  QStringLiteral("JJ1.") + QString(700, QLatin1Char('a')),
                                  QString::fromStdString(taken), QStringLiteral("drift")));
}

void PlayedReader::read(quint32 call, quint32 extras) {
    reads.append(call);
    extrasAsked = extras;
    waiting_ = call;
    if (card_)
        lay(*card_);
}

void PlayedReader::cancel(quint32 call) {
    if (waiting_ == call)
        waiting_.reset();
}

void PlayedReader::lay(const CardRead& card) {
    card_ = card;
    emit presence(static_cast<int>(jiujin::drivers::Presence::Yes));
    if (!waiting_)
        return;
    emit cardRead(*waiting_, card);
    waiting_.reset();
}

void PlayedReader::lift() {
    card_.reset();
    emit presence(static_cast<int>(jiujin::drivers::Presence::No));
}

void PlayedPrinter::askStatus() {
    ++statusAsked;
    emit status(PrinterStatus(code_.isEmpty(), code_, {}, 0));
}

void PlayedPrinter::print(quint32 call, QByteArray pdf) {
    sheets.append(pdf);
    emit sheet();
    if (failure.isEmpty())
        emit printed(call, 1);
    else if (failure != QLatin1String("silent"))
        emit failed(call, {static_cast<int>(jiujin::drivers::FaultKind::Hardware), failure, 0});
}

void PlayedPrinter::say(const QString& code) {
    code_ = code;
    askStatus();
}

void PlayedSlipPrinter::print(quint32 call, jiujin::drivers::Slip parts) {
    slips.append(parts);
    emit slip();
    if (failure.isEmpty())
        emit printed(call);
    else if (failure != QLatin1String("silent"))
        emit failed(call, {static_cast<int>(jiujin::drivers::FaultKind::NotReady), failure, 0});
}

void PlayedTerminal::operatorProve(quint32 call, QByteArray certificate, QByteArray) {
    proofs.append(certificate);
    if (operatorRefusal.isEmpty())
        emit operatorTold(call, {});
    else
        emit operatorRefused(call, operatorRefusal);
}

void PlayedTerminal::operatorAsk(quint32 call, QByteArray line) {
    operatorLines.append(line);
    emit operatorTold(call, line == "status" ? report : change);
}

void PlayedSmartCard::read(quint32 call) {
    emit cardRead(call, SmartCardRead(QStringLiteral("operator"), {}, {}, {}, {}, {}, {}, {}, {},
                                      QByteArrayLiteral("certificate")));
}

void PlayedSmartCard::sign(quint32 call, QByteArray given, QByteArray digest) {
    digests.append(digest);
    if (given == pin)
        emit signature(call, QByteArrayLiteral("signature"));
    else
        emit pinRefused(call, PinRefusal(QStringLiteral("JJ-1308"), 2));
}

void PlayedSmartCard::say(const SmartCardStatus& status) {
    now_ = status;
    askStatus();
}

Line::Line() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        qFatal("socketpair");
    ours_ = ends[0];
    theirs_ = ends[1];
}

Line::~Line() {
    letGo();
}

void Line::letGo() {
    if (theirs_ >= 0)
        ::close(takeTheirs());
}

Hall::Hall() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        qFatal("socketpair");
    devices_ = ends[0];
    theirDevices_ = ends[1];
    const jiujin::samples::Pki pki;
    writePem(trust_.filePath(QStringLiteral("root.pem")), pki.root);
    writePem(trust_.filePath(QStringLiteral("seal.pem")), pki.active.certificate);
    writePem(trust_.filePath(QStringLiteral("escrow.pem")), pki.escrow.certificate);
}

Hall::~Hall() {
    program.kill();
    program.waitForFinished();
    ::close(devices_);
}

void Hall::start() {
    link_.serve<TerminalSourceAPI>(terminal);
    const int ends[] = {link_.theirs(), theirDevices_};
    program.setChildProcessModifier([ends] {
        for (const int end : ends)
            keepOpen(end);
    });
    const QString resources =
        qEnvironmentVariable("JIUJIN_SOURCE_DIR") + QStringLiteral("/resources");
    program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    program.start(qEnvironmentVariable("JIUJIN_VISIT"),
                  {QStringLiteral("--link"), QString::number(ends[0]), QStringLiteral("--devices"),
                   QString::number(ends[1]), QStringLiteral("--matters"),
                   resources + QStringLiteral("/matters"), QStringLiteral("--calendar"),
                   resources + QStringLiteral("/calendar"), QStringLiteral("--notices"),
                   resources + QStringLiteral("/notices"), QStringLiteral("--trust"), trust_.path(),
                   QStringLiteral("--root"), trust_.filePath(QStringLiteral("root.pem")),
                   QStringLiteral("--windowed"),
                   qEnvironmentVariable("JIUJIN_WINDOW", QStringLiteral("540x960"))});
    program.waitForStarted();
    link_.letGo();
    ::close(theirDevices_);
}

void Hall::serveDevices() {
    serveReader();
    servePrinter();
}

void Hall::serveReader() {
    readerLine_ = std::make_unique<Line>();
    readerLine_->serve<IdCardSourceAPI>(reader);
    handOver("idcard", readerLine_->takeTheirs());
}

void Hall::servePrinter() {
    printerLine_ = std::make_unique<Line>();
    printerLine_->serve<PrinterSourceAPI>(printer);
    handOver("printer", printerLine_->takeTheirs());
}

void Hall::serveSlips() {
    slipLine_ = std::make_unique<Line>();
    slipLine_->serve<SlipPrinterSourceAPI>(slips);
    handOver("slip", slipLine_->takeTheirs());
}

int Hall::serveReaderRaw() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        qFatal("socketpair");
    handOver("idcard", ends[1]);
    return ends[0];
}

void Hall::handOver(const char* deviceClass, int socket) {
    if (!jiujin::drivers::sendDevice(devices_, deviceClass, socket).ok())
        qFatal("sendDevice");
}

void Hall::tellLost(const char* deviceClass, jiujin::ErrorCode cause, bool outOfService) {
    if (!jiujin::drivers::sendDeviceLost(devices_, deviceClass, cause, outOfService).ok())
        qFatal("sendDeviceLost");
}

} // namespace hall
