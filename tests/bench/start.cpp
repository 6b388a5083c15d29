// From the start of a process to its first pixels, seen from outside, and the memory it then has:
// an empty window, a fresh visit, a standby that takes over, and a browser. They take turns.
//   bench-start FOLDER ROUNDS EMPTY PROGRAMS RESOURCES [BROWSER...]
// prints a line for each: "name milliseconds kilobytes" (medians; PSS of the process and its
// children).
#include "app/terminal/devices/visit_slot.h"
#include "tests/bench/screen_watch.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QThread>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace jiujin;

namespace {

constexpr qint64 patience = 30'000, settle = 500;

// Nobody files here.
class EmptyDesk : public devices::Desk {
public:
    void reserve(std::function<void(Result<LinkReservation>)> answer) override {
        answer(Error(ErrorCode::NotFound));
    }
    void put(QByteArray, QByteArray, std::function<void(Result<LinkReceipt>)> answer) override {
        answer(Error(ErrorCode::NotFound));
    }
    void ask(QByteArray, QByteArray, std::function<void(Result<QByteArray>)> answer) override {
        answer(Error(ErrorCode::NotFound));
    }
    void status(const QString&, std::function<void(LinkStatus)>) override {}
};

struct Figures {
    std::vector<double> milliseconds, kilobytes;
};

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

bool await(const std::function<bool()>& reached) {
    QElapsedTimer waited;
    waited.start();
    while (!reached()) {
        // Not in a busy loop: the screen's server and what starts need the processors.
        QCoreApplication::processEvents();
        QThread::usleep(500);
        if (waited.elapsed() > patience)
            return false;
    }
    return true;
}

void pass(qint64 milliseconds) {
    QElapsedTimer waited;
    waited.start();
    await([&] { return waited.elapsed() >= milliseconds; });
}

QList<qint64> childrenOf(qint64 parent) {
    QList<qint64> children;
    for (const QString& name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(name));
        if (name.toLongLong() == 0 || !stat.open(QIODevice::ReadOnly))
            continue;
        // pid (name) state parent; a name may hold blanks and brackets.
        const QByteArray line = stat.readAll();
        if (line.mid(line.lastIndexOf(')') + 2).split(' ').value(1).toLongLong() == parent)
            children << name.toLongLong();
    }
    return children;
}

// Of everything below a process.
double pssBelow(qint64 parent) {
    double sum = 0;
    for (const qint64 pid : childrenOf(parent)) {
        QFile rollup(QStringLiteral("/proc/%1/smaps_rollup").arg(pid));
        if (rollup.open(QIODevice::ReadOnly)) {
            for (const QByteArray& line : rollup.readAll().split('\n'))
                if (line.startsWith("Pss:"))
                    sum += line.simplified().split(' ').value(1).toDouble();
        }
        sum += pssBelow(pid);
    }
    return sum;
}

class Course {
public:
    Course(const bench::ScreenWatch& watch, devices::Program visit)
        : watch_(watch), visit_(visit) {}

    bool process(const QString& file, const QStringList& arguments, Figures& figures) {
        QElapsedTimer clock;
        clock.start();
        QProcess process;
        process.start(file, arguments);
        const bool seen = see(clock, figures);
        process.terminate();
        if (!process.waitForFinished(5000))
            process.kill();
        process.waitForFinished();
        return clear() && seen;
    }

    // standby: it has been ready for a while when it is told to take over.
    bool visit(bool standby, Figures& figures) {
        QElapsedTimer clock;
        clock.start();
        devices::VisitSlot slot(visit_, desk_, operators_);
        if (!await([&] { return slot.ready(); }))
            return false;
        if (standby) {
            pass(settle);
            clock.restart();
        }
        slot.takeOver(false, {});
        const bool seen = see(clock, figures);
        bool gone = false;
        QObject::connect(&slot, &devices::VisitSlot::ended, [&] { gone = true; });
        slot.kill();
        return await([&] { return gone; }) && clear() && seen;
    }

private:
    bool see(const QElapsedTimer& clock, Figures& figures) {
        if (!await([&] { return watch_.covered(); }))
            return false;
        figures.milliseconds.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        pass(settle);
        figures.kilobytes.push_back(pssBelow(QCoreApplication::applicationPid()));
        return true;
    }
    bool clear() {
        return await([&] { return !watch_.covered(); });
    }

    const bench::ScreenWatch& watch_;
    const devices::Program visit_;
    EmptyDesk desk_;
    const devices::OperatorGate operators_;
};

devices::Program visitProgram(const QString& programs, const QString& resources,
                              const QString& folder) {
    devices::Program program;
    program.file = programs + QStringLiteral("/jiujin-visit");
    program.arguments << QStringLiteral("--matters") << resources + QStringLiteral("/matters")
                      << QStringLiteral("--calendar") << resources + QStringLiteral("/calendar")
                      << QStringLiteral("--notices") << resources + QStringLiteral("/notices")
                      << QStringLiteral("--trust") << folder + QStringLiteral("/trust")
                      << QStringLiteral("--root") << folder + QStringLiteral("/root.pem")
                      << QStringLiteral("--windowed") << QStringLiteral("1080x1920");
    return program;
}

int measure(const QStringList& words) {
    const QString folder = words[1];
    const enrolment::TestPki pki(SystemClock().wall().time);
    enrolment::writeEnrolment(folder.toStdString(), pki, "https://localhost:8443");
    const bench::ScreenWatch watch;
    Course course(watch, visitProgram(words[4], words[5], folder));
    const QStringList browser = words.mid(6);
    Figures empty, fresh, takeover, rival;
    for (int round = 0; round < words[2].toInt(); ++round) {
        const bool seen =
            course.process(words[3], {}, empty) && course.visit(false, fresh) &&
            course.visit(true, takeover) &&
            (browser.isEmpty() || course.process(browser.first(), browser.mid(1), rival));
        if (!seen) {
            std::fputs("nothing came on the screen, or it did not go again\n", stderr);
            return 1;
        }
    }
    const auto tell = [](const char* name, const Figures& figures) {
        std::printf("%s %.1f %.0f\n", name, median(figures.milliseconds),
                    median(figures.kilobytes));
    };
    tell("empty", empty);
    tell("fresh", fresh);
    tell("takeover", takeover);
    if (!browser.isEmpty())
        tell("browser", rival);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    return argc < 6 ? 2 : measure(QCoreApplication::arguments());
}
