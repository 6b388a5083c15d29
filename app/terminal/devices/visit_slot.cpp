#include "app/terminal/devices/visit_slot.h"

#include "app/link/visit_frames.h"
#include "platform/base/event.h"

#include <QtCore/QPointer>

#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::devices {

namespace {

// This end stays here; the other goes to the program.
std::pair<int, int> socketPair(int type) {
    int ends[2] = {-1, -1};
    if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends) != 0)
        qFatal("no sockets left"); // nothing on this terminal can go on
    return {ends[0], ends[1]};
}

ByteView viewOf(const QByteArray& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.constData()),
            static_cast<std::size_t>(bytes.size())};
}

// A visit sees cards and codes of strangers: it is believed nothing but its own few calls.
bool judge(const QByteArray& body) {
    return link::visitMaySend(viewOf(body));
}

QString textOf(ErrorCode code) {
    return QString::fromLatin1(codeOf(code).data(), qsizetype(codeOf(code).size()));
}

} // namespace

VisitSlot::VisitSlot(const Program& program, Desk& desk, const OperatorGate& operators)
    : desk_(desk), operator_(operators) {
    const auto [here, there] = socketPair(SOCK_STREAM);
    const auto [lineHere, lineThere] = socketPair(SOCK_SEQPACKET);
    devices_ = std::make_shared<VisitDevices>(lineHere);
    Program visit = program;
    visit.arguments << QStringLiteral("--link") << QString::number(there)
                    << QStringLiteral("--devices") << QString::number(lineThere);
    pipe_ = std::make_unique<link::FrameSocket>(here, link::maxTerminalFrame, judge);
    // Before enableRemoting, which otherwise refuses without a word.
    host_.setHostUrl(QUrl(QStringLiteral("fd:visit")),
                     QRemoteObjectHost::AllowExternalRegistration);
    host_.enableRemoting<TerminalSourceAPI>(static_cast<TerminalSource*>(this));
    host_.addHostSideConnection(pipe_.get());
    child_ = std::make_unique<Child>(visit, std::vector<int>{there, lineThere});
    ::close(there);
    ::close(lineThere);
    connect(child_.get(), &Child::ended, this, [this] {
        gone_ = true;
        checkEnd();
    });
    connect(pipe_.get(), &link::FrameSocket::limitBroken, this, [this] {
        logEvent(Event::ProgramLost,
                 {{"program", "jiujin-visit"}, {"code", ErrorCode::PacketTooLarge}});
        kill();
    });
}

VisitSlot::~VisitSlot() {
    child_.reset();
}

void VisitSlot::takeOver(bool lost, const LinkReceipt& receipt) {
    hasScreen_ = true;
    toldLost_ = lost;
    toldReceipt_ = receipt;
    emit takeover(lost, receipt);
}

void VisitSlot::askToRetire(std::chrono::milliseconds patience) {
    hasScreen_ = false;
    operator_.leave();
    emit retire();
    child_->killAfter(patience);
}

void VisitSlot::standingBy() {
    if (!std::exchange(ready_, true))
        emit becameReady();
}

void VisitSlot::firstFrame() {
    if (hasScreen_ && !std::exchange(framed_, true))
        emit gotFrame();
}

void VisitSlot::finished() {
    if (!hasScreen_ || std::exchange(finished_, true))
        return;
    operator_.leave();
    emit becameFinished();
}

void VisitSlot::reserve(quint32 call) {
    if (!mayFile() || reservations_ == mostReservations)
        return refuse(call, ErrorCode::ReservationMismatch);
    ++reservations_;
    desk_.reserve([this, self = QPointer(this), call](const Result<LinkReservation>& answer) {
        if (!self)
            return;
        if (answer)
            emit reserved(call, *answer);
        else
            refuse(call, answer.error().code);
    });
}

void VisitSlot::put(quint32 call, QByteArray coreHeader, QByteArray sealed) {
    if (!mayFile() || filing_ == mostFilings)
        return refuse(call, ErrorCode::ReservationMismatch);
    ++filing_;
    desk_.put(std::move(coreHeader), std::move(sealed),
              [this, self = QPointer(this), call](const Result<LinkReceipt>& receipt) {
                  if (self)
                      answered(call, receipt);
              });
}

void VisitSlot::answered(quint32 call, const Result<LinkReceipt>& receipt) {
    --filing_;
    if (receipt) {
        filed_ = *receipt;
        emit stored(call, *receipt);
    } else {
        refuse(call, receipt.error().code);
    }
    checkEnd();
}

void VisitSlot::askStatus() {
    if (std::exchange(asksStatus_, true))
        return;
    const QString own = filed_.caseNumber();
    desk_.status(own.isEmpty() ? toldReceipt_.caseNumber() : own,
                 [this, self = QPointer(this)](const LinkStatus& answer) {
                     if (!self)
                         return;
                     asksStatus_ = false;
                     emit status(answer);
                 });
}

void VisitSlot::ask(quint32 call, QByteArray head, QByteArray sealed) {
    if (!mayFile())
        return refuse(call, ErrorCode::ReservationMismatch);
    if (asking_ == mostAsks)
        return refuse(call, ErrorCode::AskLimited);
    ++asking_;
    desk_.ask(std::move(head), std::move(sealed),
              [this, self = QPointer(this), call](const Result<QByteArray>& answer) {
                  if (!self)
                      return;
                  --asking_;
                  if (answer)
                      emit replied(call, *answer);
                  else
                      refuse(call, answer.error().code);
              });
}

void VisitSlot::inUse(bool busy) {
    if (hasScreen_ && std::exchange(inUse_, busy) != busy)
        emit useChanged();
}

void VisitSlot::operatorBegin(quint32 call) {
    if (!mayFile())
        return refuseOperator(call, ErrorCode::OperatorUnknown);
    const auto challenge = operator_.begin();
    if (!challenge)
        return refuseOperator(call, challenge.error().code);
    emit operatorTold(call, QByteArray::fromStdString(*challenge));
}

void VisitSlot::operatorProve(quint32 call, QByteArray certificate, QByteArray signature) {
    const auto verdict =
        operator_.prove(viewOf(certificate), viewOf(signature), std::chrono::steady_clock::now());
    if (!verdict)
        return refuseOperator(call, verdict.error().code);
    emit operatorTold(call, {});
}

void VisitSlot::operatorAsk(quint32 call, QByteArray line) {
    const auto answer = operator_.ask({line.constData(), static_cast<std::size_t>(line.size())},
                                      std::chrono::steady_clock::now());
    if (!answer)
        return refuseOperator(call, answer.error().code);
    emit operatorTold(call, QByteArray::fromStdString(*answer));
}

void VisitSlot::refuseOperator(quint32 call, ErrorCode code) {
    emit operatorRefused(call, textOf(code));
}

void VisitSlot::refuse(quint32 call, ErrorCode code) {
    emit refused(call, textOf(code));
}

void VisitSlot::checkEnd() {
    if (gone_ && filing_ == 0)
        emit ended();
}

} // namespace jiujin::devices
