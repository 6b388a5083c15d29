#include "platform/formats/contact.h"
#include "platform/matter/check.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <random>

using namespace jiujin;
using namespace jiujin::matter;
using namespace std::chrono;
using protocol::MaterialState;

namespace {

constexpr sys_days today = 2026y / November / 23; // a Monday
const std::string kind = "11220000013544541J032";

// Every day is worked up to `last`; nothing is known beyond.
class EveryDayWorked : public WorkingCalendar {
public:
    explicit EveryDayWorked(sys_days last) : last_(last) {}
    std::optional<bool> isWorkingDay(sys_days day) const override {
        return day > last_ ? std::nullopt : std::optional(true);
    }

private:
    sys_days last_;
};

const EveryDayWorked calendar(2026y / December / 31), ended(today);

LegalBasis basis() {
    return {{"某规定", "A rule"}, "某规定", "2026-11-22", false};
}

// May be provided in every way there is.
Material everyWay(const std::string& id) {
    Material material;
    material.id = id;
    material.basis = basis();
    material.rank = MaterialRank::Secondary;
    material.certificateType = kind;
    material.ways = {"bring", "scan", "commit", "later"};
    material.laterWorkingDays = 5;
    material.commitment = {"2.0", {"我承诺甲", "I declare A"}, true};
    material.creditWaiver = CreditWaiver{{"守信免交", "Spared who keeps faith"}, basis()};
    return material;
}

Matter matterOf(std::vector<Material> materials) {
    Matter matter;
    matter.limit = TimeLimit{LimitType::Promised, LimitUnit::WorkingDays, 0, 10};
    matter.materials = std::move(materials);
    return matter;
}

MaterialState stateOf(std::string_view way, std::string due = {}) {
    return {"paper", std::string(way), std::move(due),
            way == "commit" ? shownDigest("我承诺甲") : ""};
}

std::string codeFor(const Material& material, const MaterialState& state,
                    const MaterialFacts& facts, const WorkingCalendar& days = calendar) {
    const auto faults = checkMaterials(matterOf({material}), {}, {state}, facts, days);
    return faults.empty() ? "" : std::string(codeOf(faults.front().code));
}

bool holds(const std::vector<Fault>& faults, const std::string& id, ErrorCode code) {
    return std::find(faults.begin(), faults.end(), Fault{id, code}) != faults.end();
}

MaterialFacts knowing(CreditRecord credit, bool certificate) {
    MaterialFacts facts{today, std::vector<Certificate>(), credit};
    if (certificate)
        facts.certificates->push_back({kind, TrustLevel::A, {}, {}});
    return facts;
}

} // namespace

