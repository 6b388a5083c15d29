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

constexpr std::string_view paid = "SAMPLE-JZZ-QZ";

// As the terminal tells it: the rules are the newest, or not known to be.
void rulesAre(World& w, const char* rules) {
    w.journey.status({.everInContact = true, .rules = rules});
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

    // The terminal reports every few seconds; nothing is drawn anew for a report like the last.
    void stepsAreToldOnlyWhenTheyChange() {
        World w;
        w.toForm();
        const auto told = [&w] {
            const auto count = std::ranges::count(w.said, journey::Part::Steps);
            w.said.clear();
            return static_cast<int>(count);
        };
        journey::ServiceStatus status{.everInContact = true};
        const auto report = [&] {
            w.journey.status(status);
            return told();
        };
        told();
        QCOMPARE(report(), 0);
        status.queued = 3;
        QCOMPARE(report(), 0);
        status.reader = "JJ-1007";
        QCOMPARE(report(), 1);
        QCOMPARE(report(), 0);
        status.rules = "JJ-2332";
        QCOMPARE(report(), 1);
        w.journey.printerStatus(ErrorCode::PrinterNoPaper);
        QCOMPARE(told(), 1);
        w.journey.printerStatus(ErrorCode::PrinterJam);
        QCOMPARE(told(), 0);
        status.reader = "ok";
        QCOMPARE(report(), 1);
        w.journey.readerLost({ErrorCode::DeviceRemoved, false});
        QCOMPARE(told(), 1);
        w.journey.readerBack();
        QCOMPARE(told(), 1);
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

    void whatIsPaidOrDecidedAtOnceNeedsTheNewestRules() {
        const auto needs = [](std::optional<matter::LimitType> type, std::size_t fees) {
            matter::Matter matter;
            matter.fees.resize(fees);
            if (type)
                matter.limit = matter::TimeLimit{.type = *type};
            return journey::needsNewestRules(matter::headOf(matter));
        };
        using enum matter::LimitType;
        QVERIFY(!needs(Promised, 0) && !needs(std::nullopt, 0));
        QVERIFY(needs(Instant, 0) && needs(Promised, 1) && needs(Instant, 2));
        const auto words = journey::closedMatterWords();
        QVERIFY(words.zh.find("窗口") != std::string::npos);
        QVERIFY(words.en.find("counter") != std::string::npos);
    }

    // Every matter of the catalogue, by each thing that the terminal may say of its rules.
    void onlyThoseAreClosedWhileTheRulesAreNotKnownToBeTheNewest() {
        for (const char* rules : {"ok", "JJ-2332", "JJ-3109"}) {
            World w;
            w.readCard();
            rulesAre(w, rules);
            const bool newest = rules == std::string("ok");
            int closed = 0;
            for (std::size_t row = 0; row < w.catalogue.heads().size(); ++row) {
                const auto why = w.journey.closedMatter(row);
                const bool needs = !(*w.catalogue.matter(row))->fees.empty();
                QCOMPARE(why.has_value(), needs && !newest);
                QVERIFY(!why || codeOf(*why) == rules);
                closed += why ? 1 : 0;
                w.journey.chooseMatter(row);
                QCOMPARE(w.state(), why ? State::ChooseMatter : State::Guide);
                if (!why)
                    w.journey.handle(Event::Back);
            }
            QCOMPARE(closed > 0, !newest);
        }
    }

    void onTheGuideItClosesAndOpensAgain() {
        World w;
        w.readCard();
        w.choose(paid);
        QCOMPARE(w.state(), State::Guide);
        QVERIFY(!w.journey.closedMatter());
        rulesAre(w, "JJ-2332");
        QVERIFY(w.journey.closedMatter() == ErrorCode::CatalogueFrozen);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Guide);
        rulesAre(w, "ok");
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Form);
    }

    void whoHasBegunGoesOn() {
        World w;
        matter::Matter withFee = w.matterOf();
        withFee.fees.resize(1);
        w.offer({withFee});
        w.toForm();
        rulesAre(w, "JJ-2332");
        QVERIFY(w.journey.setValue(w.row("mobile"), "13800000002"));
        const auto& fields = w.journey.sheet().fields();
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].fault && !fields[i].field->choices.empty())
                QVERIFY(w.journey.setValue(i, fields[i].field->choices.front().code));
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Materials);
        w.journey.handle(Event::Back);
        w.journey.handle(Event::Back);
        QCOMPARE(w.state(), State::Guide);
        w.journey.handle(Event::Next); // a beginning, again
        QCOMPARE(w.state(), State::Guide);
    }

    void nothingIsSaidBeforeAMatterIsChosen() {
        World w;
        w.readCard();
        QVERIFY(w.journey.closedSteps().empty());
    }
};

QTEST_APPLESS_MAIN(ServiceMap)
#include "tst_service_map.moc"
