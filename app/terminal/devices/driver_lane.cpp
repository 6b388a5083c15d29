#include "app/terminal/devices/driver_lane.h"

#include "drivers/contract/host_link.h"
#include "platform/base/event.h"

#include <QtCore/QTimer>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::devices {

namespace {

using drivers::HostWord;
constexpr std::chrono::milliseconds patience{500};
// Far more than a device has to say; each is work here, and may be a line in the log.
constexpr int mostWordsASecond = 50;
// A host whose device went lets the visit hear of it first.
constexpr std::chrono::milliseconds lastWords{200};

ErrorCode causeOf(const std::string& health) {
    ErrorCode cause{};
    return errorFromCode(health, cause) ? cause : ErrorCode::DriverLost;
}

} // namespace

DriverLane::DriverLane(Device device, QObject* parent)
    : QObject(parent),
      device_(std::move(device)),
      watch_([this] {
          // A host that does not even take the question does not answer it.
          static_cast<void>(drivers::sendPing(control_).ok());
      }),
      health_(codeOf(ErrorCode::DriverLost)) {
    connect(&watch_, &HostWatch::hung, this, &DriverLane::hostHung);
}

DriverLane::~DriverLane() {
    child_.reset();
    closeControl();
}

void DriverLane::start() {
    if (child_ || stopping_ || held_)
        return;
    if (!device_.hotPlug() || !node_.isEmpty())
        return spawn();
    setHealth(std::string(codeOf(ErrorCode::DeviceRemoved)));
    tellLoss();
}

void DriverLane::plugged(const QString& node) {
    node_ = node;
    start();
}

void DriverLane::unplugged() {
    node_.clear();
    leave();
}

void DriverLane::keepBack(bool back) {
    if (std::exchange(keptBack_, back) == back)
        return;
    emit healthChanged();
    if (!back)
        return ready_ ? offer() : void();
    tellLoss();
    if (child_ && used_)
        endHost();
}

void DriverLane::hold() {
    held_ = true;
    emit heldChanged();
    tellLoss();
    if (!child_) {
        QMetaObject::invokeMethod(this, &DriverLane::freed, Qt::QueuedConnection);
        return;
    }
    renewing_ = true;
    endHost();
}

void DriverLane::release() {
    held_ = false;
    emit heldChanged();
    start();
}

std::string DriverLane::health() const {
    if (held_)
        return std::string(codeOf(ErrorCode::DeviceHeld));
    return keptBack_ && health_ == "ok" ? std::string(codeOf(ErrorCode::ReaderSwapped)) : health_;
}

void DriverLane::serve(std::shared_ptr<VisitDevices> visit) {
    renew();
    visit_ = std::move(visit);
    if (ready_ && !keptBack_)
        offer();
    else if (!renewing_ || held_)
        tellLoss();
}

