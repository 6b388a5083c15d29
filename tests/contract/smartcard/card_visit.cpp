#include "tests/contract/smartcard/card_visit.h"

#include "drivers/contract/device_frames.h"

#include <QtTest/QTest>

using jiujin::drivers::DeviceFault;

namespace {

constexpr qsizetype zerosAtLeast = 4096;
constexpr qint64 maxFrame = 64 * 1024;

} // namespace

DriverProcess& CardVisit::start() {
    end();
    answers_.clear();
    statuses_.clear();
    host_ = std::make_unique<DriverProcess>(rig_.module(), rig_.options());
    return *host_;
}

bool CardVisit::begin() {
    return start().healthBecomes(QStringLiteral("ok")) && serve();
}

void CardVisit::end() {
    endVisit();
    host_.reset();
}

void CardVisit::endVisit() {
    replica_.reset();
    node_.reset();
    pipe_.reset();
}

bool CardVisit::serve() {
    pipe_ = std::make_unique<jiujin::link::FrameSocket>(
        host_->serveRaw(), maxFrame, [](const QByteArray& body) {
            return jiujin::drivers::deviceMaySend(
                "smartcard", {reinterpret_cast<const std::uint8_t*>(body.constData()),
                              static_cast<std::size_t>(body.size())});
        });
    node_ = std::make_unique<QRemoteObjectNode>();
    node_->addClientSideConnection(pipe_.get());
    replica_.reset(node_->acquire<SmartCardReplica>());
    SmartCardReplica* const replica = replica_.get();
    const auto add = [this](Answer answer) {
        answers_.append(std::move(answer));
    };
    QObject::connect(replica, &SmartCardReplica::cardRead, replica,
                     [add](quint32 call, const SmartCardRead& card) {
                         add({call, card, {}, {}, {}, {}, {}});
                     });
    QObject::connect(replica, &SmartCardReplica::pinAccepted, replica, [add](quint32 call) {
        add({call, {}, true, {}, {}, {}, {}});
    });
    QObject::connect(replica, &SmartCardReplica::pinRefused, replica,
                     [add](quint32 call, const PinRefusal& refusal) {
                         add({call, {}, false, refusal.triesLeft(), {}, refusal.code(), {}});
                     });
    QObject::connect(replica, &SmartCardReplica::signature, replica,
                     [add](quint32 call, const QByteArray& der) {
                         add({call, {}, false, {}, der, {}, {}});
                     });
    QObject::connect(replica, &SmartCardReplica::failed, replica,
                     [add](quint32 call, const DeviceFault& fault) {
                         add({call, {}, false, {}, {}, fault.code, fault.kind});
                     });
    QObject::connect(replica, &SmartCardReplica::status, replica,
                     [this](const SmartCardStatus& status) { statuses_.append(status); });
    QObject::connect(replica, &SmartCardReplica::overwritten, replica, [this] { ++overwritten_; });
    if (!replica->waitForSource(5000))
        return false;
    statusNow();
    return !statuses_.isEmpty();
}

quint32 CardVisit::read() {
    replica_->read(++calls_);
    return calls_;
}

quint32 CardVisit::verifyPin(const QString& pin) {
    replica_->verifyPin(++calls_, pin.toUtf8());
    return calls_;
}

quint32 CardVisit::sign(const QString& pin, const QByteArray& digest) {
    replica_->sign(++calls_, pin.toUtf8(), digest);
    return calls_;
}

std::optional<CardVisit::Answer> CardVisit::answer(int milliseconds) {
    if (!QTest::qWaitFor([this] { return !answers_.isEmpty(); }, milliseconds))
        return std::nullopt;
    return answers_.takeFirst();
}

QString CardVisit::codeOfRead() {
    read();
    return codeOf(answer());
}

QString CardVisit::codeOfPin(const QString& pin) {
    verifyPin(pin);
    return codeOf(answer());
}

void CardVisit::overwrite() {
    replica_->overwrite(QByteArray(zerosAtLeast, '\0'));
}

QString CardVisit::codeOf(const std::optional<Answer>& answer) {
    return answer ? answer->code : QStringLiteral("none");
}

bool CardVisit::silentFor(int milliseconds) {
    return !QTest::qWaitFor([this] { return !answers_.isEmpty(); }, milliseconds);
}

bool CardVisit::overwrittenComes() {
    return QTest::qWaitFor([this] { return overwritten_ > 0; });
}

bool CardVisit::statusBecomes(jiujin::drivers::Presence presence, const QString& kind,
                              const QString& code) {
    const SmartCardStatus wanted(static_cast<int>(presence), kind, code);
    return QTest::qWaitFor([&] { return !statuses_.isEmpty() && statuses_.last() == wanted; },
                           10000);
}

SmartCardStatus CardVisit::statusNow() {
    const qsizetype before = statuses_.size();
    replica_->askStatus();
    const bool told = QTest::qWaitFor([&] { return statuses_.size() > before; });
    return told ? statuses_.last() : SmartCardStatus();
}
