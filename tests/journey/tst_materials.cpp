// What is offered for each material, and what becomes of it in the case.
#include "tests/journey/world.h"

#include "app/visit/journey/material_sheet.h"
#include "platform/matter/check.h"
#include "platform/matter/material_words.h"

#include <QtTest/QtTest>

using namespace world;
using matter::CreditRecord;
using matter::MaterialWay;

namespace {

const std::string kind = "11220000013544541J032";

// The register may be held as a certificate, and is waived to who has a good record.
matter::Matter withFavours(matter::Matter matter) {
    matter.materials[0].certificateType = kind;
    matter.materials[0].creditWaiver = matter::CreditWaiver{
        {"守信免交", "Spared who keeps faith"}, {{"某规定", "A rule"}, "某规定", "2026-11-22"}};
    return matter;
}

} // namespace

class Materials : public QObject {
    Q_OBJECT
private slots:
    void onlyWhatIsOfferedCanBeChosen() {
        World w;
        w.toReview();
        w.journey.handle(Event::Back);
        QCOMPARE(w.state(), State::Materials);
        const auto& materials = w.journey.sheet().materials();
        for (std::size_t row = 0; row < materials.size(); ++row)
            for (const char* way : {"held", "waived", "commit", "later", "scan", "bring", ""}) {
                const auto known = matter::wayFrom(way);
                const bool offered = known && materials[row].verdict.offer(*known);
                QCOMPARE(w.journey.chooseWay(row, way), offered);
            }
        QVERIFY(!w.journey.chooseWay(materials.size(), "bring"));
    }

    // A card that was only laid down opens neither library nor credit record: the terminal says so,
    // and everything that needs neither is open.
    void theTerminalSaysWhatItCannotKnow() {
        World w;
        w.toReview();
        const matter::Matter matter = withFavours(*w.journey.sheet().matter());
        journey::MaterialSheet sheet(matter);
        sheet.judge({}, {matter::localDay(w.clock.now.time)}, w.calendar);
        const auto& verdict = sheet.choices()[0].verdict;
        QVERIFY(verdict.offer(MaterialWay::Later) && verdict.offer(MaterialWay::Bring));
        QCOMPARE(verdict.closed.size(), std::size_t(2));
        QVERIFY(verdict.closed[0].reason == matter::ClosedReason::LibraryUnreachable);
        QVERIFY(verdict.closed[1].reason == matter::ClosedReason::CreditUnreachable);
        for (const auto& closed : verdict.closed)
            for (const auto& row : w.journey.review())
                QVERIFY(row.value.expose().find(closed.words.zh) == std::string_view::npos);
    }

    void theDayIsTheLegalCalendars() {
        World w;
        w.clock.now = {*fromRfc3339("2026-09-24T02:00:00.000Z"), ClockGrade::Network};
        w.toReview();
        const auto states = w.journey.sheet().materialStates(Language::Chinese);
        QCOMPARE(states.size(), std::size_t(2));
        // Eight working days over Mid-Autumn and National Day, with Saturday 10 October worked.
        const auto& later = *std::ranges::find(states, "later", &protocol::MaterialState::way);
        QCOMPARE(later.dueDate,
                 w.calendar.dateAfter(std::chrono::sys_days(std::chrono::year(2026) / 9 / 24),
                                      w.journey.sheet().matter()->materials[0].laterWorkingDays));
        QCOMPARE(later.dueDate, std::string("2026-10-13"));
    }

    void whatIsKnownIsNotAsked() {
        World w;
        const matter::Matter matter = withFavours(w.matterOf());
        journey::MaterialSheet sheet(matter);
        matter::MaterialFacts facts{std::chrono::sys_days(std::chrono::year(2026) / 11 / 23)};
        facts.credit = CreditRecord::Good;
        sheet.judge({}, facts, w.calendar);
        QCOMPARE(sheet.choices()[0].way, std::string("waived"));
        QVERIFY(!sheet.choose(0, "bring"));
        QVERIFY(sheet.faulty() == std::size_t(1));
        facts.certificates = {{kind, matter::TrustLevel::B, {}, {}, false}};
        sheet.judge({}, facts, w.calendar);
        QCOMPARE(sheet.choices()[0].way, std::string("held"));
        QVERIFY(sheet.choose(1, "commit"));
        QVERIFY(!sheet.faulty());
        const auto states = sheet.states(Language::English);
        QVERIFY(matter::checkMaterials(matter, {}, states, facts, w.calendar).empty());
        QVERIFY(!matter::checkMaterials(matter, {}, states, {facts.today}, w.calendar).empty());
    }

    void onlyWhatTheAnswersAskForIsAsked() {
        World w;
        matter::Matter matter = w.matterOf();
        matter.materials[0].when.kind = matter::Condition::Kind::Is;
        matter.materials[0].when.field = "household";
        matter.materials[0].when.codes = {"20"};
        journey::MaterialSheet sheet(matter);
        sheet.judge({{"household", Secret("20")}}, {}, w.calendar);
        QCOMPARE(sheet.choices().size(), std::size_t(2));
        QVERIFY(sheet.choose(1, "commit"));
        sheet.judge({{"household", Secret("10")}}, {}, w.calendar);
        QCOMPARE(sheet.choices().size(), std::size_t(1));
        QCOMPARE(sheet.choices()[0].way, std::string("commit"));
        QVERIFY(!sheet.faulty());
    }

    // A way that closes meanwhile is no longer chosen; one that stays open is.
    void whatIsChosenStaysWhileItIsOffered() {
        World w;
        const matter::Matter matter = withFavours(w.matterOf());
        journey::MaterialSheet sheet(matter);
        sheet.judge({}, {}, w.calendar);
        QVERIFY(sheet.choose(0, "later") && sheet.choose(1, "commit"));
        matter::MaterialFacts bad;
        bad.credit = CreditRecord::Bad;
        sheet.judge({}, bad, w.calendar);
        QVERIFY(sheet.choices()[0].way.empty());
        QCOMPARE(sheet.choices()[1].way, std::string("commit"));
        sheet.showFaults();
        QVERIFY(sheet.choices()[0].faultShown && !sheet.choices()[1].faultShown);
    }
};

QTEST_APPLESS_MAIN(Materials)
#include "tst_materials.moc"