void DriverLane::offer() {
    int ends[2];
    if (!visit_ || used_ || renewing_ || keptBack_ ||
        ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return;
    used_ = true;
    // When this fails the host is dying, and the visit sees its device go.
    static_cast<void>(drivers::sendServe(control_, ends[0]).ok());
    visit_->hand(device_.deviceClass.toStdString(), ends[1]);
}

void DriverLane::renew() {
    visit_.reset();
    watch_.watch(false);
    if (!child_ || !used_)
        return;
    renewing_ = true;
    endHost();
}

void DriverLane::endHost() {
    ready_ = used_ = false;
    watch_.end();
    letGo();
    child_->killAfter(patience);
}

// The host finds nobody speaking to it any more; what came of its print it may still say.
void DriverLane::letGo() {
    leaving_ = true;
    if (control_ >= 0)
        ::shutdown(control_, SHUT_WR);
}

void DriverLane::stop() {
    stopping_ = true;
    letGo();
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
    Program host = device_.host;
    host.arguments << QStringLiteral("--control") << QString::number(ends[1]);
    std::vector<int> handed{ends[1]};
    const bool there = !device_.hotPlug() || openNode(host, handed);
    if (there)
        child_ = std::make_unique<Child>(host, handed);
    for (const int descriptor : handed)
        ::close(descriptor);
    if (!there)
        return hostEnded();
    connect(child_.get(), &Child::ended, this, &DriverLane::hostEnded);
    notifier_ = std::make_unique<QSocketNotifier>(control_, QSocketNotifier::Read);
    connect(notifier_.get(), &QSocketNotifier::activated, this, &DriverLane::hear);
    renewing_ = ready_ = used_ = identified_ = leaving_ = false;
    watch_.begin();
}

void DriverLane::hear() {
    const auto word = drivers::receiveHostWord(control_);
    if (leaving_)
        return hearLast(word);
    if (!word.ok()) {
        notifier_->setEnabled(false);
        // Closed: it is ending, or pretends to. Anything else is no word of a host of ours.
        if (word.error().code == ErrorCode::DeviceRemoved)
            child_->killAfter(patience);
        else
            kill(ErrorCode::DriverLost);
        return;
    }
    if (saysTooMuch()) {
        notifier_->setEnabled(false);
        return kill(ErrorCode::DriverLost);
    }
    switch (word->kind) {
    case HostWord::Kind::Health:
        return heardHealth(word->text);
    case HostWord::Kind::Pong:
        return watch_.answered();
    case HostWord::Kind::Identity:
        return heardIdentity(word->text);
    case HostWord::Kind::Paper:
        if (takePaper(word->paper))
            return;
        notifier_->setEnabled(false);
        return kill(ErrorCode::DriverLost);
    }
}

// Of one that was told to end, its paper alone matters.
void DriverLane::hearLast(const Result<HostWord>& word) {
    const bool said = word.ok() && !saysTooMuch();
    if (!said || (word->kind == HostWord::Kind::Paper && !takePaper(word->paper)))
        notifier_->setEnabled(false);
}

// What a host that has ended left on the line.
void DriverLane::hearOut() {
    pollfd line{control_, POLLIN, 0};
    for (int left = mostWordsASecond; left > 0 && ::poll(&line, 1, 0) > 0; --left) {
        const auto word = drivers::receiveHostWord(control_);
        if (!word.ok() || (word->kind == HostWord::Kind::Paper && !takePaper(word->paper)))
            break;
    }
    if (std::exchange(printing_, false))
        emit printLost();
}

// False when no printer would say so: each print begins once and ends once.
bool DriverLane::takePaper(const drivers::PaperWord& word) {
    const bool begins = word.kind == drivers::PaperWord::Kind::Begun;
    if (!device_.prints() || begins == printing_)
        return false;
    printing_ = begins;
    emit paper(word);
    return true;
}

bool DriverLane::saysTooMuch() {
    if (!second_.isValid() || second_.hasExpired(1000)) {
        second_.start();
        words_ = 0;
    }
    return ++words_ > mostWordsASecond;
}

void DriverLane::heardHealth(const std::string& code) {
    watch_.spoke();
    setHealth(code);
    if (code == codeOf(ErrorCode::DeviceRemoved)) {
        ready_ = false;
        // One that never had the device looks for it itself, but cannot where it only inherits.
        return used_ || device_.hotPlug() ? leave() : tellLoss();
    }
    if (code == "ok" && !identified_)
        heardIdentity({});
    ready_ = true;
    if (keptBack_)
        return tellLoss();
    offer();
}

void DriverLane::heardIdentity(const std::string& identity) {
    identified_ = true;
    identity_ = identity;
    emit identified();
}

// The device went: only a fresh host opens it again.
void DriverLane::leave() {
    if (!child_)
        return;
    QTimer::singleShot(lastWords, child_.get(), [this, dying = child_.get()] {
        if (child_.get() == dying)
            endHost();
    });
}

bool DriverLane::openNode(Program& host, std::vector<int>& handed) const {
    const QByteArray node = node_.toLocal8Bit();
    if (device_.byPath) {
        host.arguments << QStringLiteral("--option") << QStringLiteral("device=") + node_;
        return true;
    }
    // A serial line would wait here for its other end.
    const int opened = ::open(node.constData(), O_RDWR | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (opened < 0)
        return false;
    handed.push_back(opened);
    host.arguments << QStringLiteral("--option")
                   << QStringLiteral("descriptor=") + QString::number(opened);
    return true;
}

void DriverLane::hostHung() {
    logEvent(Event::DeviceHung, {{"device", std::string_view(device_.name.toStdString())}});
    kill(ErrorCode::DeviceHung);
}

void DriverLane::kill(ErrorCode cause) {
    setHealth(std::string(codeOf(cause)));
    ready_ = false;
    tellLoss();
    child_->killAfter(std::chrono::milliseconds(0));
}

void DriverLane::hostEnded() {
    // A host also goes by itself when its visit does, which may be heard of later.
    const bool wanted =
        renewing_ || (used_ && child_ && child_->endedCleanly() && visit_ && visit_->visitGone());
    const auto lived = child_ ? child_->lived() : std::chrono::milliseconds(0);
    hearOut();
    if (child_)
        child_.release()->deleteLater();
    closeControl();
    watch_.end();
    renewing_ = ready_ = used_ = false;
    if (stopping_)
        emit ended();
    else if (held_)
        emit freed();
    else if (device_.hotPlug() && node_.isEmpty())
        start(); // when it is back
    else if (wanted)
        spawn();
    else
        restart(lived);
}

void DriverLane::restart(std::chrono::milliseconds lived) {
    const auto wait = policy_.ended(lived);
    // A host that said why it goes is believed; one that said "ok" crashed.
    if (health_ == "ok")
        setHealth(std::string(codeOf(ErrorCode::DriverLost)));
    if (policy_.storm() || health_ != codeOf(ErrorCode::DeviceRemoved))
        logEvent(
            policy_.storm() ? Event::ProgramStorm : Event::ProgramLost,
            {{"device", std::string_view(device_.name.toStdString())}, {"code", causeOf(health_)}});
    tellLoss();
    QTimer::singleShot(wait, this, &DriverLane::start);
}

void DriverLane::tellLoss() {
    if (visit_ && health() != "ok")
        visit_->lost(device_.deviceClass.toStdString(), causeOf(health()), outOfService());
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
