// What can be done with which devices: only the steps that need a broken one are closed.
#include "tests/journey/world.h"

#include <QtTest/QtTest>

using namespace world;
using journey::PaperKind;
using journey::WorkingDevices;

namespace {

const std::vector<std::string> devices{"idcard", "smartcard", "scanner",
                                       "camera", "printer",   "slip"};

matter::Matter matterWithSteps() {
    matter::Matter matter;
    const matter::Words instead{"请到窗口办理。", "Please go to a counter."};
    matter.steps = {{"card", {"idcard"}, instead},
                    {"form", {}, {}},
                    {"materials", {"scanner", "camera"}, instead},
                    {"sign", {"smartcard"}, instead},
                    {"receipt", {"printer"}, instead},
                    {"form-paper", {"printer", "slip"}, instead}};
    return matter;
}

std::vector<std::string> idsOf(const std::vector<journey::ClosedStep>& closed) {
    std::vector<std::string> ids;
    for (const auto& each : closed)
        ids.push_back(each.step->id);
    return ids;
}

} // namespace

class ServiceMap : public QObject {
    Q_OBJECT
private slots:
    void everySubsetOfFailedDevicesClosesExactlyItsSteps() {
        const matter::Matter matter = matterWithSteps();
        for (unsigned failed = 0; failed < 64; ++failed) {
            const auto isFailed = [failed](const std::string& device) {
                const auto at = std::ranges::find(devices, device) - devices.begin();
                return (failed >> static_cast<unsigned>(at) & 1U) != 0;
            };
            WorkingDevices working;
            for (const auto& device : devices)
                if (!isFailed(device))
                    working.insert(device);
            const auto closed = journey::closedSteps(matter, working);
            std::vector<std::string> expected;
            for (const auto& step : matter.steps) {
                std::vector<std::string> lacking;
                for (const auto& need : step.needs)
                    if (isFailed(need))
                        lacking.push_back(need);
                if (lacking.empty())
                    continue;
                QVERIFY(expected.size() < closed.size());
                QVERIFY(closed[expected.size()].lacking == lacking);
                expected.push_back(step.id);
            }
            QVERIFY(idsOf(closed) == expected);
            QVERIFY((failed == 0) == closed.empty());
        }
    }

    void theAlternativeIsSaid() {
        const matter::Matter matter = matterWithSteps();
        for (const auto& closed : journey::closedSteps(matter, {})) {
            const auto words = journey::closedStepWords(closed);
            QVERIFY(words.zh.ends_with("请到窗口办理。") &&
                    words.zh.find("：") != std::string::npos);
            QVERIFY(words.en.ends_with("Please go to a counter.") && words.zh != words.en);
            QVERIFY(journey::stepName(closed.step->id).zh != closed.step->id);
        }
    }

    // The devices as the visit hears of them, each in each of its ways.
    void theVisitsDevices() {
        for (unsigned failed = 0; failed < 8; ++failed) {
            World w;
            matter::Matter stepped = w.matterOf();
            stepped.steps = matterWithSteps().steps;
            w.offer({stepped});
            w.toForm();
            const bool reader = failed & 1U, printer = failed & 2U, slips = failed & 4U;
            if (reader)
                w.journey.readerLost({ErrorCode::DeviceRemoved, false});
            if (printer)
                w.journey.printerStatus(ErrorCode::PrinterNoPaper);
            w.journey.paperDesk().slipPrinterIs(!slips);
            w.journey.operatorDesk().slot({journey::CardPresence::No});
            std::vector<std::string> expected;
            if (reader)
                expected.push_back("card");
            expected.push_back("materials"); // no terminal has a scanner or a camera yet
            if (printer)
                expected.push_back("receipt");
            if (printer || slips)
                expected.push_back("form-paper");
            QVERIFY(idsOf(w.journey.closedSteps()) == expected);
        }
    }

    void aClosedPaperIsNotTriedAndComesBack() {
        World w;
        w.toReceipt();
        w.draw();
        w.journey.paperDesk().printed(w.printer.sheets.back().first);
        w.journey.printerStatus(ErrorCode::PrinterNoPaper);
        const auto drawings = w.papers.drawings.size();
        w.journey.print(PaperKind::Form);
        QCOMPARE(w.papers.drawings.size(), drawings);
        QCOMPARE(w.journey.paperDesk().fault(PaperKind::Form), ErrorCode::StepClosed);
        w.journey.printerStatus(std::nullopt);
        w.journey.print(PaperKind::Form);
        QCOMPARE(w.papers.drawings.size(), drawings + 1);
    }

    void nothingIsSaidBeforeAMatterIsChosen() {
        World w;
        w.readCard();
        QVERIFY(w.journey.closedSteps().empty());
    }
};

QTEST_APPLESS_MAIN(ServiceMap)
#include "tst_service_map.moc"
