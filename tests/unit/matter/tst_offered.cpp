// Which versions of a catalogue stand on the screen.
#include "platform/matter/offered.h"

#include <QtTest/QtTest>

using namespace jiujin::matter;
using namespace std::chrono;

namespace {

Matter versionOf(const char* code, const char* version, std::optional<sys_days> from = {}) {
    Matter matter;
    matter.code.assign(code);
    matter.version.assign(version);
    matter.effective.from = from;
    return matter;
}

Matter changeOf(const char* version, sys_days from, ChangeKind kind) {
    Matter matter = versionOf("a", version, from);
    matter.change = {kind, {{"a", "1"}}, Transition::AsFiled, {"变", "Changed"}};
    return matter;
}

std::vector<std::string> namesOf(const std::vector<Matter>& matters) {
    std::vector<std::string> names;
    for (const Matter& each : matters)
        names.push_back(each.code + each.version);
    return names;
}

} // namespace

class TestOffered : public QObject {
    Q_OBJECT
    const sys_days day = 2026y / November / 23;
    using Names = std::vector<std::string>;

private slots:
    void theNewerVersionStandsFromItsDayOn() {
        const std::vector catalogue{versionOf("a", "1"), versionOf("b", "1"),
                                    changeOf("2", day, ChangeKind::Changed)};
        QCOMPARE(namesOf(offeredOn(catalogue, day - days(1))), (Names{"a1", "b1"}));
        QCOMPARE(namesOf(offeredOn(catalogue, day)), (Names{"b1", "a2"}));
        // By an unknown clock nothing new begins.
        QCOMPARE(namesOf(offeredOn(catalogue, std::nullopt)), (Names{"a1", "b1"}));
    }

    void whatIsSuspendedOrWithdrawnIsNotOffered() {
        for (const auto kind : {ChangeKind::Suspended, ChangeKind::Withdrawn}) {
            const std::vector catalogue{versionOf("a", "1"), changeOf("2", day, kind)};
            QCOMPARE(namesOf(offeredOn(catalogue, day - days(1))), Names{"a1"});
            QVERIFY(offeredOn(catalogue, day).empty());
        }
    }

    void aSplitBringsTwoAndAMergeTakesTwo() {
        Matter second = changeOf("2", day, ChangeKind::Split);
        second.code.assign("c");
        const std::vector split{versionOf("a", "1"), changeOf("2", day, ChangeKind::Split), second};
        QCOMPARE(namesOf(offeredOn(split, day)), (Names{"a2", "c2"}));
        Matter merged = changeOf("2", day, ChangeKind::Merged);
        merged.change.from.push_back({"b", "1"});
        const std::vector both{versionOf("a", "1"), versionOf("b", "1"), merged};
        QCOMPARE(namesOf(offeredOn(both, day)), Names{"a2"});
    }

    void aVersionEndsAfterItsLastDay() {
        Matter matter = versionOf("a", "1", day - days(9));
        matter.effective.until = day;
        QCOMPARE(offeredOn({matter}, day).size(), std::size_t(1));
        QVERIFY(offeredOn({matter}, day + days(1)).empty());
        QVERIFY(offeredOn({matter}, day - days(10)).empty());
    }
};

QTEST_GUILESS_MAIN(TestOffered)
#include "tst_offered.moc"
