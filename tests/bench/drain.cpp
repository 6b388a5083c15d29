// Draining a queue into the shipped platform over loopback, beside what bounds it: verifying the
// outer signatures, storing in batches, and marking as done, each alone and in this process.
//   bench-drain FOLDER PLATFORM MATTERS COUNT...
// prints a line for each COUNT, after the packets were queued:
//   "COUNT filing A Z verify V store S done D drain R bytes B memory T P cpu T P"
// A and Z: one filing and a look at the queue's state, on the processors, in microseconds, while
// the queue was short and when it was full; V, S, D, R in packets a second; B the bytes on the wire
// over the packets' own; T and P of this process and of the platform while draining: PSS in
// kilobytes, microseconds on the processors for each packet.
#include "app/terminal/sync/courier.h"
#include "app/terminal/sync/curl_transport.h"
#include "app/terminal/sync/signed_words.h"
#include "platform/server/access/intake.h"
#include "platform/server/store/sqlite_store.h"
#include "tests/bench/rig.h"

#include <QtCore/QThread>

#include <cstdio>
#include <fstream>
#include <malloc.h>

using namespace jiujin;
using namespace jiujin::bench;
using enrolment::must;

namespace {

// The parts alone hold what they work on: more of it would only take memory.
constexpr std::size_t sampled = 10'000;
constexpr std::size_t batchPackets = 16, allBytes = 1UL << 40U;

template <typename Work>
double perSecond(std::size_t packets, Work&& work) {
    return static_cast<double>(packets) / secondsOf(work);
}

// Both directions; every byte on loopback is received once.
double loopbackBytes() {
    std::ifstream devices("/proc/net/dev");
    for (std::string word; devices >> word;)
        if (word == "lo:") {
            double bytes = 0;
            devices >> bytes;
            return bytes;
        }
    return 0;
}

std::vector<server::NewLetter> verifyAll(const std::vector<outbox::QueuedPacket>& packets,
                                         const seal::Certificate& root, const Clock& clock) {
    const server::PacketIntake intake(root, clock);
    std::vector<server::NewLetter> taken;
    for (const auto& packet : packets)
        taken.push_back(must(intake.check(packet.packet, "330105-A017")));
    return taken;
}

void storeAll(const std::vector<server::NewLetter>& packets, const std::string& file) {
    const auto store = must(server::SqliteStore::open(file));
    for (std::size_t at = 0; at < packets.size(); at += batchPackets)
        if (!store->transaction([&]() -> Result<void> {
                for (std::size_t i = at; i < std::min(at + batchPackets, packets.size()); ++i)
                    JIUJIN_TRY(store->post(packets[i]));
                return {};
            }))
            std::abort();
}

void doneAll(outbox::Outbox& outbox, const std::vector<outbox::QueuedPacket>& packets) {
    std::vector<std::string> ids;
    for (const auto& packet : packets) {
        ids.push_back(packet.packetId);
        if (ids.size() == batchPackets && !outbox.done(std::exchange(ids, {})))
            std::abort();
    }
    if (!ids.empty() && !outbox.done(ids))
        std::abort();
}

struct Peak {
    double terminal = 0, platform = 0;
};

Peak drain(Terminal& terminal, const Platform& platform, const Clock& clock) {
    sync::CurlTransport transport(terminal.keys.enrolment(), clock);
    const sync::SignedWords words(terminal.keys.enrolment(), clock);
    sync::Courier courier(*terminal.outbox, transport, words, clock, sync::Pace(1));
    Peak peak;
    while (const auto wait = courier.attempt()) {
        QThread::msleep(static_cast<unsigned long>(wait->count()));
        peak.terminal = std::max(peak.terminal, pssOf(QCoreApplication::applicationPid()));
        peak.platform = std::max(peak.platform, pssOf(platform.pid()));
    }
    return peak;
}

// Twice the same cases: once for the parts alone, once over the wire.
void measure(const Platform& platform, const std::string& folder, std::size_t count,
             const Clock& clock) {
    const std::string place = folder + "/" + std::to_string(count);
    Terminal terminal(platform, place + "-outbox", clock);
    const auto filing = terminal.fill(platform, count);
    std::filesystem::copy(place + "-outbox", place + "-parts");
    const std::size_t sample = std::min(count, sampled);
    double verify = 0, store = 0, done = 0, own = 0;
    {
        Terminal parts(platform, place + "-parts", clock);
        const auto packets = parts.outbox->next(sample, allBytes);
        for (const auto& packet : packets)
            own += static_cast<double>(packet.packet.size());
        own *= static_cast<double>(count) / static_cast<double>(sample);
        std::vector<server::NewLetter> taken;
        verify = perSecond(sample,
                           [&] { taken = verifyAll(packets, parts.keys.enrolment().root, clock); });
        store = perSecond(sample, [&] { storeAll(taken, place + "-store.db"); });
        done = perSecond(sample, [&] { doneAll(*parts.outbox, packets); });
    }
    ::malloc_trim(0); // what the parts held is not the drain's
    Peak peak;
    const double before = loopbackBytes();
    const double own0 = cpuOf(QCoreApplication::applicationPid()), theirs0 = cpuOf(platform.pid());
    const double rate = perSecond(count, [&] { peak = drain(terminal, platform, clock); });
    const double each = static_cast<double>(count) / 1e6;
    const double wire = (loopbackBytes() - before) / own;
    std::printf("%zu filing %.0f %.0f verify %.0f store %.0f done %.0f drain %.0f bytes %.3f "
                "memory %.0f %.0f cpu "
                "%.0f %.0f\n",
                count, filing.first, filing.last, verify, store, done, rate, wire, peak.terminal,
                peak.platform, (cpuOf(QCoreApplication::applicationPid()) - own0) / each,
                (cpuOf(platform.pid()) - theirs0) / each);
    if (terminal.outbox->count().queued != 0)
        std::exit(1);
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 5)
        return 2;
    const SteadySystemClock clock;
    for (const QString& count : words.mid(4)) {
        // A device's chain of receipts belongs to one outbox: each run has a platform of its own.
        const QString folder = words[1] + QStringLiteral("/") + count;
        const Platform platform(words[2], folder, words[3]);
        measure(platform, folder.toStdString(), count.toULongLong(), clock);
    }
    return 0;
}
