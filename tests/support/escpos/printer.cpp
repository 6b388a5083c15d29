#include "tests/support/escpos/printer.h"

#include <utility>

namespace escpos_peer {

namespace {

constexpr char dle = 0x10;
const QByteArray clearBuffers("\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", 10);

QByteArray octets(std::initializer_list<int> values) {
    QByteArray bytes;
    for (const int value : values)
        bytes.append(static_cast<char>(value));
    return bytes;
}

} // namespace

Printer::Printer(int columns, QString folder)
    : folder_(std::move(folder)),
      interpreter_(columns * 12,
                   {[this] { return sensor(); },
                    [this](int mask) {
                        tellsChanges_ = faults.plain ? 0 : mask;
                        return tellsChanges_ != 0 ? automatic() : QByteArray();
                    },
                    [this](const QByteArray& bytes) {
                        answer(bytes, bytes.size() == 1 ? std::exchange(faults.lateMs, 0) : 0);
                    },
                    [this](const QImage& picture) {
                        finishTicket(picture);
                    }}) {
    pause_.setSingleShot(true);
    connect(&pause_, &QTimer::timeout, this, &Printer::work);
}

void Printer::receive(const QByteArray& bytes) {
    for (const char byte : bytes) {
        received_.append(byte);
        tail_ = (tail_ + byte).right(clearBuffers.size());
        hearRealTime(tail_);
    }
    work();
}

// Heard in whatever it lies, as real printers do.
void Printer::hearRealTime(const QByteArray& bytes) {
    const QByteArray last = bytes.right(3);
    if (bytes.endsWith(clearBuffers) && !faults.hang) {
        clear();
        return;
    }
    if (last.size() < 3 || last.at(0) != dle || last.at(1) != 4 || last.at(2) < 1 || last.at(2) > 4)
        return;
    ++questions_;
    ++realTime_;
    if (!faults.hang)
        answer(answerTo(last.at(2)));
}

void Printer::clear() {
    received_.clear();
    tail_.clear();
    realTime_ = met_ = 0;
    interpreter_.page().dropLine();
}

bool Printer::works() const {
    return paper_ != Paper::Out && !cover_ && !cutter_ && !hot_ && !offline_ && !faults.hang &&
           !pause_.isActive();
}

void Printer::work() {
    while (works() && !received_.isEmpty()) {
        const bool realTime =
            received_.startsWith(dle) && received_.size() >= 2 && received_.at(1) == 4;
        const Done done = interpreter_.take(received_);
        if (done.used == 0)
            break;
        met_ += realTime ? 1 : 0;
        received_.remove(0, done.used);
        count(done);
        if (done.what == Done::What::Reset)
            tellsChanges_ = 0;
    }
    if (received_.isEmpty()) {
        strays_ += realTime_ - met_;
        realTime_ = met_ = 0;
    }
}

void Printer::count(const Done& done) {
    if (faults.slowMs > 0 && (done.what == Done::What::Line || done.what == Done::What::Picture))
        pause_.start(faults.slowMs);
    if (faults.outAt < 0)
        return;
    faults.outAt -= static_cast<int>(done.used);
    if (faults.outAt < 0)
        setPaper(Paper::Out);
}

void Printer::setPaper(Paper paper) {
    paper_ = paper;
    changed();
}
void Printer::setCover(bool open) {
    cover_ = open;
    changed();
}
void Printer::setCutter(bool stuck) {
    cutter_ = stuck;
    changed();
}
void Printer::setHot(bool hot) {
    hot_ = hot;
    changed();
}
void Printer::setOffline(bool offline) {
    offline_ = offline;
    changed();
}

void Printer::changed() {
    if (tellsChanges_ != 0)
        answer(automatic());
    // Not from within the command that brought it about.
    QMetaObject::invokeMethod(this, &Printer::work, Qt::QueuedConnection);
}

void Printer::resume() {
    work();
}

QByteArray Printer::answerTo(int question) const {
    const bool out = paper_ == Paper::Out;
    const bool off = out || cover_ || cutter_ || hot_ || offline_;
    if (question == 1)
        return octets({0x12 | (off ? 0x08 : 0)});
    if (question == 2)
        return octets(
            {0x12 | (cover_ ? 0x04 : 0) | (out ? 0x20 : 0) | (cutter_ || hot_ ? 0x40 : 0)});
    if (question == 3)
        return octets({0x12 | (cutter_ ? 0x08 : 0) | (hot_ ? 0x40 : 0)});
    return octets({0x12 | (paper_ != Paper::Ok ? 0x0C : 0) | (out ? 0x60 : 0)});
}

QByteArray Printer::automatic() const {
    const bool out = paper_ == Paper::Out;
    const bool off = out || cover_ || cutter_ || hot_ || offline_;
    return octets({0x10 | (off ? 0x08 : 0) | (cover_ ? 0x20 : 0),
                   (cutter_ ? 0x08 : 0) | (hot_ ? 0x40 : 0),
                   (paper_ != Paper::Ok ? 0x03 : 0) | (out ? 0x0C : 0), 0x0F});
}

QByteArray Printer::sensor() const {
    return faults.mute ? QByteArray() : octets({paper_ != Paper::Ok ? 0x03 : 0x00});
}

void Printer::answer(const QByteArray& bytes, int extraMs) {
    if (faults.hang || bytes.isEmpty())
        return;
    QByteArray out = bytes;
    if (bytes.size() == 4 && std::exchange(faults.half, false))
        out = bytes.left(2);
    if (faults.doubled)
        out += out;
    if (std::exchange(faults.garbage, false))
        out.prepend(octets({0xFF, 0x93, 0x10, 0x55, 0x81}));
    const int wait = faults.latencyMs + extraMs;
    if (wait == 0)
        emit says(out);
    else
        QTimer::singleShot(wait, this, [this, out] { emit says(out); });
}

void Printer::finishTicket(const QImage& picture) {
    ++tickets_;
    const QString path =
        QStringLiteral("%1/ticket%2.png").arg(folder_).arg(tickets_, 4, 10, QLatin1Char('0'));
    picture.save(path);
    emit reports("ticket " + path.toUtf8() +
                 " unknown=" + interpreter_.unknown().join(QLatin1Char(',')).toUtf8());
}

} // namespace escpos_peer
