#include "tests/contract/slip/slip_rig.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QTest>

using namespace jiujin::drivers;

SlipRig::~SlipRig() {
    replica_.reset();
    host_.reset();
}

DriverProcess& SlipRig::start() {
    replica_.reset();
    host_.reset();
    answers_.clear();
    statuses_.clear();
    host_ = std::make_unique<DriverProcess>(peer_.module(), peer_.options(),
                                            DriverProcess::shippedModules(), std::nullopt,
                                            peer_.environment());
    return *host_;
}

bool SlipRig::begin() {
    start().nextHealth();
    replica_.reset(host_->serve().acquire<SlipPrinterReplica>());
    QObject::connect(replica_.get(), &SlipPrinterReplica::printed, replica_.get(),
                     [this](quint32 call) {
                         answers_.append({call, true, {}, -1});
                     });
    QObject::connect(replica_.get(), &SlipPrinterReplica::failed, replica_.get(),
                     [this](quint32 call, const DeviceFault& fault) {
                         answers_.append({call, false, fault.code, fault.kind});
                     });
    QObject::connect(replica_.get(), &SlipPrinterReplica::status, replica_.get(),
                     [this](const SlipStatus& status) { statuses_.append(status); });
    return replica_->waitForSource(5000);
}

bool SlipRig::beginReady() {
    return begin() && statusBecomes({});
}

quint32 SlipRig::print(const Slip& slip) {
    replica_->print(++calls_, slip);
    return calls_;
}

std::optional<SlipRig::Answer> SlipRig::answer(int milliseconds) {
    if (!QTest::qWaitFor([this] { return !answers_.isEmpty(); }, milliseconds))
        return std::nullopt;
    return answers_.takeFirst();
}

bool SlipRig::silentFor(int milliseconds) {
    return !QTest::qWaitFor([this] { return !answers_.isEmpty(); }, milliseconds);
}

bool SlipRig::statusAnswers() {
    const qsizetype before = statuses_.size();
    askStatus();
    return QTest::qWaitFor([&] { return statuses_.size() > before; });
}

bool SlipRig::statusBecomes(const QString& code, int milliseconds) {
    QElapsedTimer timer;
    timer.start();
    while (!timer.hasExpired(milliseconds)) {
        askStatus();
        if (statusComes(code, 200))
            return true;
    }
    return false;
}

bool SlipRig::statusComes(const QString& code, int milliseconds) {
    return QTest::qWaitFor(
        [&] {
            return !statuses_.isEmpty() && statuses_.last().code() == code &&
                   statuses_.last().ready() == code.isEmpty();
        },
        milliseconds);
}

QStringList SlipRig::codesSoFar() const {
    QStringList codes;
    for (const SlipStatus& status : statuses_)
        if (codes.isEmpty() || codes.last() != status.code())
            codes.append(status.code());
    return codes;
}

bool SlipRig::ticketsBecome(int count, int milliseconds) {
    return QTest::qWaitFor([&] { return peer_.tickets().size() == count; }, milliseconds);
}

SlipPart line(const QString& text, int size) {
    return {static_cast<int>(SlipKind::Text), text, size, static_cast<int>(SlipAlign::Left), false};
}

Slip receiptLike(const QString& name, const QString& code) {
    SlipPart title = line(QStringLiteral("收件凭证"), 2);
    title.align = static_cast<int>(SlipAlign::Centre);
    title.bold = true;
    SlipPart qr{static_cast<int>(SlipKind::Code), code, 4, static_cast<int>(SlipAlign::Centre),
                false};
    return {{title, SlipPart{static_cast<int>(SlipKind::Rule), {}, 1, 0, false},
             line(QStringLiteral("申请人 ") + name, 2),
             line(QStringLiteral("本终端已收到您的密封申请包")), qr,
             SlipPart{static_cast<int>(SlipKind::Space), {}, 2, 0, false}}};
}
