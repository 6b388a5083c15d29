#include "tests/bench/devices/bare_line.h"

#include <fcntl.h>
#include <map>
#include <termios.h>
#include <unistd.h>

namespace jiujin::bench {

namespace {

const std::map<int, speed_t> speeds{{115200, B115200}, {57600, B57600}, {9600, B9600}};
constexpr qsizetype head = 7; // before the bytes that its last two count

QByteArray frameOf(const QByteArray& request) {
    QByteArray counted = QByteArray::fromHex("0003" + request);
    char sum = 0;
    for (const char octet : counted)
        sum = static_cast<char>(sum ^ octet);
    return QByteArray::fromHex("aaaaaa9669") + counted + sum;
}

qsizetype lengthOf(const QByteArray& begun) {
    if (begun.size() < head)
        return head;
    return head + 256 * static_cast<unsigned char>(begun[5]) + static_cast<unsigned char>(begun[6]);
}

} // namespace

BareLine::BareLine(const QString& path, int rate)
    : line_(::open(path.toLocal8Bit().constData(), O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    termios state{};
    ::tcgetattr(line_, &state);
    ::cfmakeraw(&state);
    ::cfsetspeed(&state, speeds.at(rate));
    if (::tcsetattr(line_, TCSANOW, &state) != 0)
        qFatal("no line");
}

BareLine::~BareLine() {
    ::close(line_);
}

void BareLine::exchange(const QByteArray& request) const {
    const QByteArray frame = frameOf(request);
    if (::write(line_, frame.constData(), static_cast<std::size_t>(frame.size())) != frame.size())
        qFatal("nothing can be written on the line");
    QByteArray answer;
    while (answer.size() < lengthOf(answer)) {
        char octets[512];
        const ssize_t got = ::read(line_, octets, sizeof octets);
        if (got <= 0)
            qFatal("nothing comes on the line");
        answer.append(octets, got);
    }
}

} // namespace jiujin::bench
