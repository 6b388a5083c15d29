// A queue of cases over a line of 1 Mbit/s each way and 300 ms there and back, by the shipped
// platform and the terminal's own courier.
//   bench-line FOLDER PLATFORM MATTERS COUNT
// prints the line and what it carried of the packets themselves, until the last was signed for, in
// bytes a second: "line 125000 goodput 113000"
#include "app/terminal/sync/courier.h"
#include "app/terminal/sync/curl_transport.h"
#include "app/terminal/sync/signed_words.h"
#include "tests/bench/rig.h"
#include "tests/bench/slow_line.h"

#include <QtCore/QThread>

#include <cstdio>

using namespace jiujin;
using namespace jiujin::bench;

namespace {

double bytesQueued(outbox::Outbox& outbox, std::size_t count) {
    double bytes = 0;
    for (const auto& item : outbox.items(false, count))
        bytes += static_cast<double>(item.bytes);
    return bytes;
}

void drain(Terminal& terminal, const std::string& url, const Clock& clock) {
    keys::Enrolment enrolment = terminal.keys.enrolment();
    enrolment.platformUrl = url;
    sync::CurlTransport transport(enrolment, clock);
    const sync::SignedWords words(terminal.keys.enrolment(), clock);
    sync::Courier courier(*terminal.outbox, transport, words, clock, sync::Pace(1));
    while (const auto wait = courier.attempt())
        QThread::msleep(static_cast<unsigned long>(wait->count()));
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() != 5)
        return 2;
    const SteadySystemClock clock;
    const Platform platform(words[2], words[1], words[3]);
    Terminal terminal(platform, words[1].toStdString() + "/outbox", clock);
    const auto count = static_cast<std::size_t>(words[4].toULongLong());
    terminal.fill(platform, count);
    const double bytes = bytesQueued(*terminal.outbox, count);
    const SlowLine::Shape shape;
    const SlowLine line(platform.port(), shape);
    const double seconds = secondsOf([&] { drain(terminal, line.url(), clock); });
    if (terminal.outbox->count().delivered != static_cast<std::int64_t>(count))
        return 1;
    std::printf("line %.0f goodput %.0f\n", shape.bytesPerSecond, bytes / seconds);
    return 0;
}
