#include "app/terminal/devices/driver_lane.h"

#include "drivers/contract/host_link.h"
#include "platform/base/event.h"

#include <QtCore/QTimer>

#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::devices {

namespace {
constexpr std::chrono::milliseconds patience{500};
} // namespace

DriverLane::DriverLane(QString name, Program host, QObject* parent)
    : QObject(parent),
      name_(std::move(name)),
      host_(std::move(host)),
      health_(codeOf(ErrorCode::DriverLost)) {}

DriverLane::~DriverLane() {
    child_.reset();
    closeControl();
    if (waiting_ >= 0)
        ::close(waiting_);
}

std::string DriverLane::module() const {
    const qsizetype at = host_.arguments.indexOf(QLatin1String("--module"));
    return host_.arguments.value(at + 1).toStdString();
}

void DriverLane::start() {
    if (!child_ && !stopping_)
        spawn();
}

void DriverLane::serve(int socket) {
    if (served_)
        renew();
    if (control_ >= 0 && !renewing_) {
        served_ = true;
        // When this fails the host is dying, and the visit sees its device go.
        static_cast<void>(drivers::sendServe(control_, socket).ok());
        return;
    }
    if (waiting_ >= 0)
        ::close(waiting_);
    waiting_ = socket;
}

void DriverLane::renew() {
    if (!child_ || !std::exchange(served_, false))
        return;
    renewing_ = true;
    closeControl();
    child_->killAfter(patience);
}

void DriverLane::stop() {
    stopping_ = true;
    closeControl();
    if (child_)
        child_->killAfter(patience);
    else
        emit ended();
}

void DriverLane::spawn() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return hostEnded();
    control_ = ends[0];
    Program host = host_;
    host.arguments << QStringLiteral("--control") << QString::number(ends[1]);
    child_ = std::make_unique<Child>(host, std::vector<int>{ends[1]});
    ::close(ends[1]);
    connect(child_.get(), &Child::ended, this, &DriverLane::hostEnded);
    notifier_ = std::make_unique<QSocketNotifier>(control_, QSocketNotifier::Read);
    connect(notifier_.get(), &QSocketNotifier::activated, this, &DriverLane::hear);
    renewing_ = false;
    served_ = waiting_ >= 0;
    if (served_)
        static_cast<void>(drivers::sendServe(control_, std::exchange(waiting_, -1)).ok());
}

void DriverLane::hear() {
    const auto health = drivers::receiveHealth(control_);
    if (health)
        setHealth(*health);
    else
        notifier_->setEnabled(false); // closed, or talking nonsense: its end is heard elsewhere
}

void DriverLane::hostEnded() {
    // A host also goes by itself when its visit does.
    const bool wanted = renewing_ || (served_ && child_ && child_->endedCleanly());
    const auto lived = child_ ? child_->lived() : std::chrono::milliseconds(0);
    if (child_)
        child_.release()->deleteLater();
    closeControl();
    if (stopping_) {
        emit ended();
        return;
    }
    if (wanted)
        return spawn();
    const auto wait = policy_.ended(lived);
    logEvent(policy_.storm() ? Event::ProgramStorm : Event::ProgramLost,
             {{"device", std::string_view(name_.toStdString())}});
    // A host that said why it goes is believed; one that said "ok" crashed.
    if (health_ == "ok")
        setHealth(std::string(codeOf(ErrorCode::DriverLost)));
    served_ = false;
    QTimer::singleShot(wait, this, &DriverLane::start);
}

void DriverLane::closeControl() {
    notifier_.reset();
    if (control_ >= 0)
        ::close(std::exchange(control_, -1));
}

void DriverLane::setHealth(const std::string& code) {
    if (code == health_)
        return;
    health_ = code;
    emit healthChanged();
}

} // namespace jiujin::devices
