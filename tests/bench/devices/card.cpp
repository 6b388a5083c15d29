// A card read by a shipped driver host, as its visit sees it, beside the bare exchange of the same
// requests and answers on a line of the same speed. Both begin when the reader hears the "find"
// that finds the card.
//   bench-card ROUNDS RATE
// prints medians in microseconds, and kilobytes: "read 118000 bare 115000 memory 3000"
#include "tests/bench/devices/bare_line.h"
#include "tests/bench/devices/emulated_line.h"
#include "tests/bench/devices/figures.h"
#include "tests/contract/support/driver_process.h"

#include "rep_idcard_merged.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>

#include <cstdio>

using namespace jiujin::bench;

namespace {

QString fromEnvironment(const char* variable, const char* path) {
    return QString::fromLocal8Bit(qgetenv(variable)) + QLatin1String(path);
}

double now() {
    return milliseconds(Clock::now().time_since_epoch());
}

void lay(EmulatedLine& line) {
    line.hands("nocard");
    line.hands("card zhang");
}

// The requests of one read, the "find" that found its card first.
std::vector<EmulatedLine::Request> lastRead(EmulatedLine& line) {
    auto all = line.requests();
    const auto select =
        std::find_if(all.begin(), all.end(), [](const auto& each) { return each.what == "2002"; });
    if (select == all.end() || select == all.begin())
        qFatal("the host read no card");
    all.erase(all.begin(), select - 1);
    return all;
}

class Host {
public:
    explicit Host(const QString& device)
        : process_(QStringLiteral("idcard-samv"), {QStringLiteral("device=") + device}) {
        if (!process_.healthBecomes(QStringLiteral("ok")))
            qFatal("the host has no reader");
        replica_.reset(process_.serve().acquire<IdCardReplica>());
        if (!replica_->waitForSource(5000))
            qFatal("the host does not serve");
        QObject::connect(replica_.get(), &IdCardReplica::cardRead, &loop_, [this] {
            readAt_ = now();
            loop_.quit();
        });
        QObject::connect(replica_.get(), &IdCardReplica::failed, &loop_,
                         [] { qFatal("the card was not read"); });
    }
    // When the visit had the card.
    double read() {
        replica_->read(++calls_, jiujin::drivers::NoExtras);
        loop_.exec();
        return readAt_;
    }
    qint64 pid() { return process_.process().processId(); }

private:
    DriverProcess process_;
    std::unique_ptr<IdCardReplica> replica_;
    QEventLoop loop_;
    quint32 calls_ = 0;
    double readAt_ = 0;
};

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() != 3)
        return 2;
    const int rate = words[2].toInt();
    const QString emulator = fromEnvironment("JIUJIN_BINARY_DIR", "/tests/bin/samv-emulator");
    const QString persons = fromEnvironment("JIUJIN_SOURCE_DIR", "/tests/data/persons.json");
    EmulatedLine driven(emulator, persons, rate), bare(emulator, persons, rate);
    Host host(driven.path());
    const BareLine line(bare.path(), rate);
    std::vector<double> read, exchanged;
    for (int round = 0; round < words[1].toInt(); ++round) {
        lay(driven);
        driven.requests();
        const double readAt = host.read();
        const auto requests = lastRead(driven);
        read.push_back(readAt - static_cast<double>(requests.front().at));
        lay(bare);
        for (const auto& request : requests)
            line.exchange(request.what);
        const double lastByteAt = now();
        exchanged.push_back(lastByteAt - static_cast<double>(bare.requests().front().at));
    }
    std::printf("read %.0f bare %.0f memory %.0f\n", 1000 * median(read), 1000 * median(exchanged),
                privateDirtyOf(host.pid()));
    return 0;
}
