// From a visit's call of print() to the first byte at the printer, through a shipped driver host,
// beside cupsPrintFile2 of the same file on the same private cupsd. They take turns.
//   bench-print ROUNDS
// prints medians in microseconds, and kilobytes: "print 250000 bare 240000 memory 3000"
#include "tests/bench/devices/first_byte.h"
#include "tests/contract/printer/printer_rig.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTemporaryFile>
#include <QtTest/QTest>

#include <cstdio>
#include <cups/cups.h>

using namespace jiujin::bench;

namespace {

class Course {
public:
    Course() {
        if (!rig_.begin() || !file_.open() || file_.write(pdf_) != pdf_.size() || !file_.flush())
            qFatal("there is no printer, or no file");
    }
    double printed() {
        FirstByte first(folder());
        const auto began = Clock::now();
        rig_.print(pdf_);
        const double time = elapsed(began, first);
        const auto answer = rig_.answer();
        if (!answer || answer->sheets != 1)
            qFatal("the host did not print");
        return time;
    }
    // The same queue, format and paper.
    double printedBare() {
        FirstByte first(folder());
        const auto began = Clock::now();
        printFile();
        return elapsed(began, first);
    }
    double memory() { return privateDirtyOf(rig_.host().process().processId()); }

private:
    std::string folder() const {
        return rig_.spool().section(QLatin1Char('/'), 0, -2).toStdString() + "/printer";
    }

    // Afterwards queue and printer are at rest again.
    double elapsed(Clock::time_point began, FirstByte& first) {
        const double time = milliseconds(first.await() - began);
        if (!rig_.printedBecomes(++papers_) ||
            !QTest::qWaitFor([&] { return rig_.unfinishedJobs() == 0; }))
            qFatal("the paper did not come out");
        return time;
    }

    void printFile() const {
        const QByteArray server = rig_.server().toLocal8Bit();
        http_t* const http = ::httpConnect2(server.constData(), 0, nullptr, AF_UNSPEC,
                                            HTTP_ENCRYPTION_NEVER, 1, 3000, nullptr);
        cups_option_t* options = nullptr;
        int count = ::cupsAddOption("document-format", "application/vnd.cups-pdf", 0, &options);
        count = ::cupsAddOption("media", "iso_a4_210x297mm", count, &options);
        count = ::cupsAddOption("sides", "one-sided", count, &options);
        const int job = ::cupsPrintFile2(http, "a4", file_.fileName().toLocal8Bit().constData(),
                                         "document", count, options);
        ::cupsFreeOptions(count, options);
        ::httpClose(http);
        if (job <= 0)
            qFatal("cupsPrintFile2: %s", ::cupsLastErrorString());
    }

    PrinterRig rig_;
    // About as large as a receipt.
    const QByteArray pdf_ = PrinterRig::document(1, QByteArray(200'000, 'x'));
    QTemporaryFile file_;
    int papers_ = 0;
};

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() != 2)
        return 2;
    Course course;
    std::vector<double> printed, bare;
    for (int round = 0; round < words[1].toInt(); ++round) {
        printed.push_back(course.printed());
        bare.push_back(course.printedBare());
    }
    std::printf("print %.0f bare %.0f memory %.0f\n", 1000 * median(printed), 1000 * median(bare),
                course.memory());
    return 0;
}
