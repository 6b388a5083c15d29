#include "tests/bench/rig.h"

#include "app/visit/case/seal_case.h"
#include "tests/support/cases/sample_case.h"

#include <QtCore/QDir>
#include <QtCore/QThread>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace jiujin::bench {

using enrolment::must;

namespace {

double median(std::vector<double> values) {
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

template <typename Work>
double threadSecondsOf(Work&& work) {
    const auto now = [] {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    };
    const double began = now();
    work();
    return now() - began;
}

keys::Enrolment enrolmentOf(const Platform& platform, const Clock& clock) {
    auto enrolment = must(keys::loadEnrolment(platform.terminal(), clock.wall()));
    enrolment.platformUrl = platform.url();
    return enrolment;
}

} // namespace

double pssOf(qint64 pid) {
    std::ifstream rollup("/proc/" + std::to_string(pid) + "/smaps_rollup");
    for (std::string word; rollup >> word;)
        if (word == "Pss:") {
            double kilobytes = 0;
            rollup >> kilobytes;
            return kilobytes;
        }
    return 0;
}

double cpuOf(qint64 pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text{std::istreambuf_iterator<char>(file), {}};
    // proc(5): the name stands in brackets and may hold blanks; user and system time are fields 14
    // and 15.
    std::istringstream rest(text.substr(text.rfind(')') + 1));
    std::string skipped;
    for (int field = 3; field < 14; ++field)
        rest >> skipped;
    double user = 0, system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

Platform::Platform(const QString& program, const QString& folder, const QString& matters,
                   Zones zones, const QByteArray& limits)
    : folder_(folder),
      center_(folder.toStdString() + (zones == Zones::Both ? "/center" : "/center/open")) {
    QDir().mkpath(folder);
    QStringList words{QStringLiteral("init"),           folder + QStringLiteral("/center"),
                      QStringLiteral("--terminal-id"),  QStringLiteral("330105-A017"),
                      QStringLiteral("--terminal-out"), folder + QStringLiteral("/terminal"),
                      QStringLiteral("--matters"),      matters,
                      QStringLiteral("--port"),         QStringLiteral("0")};
    if (zones == Zones::OpenAlone)
        words << QStringLiteral("--zones");
    QProcess made;
    made.start(program, words);
    if (!made.waitForFinished() || made.exitCode() != 0)
        qFatal("init: %s", made.readAllStandardError().constData());
    const std::string settings = center_ + "/platform.toml";
    std::ofstream(settings, std::ios::app) << "\n[limits]\n" << limits.constData() << '\n';
    process_.setStandardErrorFile(QProcess::nullDevice());
    process_.start(program, {QStringLiteral("serve"), QStringLiteral("--settings"),
                             QString::fromStdString(settings)});
    while (port_.empty() && process_.state() != QProcess::NotRunning) {
        std::ifstream(center_ + "/run/port") >> port_;
        QThread::msleep(5);
        process_.waitForReadyRead(0);
    }
}

Platform::~Platform() {
    process_.terminate();
    process_.waitForFinished();
}

Terminal::Terminal(const Platform& platform, const std::filesystem::path& folder,
                   const Clock& clock)
    : keys(enrolmentOf(platform, clock)) {
    outbox::OutboxSettings settings;
    settings.folder = folder;
    // Figures with any length of queue; the limits are another matter.
    settings.limits.rows = 1'000'000;
    settings.limits.bytes = 1L << 40;
    outbox = must(outbox::Outbox::open(settings, keys, clock));
}

Terminal::Filing Terminal::fill(const Platform& platform, std::size_t count) {
    const std::string trust = platform.terminal() + "/trust";
    const matter::Matter matter = tests::pensionMatter();
    const protocol::CaseBody body = tests::sampleBody(matter, tests::personCard("zhang"));
    const filing::TrustedRecipients recipients(
        {keys.enrolment().root, must(seal::Certificate::fromFile(trust + "/seal.pem")),
         must(seal::Certificate::fromFile(trust + "/escrow.pem"))});
    const auto fileOne = [&] {
        const auto reserved = must(outbox->reserve());
        const auto sealed =
            must(filing::sealCase(matter, body,
                                  {reserved.packetId, reserved.terminalId, reserved.counter,
                                   reserved.caseNumber, reserved.lookupCode},
                                  recipients, tests::legalCalendar()));
        must(outbox->put(viewOf(sealed.coreHeader), sealed.sealed));
        static_cast<void>(outbox->count()); // a terminal's status is asked for all the time
    };
    constexpr std::size_t some = 200;
    std::vector<double> first, last;
    for (std::size_t i = 0; i < count; ++i) {
        const double cost = threadSecondsOf(fileOne) * 1e6;
        if (i < some)
            first.push_back(cost);
        if (i + some >= count)
            last.push_back(cost);
    }
    return {median(first), median(last)};
}

} // namespace jiujin::bench