class TestCheckMaterials : public QObject {
    Q_OBJECT
private slots:
    void eachMaterialOnceAndNoOther() {
        const Matter matter = matterOf({everyWay("paper"), everyWay("photo")});
        const auto faults = [&](std::vector<MaterialState> states) {
            return checkMaterials(matter, {}, states, {today}, calendar);
        };
        MaterialState m = stateOf("bring"), n = stateOf("later");
        n.id = "photo";
        QVERIFY(faults({m, n}).empty());
        QVERIFY(holds(faults({m}), "photo", ErrorCode::MaterialMissing));
        QVERIFY(holds(faults({m, n, n}), "photo", ErrorCode::FieldUnknown));
        QVERIFY(holds(faults({m, n, {"passport", "bring", "", ""}}), "passport",
                      ErrorCode::FieldUnknown));
        QCOMPARE(faults({}).size(), std::size_t(2));
    }
    void whatTheAnswersDoNotAskForIsNotTaken() {
        Matter matter = matterOf({everyWay("paper")});
        matter.materials[0].when.kind = Condition::Kind::Is;
        matter.materials[0].when.field = "household";
        matter.materials[0].when.codes = {"20"};
        protocol::Answers answers{{"household", Secret("20")}};
        QVERIFY(checkMaterials(matter, answers, {stateOf("bring")}, {today}, calendar).empty());
        QVERIFY(holds(checkMaterials(matter, answers, {}, {today}, calendar), "paper",
                      ErrorCode::MaterialMissing));
        answers["household"] = Secret("10");
        QVERIFY(checkMaterials(matter, answers, {}, {today}, calendar).empty());
        QVERIFY(holds(checkMaterials(matter, answers, {stateOf("bring")}, {today}, calendar),
                      "paper", ErrorCode::FieldNotAsked));
    }
    void whatIsMalformed() {
        const std::string malformed(codeOf(ErrorCode::DocumentMalformed));
        const Material material = everyWay("paper");
        const std::vector<MaterialState> wrong{{"paper", "pigeon", "", ""},
                                               {"paper", "", "", ""},
                                               {"paper", "bring", "2026-11-25", ""},
                                               {"paper", "later", "2026-02-30", ""},
                                               {"paper", "later", "soon", ""},
                                               {"paper", "commit", "", ""},
                                               {"paper", "bring", "", shownDigest("我承诺甲")}};
        for (const MaterialState& state : wrong)
            QCOMPARE(codeFor(material, state, {today}), malformed);
    }
    // By what is known of the person; "" is taken.
    void closedWays() {
        const std::string closed(codeOf(ErrorCode::MaterialWayClosed));
        struct Row {
            const char* way;
            CreditRecord credit;
            bool certificate, taken;
        };
        using enum CreditRecord;
        const std::vector<Row> rows{
            {"bring", Plain, false, true},
            {"bring", Good, true, true},
            {"commit", Plain, false, true},
            {"commit", Good, true, true},
            {"commit", Bad, false, false},
            {"commit", Bad, true, false},
            {"later", Plain, false, true},
            {"later", Unreachable, false, true},
            {"later", Good, false, true},
            {"later", Bad, false, false},
            {"scan", Plain, false, false},
            {"held", Plain, true, true},
            {"held", Plain, false, false},
            {"held", Bad, true, true},
            {"waived", Good, false, true},
            {"waived", Plain, false, false},
            {"waived", Unreachable, false, false},
            {"waived", Bad, false, false},
            // Held already, so no record is asked; but nothing is said that is not so.
            {"waived", Good, true, false}};
        for (const Row& row : rows)
            QVERIFY2(codeFor(everyWay("paper"), stateOf(row.way),
                             knowing(row.credit, row.certificate)) == (row.taken ? "" : closed),
                     row.way);
        Material main = everyWay("paper");
        main.rank = MaterialRank::Main;
        QCOMPARE(codeFor(main, stateOf("later"), knowing(Plain, false)), closed);
        main.ways = {"bring"};
        QCOMPARE(codeFor(main, stateOf("commit"), knowing(Plain, false)), closed);
    }
    void anOldTextIsNoCommitment() {
        MaterialState state = stateOf("commit");
        for (const char* text : {"我承诺甲", "I declare A"}) {
            state.textDigest = shownDigest(text);
            QCOMPARE(codeFor(everyWay("paper"), state, {today}), std::string());
        }
        state.textDigest = shownDigest("我承诺乙");
        QCOMPARE(codeFor(everyWay("paper"), state, {today}),
                 std::string(codeOf(ErrorCode::CommitmentOutdated)));
    }
    // Filed on the 23rd; five days are worked until the 28th.
    void aDayThatWasNotOffered_data() {
        QTest::addColumn<QString>("due");
        QTest::addColumn<bool>("late");
        QTest::newRow("none") << QString() << false;
        QTest::newRow("the last") << QStringLiteral("2026-11-28") << false;
        QTest::newRow("shown before midnight") << QStringLiteral("2026-11-27") << false;
        QTest::newRow("the same day") << QStringLiteral("2026-11-23") << false;
        QTest::newRow("a day too many") << QStringLiteral("2026-11-29") << true;
        QTest::newRow("years") << QStringLiteral("2036-11-28") << true;
        QTest::newRow("gone by") << QStringLiteral("2026-11-22") << true;
    }
    void aDayThatWasNotOffered() {
        QFETCH(QString, due);
        QFETCH(bool, late);
        const auto state = stateOf("later", due.toStdString());
        const std::string code(codeOf(ErrorCode::MaterialLate));
        QCOMPARE(codeFor(everyWay("paper"), state, {today}), late ? code : std::string());
        // Without a clock no day is held against anyone, without a calendar no day to come.
        QCOMPARE(codeFor(everyWay("paper"), state, {}), std::string());
        const bool gone = due == QLatin1String("2026-11-22");
        QCOMPARE(codeFor(everyWay("paper"), state, {today}, ended), gone ? code : std::string());
    }
    void whatIsSparedIsToldWithItsRule() {
        const Matter matter = matterOf({everyWay("paper")});
        const auto spared = [&](const char* way, const MaterialFacts& facts) {
            return sparedMaterials(matter, {stateOf(way)}, facts, calendar);
        };
        for (const char* way : {"bring", "later", "commit"}) {
            const auto good = spared(way, knowing(CreditRecord::Good, false));
            QCOMPARE(good.size(), std::size_t(1));
            QVERIFY(good[0].id == "paper" && good[0].way == MaterialWay::Waived);
            QVERIFY(good[0].words.zh.find("守信免交") != std::string::npos);
            const auto held = spared(way, knowing(CreditRecord::Good, true));
            QVERIFY(held.size() == 1 && held[0].way == MaterialWay::Held);
        }
        QVERIFY(spared("waived", knowing(CreditRecord::Good, false)).empty());
        QVERIFY(spared("held", knowing(CreditRecord::Good, true)).empty());
        for (const auto credit :
             {CreditRecord::Plain, CreditRecord::Bad, CreditRecord::Unreachable})
            QVERIFY(spared("bring", knowing(credit, false)).empty());
        QVERIFY(sparedMaterials(matter, {}, knowing(CreditRecord::Good, true), calendar).empty());
    }
    // What the engine offers on the terminal, the same engine takes at the centre: with the same
    // knowledge always, with more of it unless the record is bad.
    void whatWasOfferedIsTaken() {
        std::mt19937 random(20261123);
        int taken = 0, closed = 0;
        for (int round = 0; round < 4000; ++round) {
            Material material = everyWay("paper");
            material.rank = random() % 3 == 0 ? MaterialRank::Main : MaterialRank::Secondary;
            material.commitment->notWithBadCredit = random() % 2 == 0;
            material.laterWorkingDays = 1 + static_cast<int>(random() % 12);
            const auto credit = static_cast<CreditRecord>(random() % 4);
            const MaterialFacts more = knowing(credit, random() % 2 == 0);
            const MaterialFacts less{today, {}, CreditRecord::Unreachable};
            for (const MaterialFacts& facts : {less, more}) {
                const auto verdict = judgeMaterial(matterOf({}), material, facts, calendar);
                for (const Offer& offer : verdict.offers) {
                    const auto state = stateOf(nameOf(offer.way),
                                               offer.deadline ? formats::toIsoDate(*offer.deadline)
                                                              : std::string());
                    QCOMPARE(codeFor(material, state, facts), std::string());
                    const bool bad = !codeFor(material, state, more).empty();
                    QVERIFY(!bad || credit == CreditRecord::Bad);
                    ++(bad ? closed : taken);
                }
            }
        }
        QVERIFY(taken > 1000 && closed > 100);
    }
};

QTEST_APPLESS_MAIN(TestCheckMaterials)
#include "tst_check_materials.moc"
