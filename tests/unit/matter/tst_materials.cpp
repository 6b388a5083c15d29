#include "platform/matter/material_words.h"

#include "platform/formats/contact.h"

#include <QtTest/QtTest>

#include <algorithm>
#include <array>
#include <random>

using namespace jiujin;
using namespace jiujin::matter;
using namespace std::chrono;

namespace {

constexpr sys_days today = 2026y / November / 23; // a Monday
const std::string wanted = "11220000013544541J032", other = "11220000013544541J033";

// Days off are named, each other day is worked; nothing is known beyond `last`.
class FewDaysOff : public WorkingCalendar {
public:
    FewDaysOff(std::vector<sys_days> off, sys_days last) : off_(std::move(off)), last_(last) {}
    std::optional<bool> isWorkingDay(sys_days day) const override {
        if (day > last_)
            return std::nullopt;
        return std::find(off_.begin(), off_.end(), day) == off_.end();
    }

private:
    std::vector<sys_days> off_;
    sys_days last_;
};

const FewDaysOff calendar({sys_days(2026y / November / 28), sys_days(2026y / November / 29)},
                          2026y / December / 31);

Matter promisedIn(int workingDays) {
    Matter matter;
    matter.limit = TimeLimit{LimitType::Promised, LimitUnit::WorkingDays, 0, workingDays};
    return matter;
}

LegalBasis basis() {
    return {{"某规定", "A rule"}, "某规定", "2026-11-22", false};
}

// "main", "main certificate", "secondary", "commit", "strict" (a commitment that bad credit
// closes), "waivable", "all".
Material materialOf(const std::string& kind) {
    Material material;
    material.id = "m";
    material.basis = basis();
    material.ways = {"bring"};
    const bool all = kind == "all";
    if (all || kind == "main certificate")
        material.certificateType = wanted;
    if (all || kind == "secondary") {
        material.rank = MaterialRank::Secondary;
        material.ways.push_back("later");
        material.laterWorkingDays = 5;
    }
    if (all || kind == "commit" || kind == "strict") {
        material.ways.push_back("commit");
        material.commitment = {"2.1", {"我承诺", "I declare"}, kind == "strict"};
    }
    if (all || kind == "waivable")
        material.creditWaiver = {{"守信免交", "Spared who keeps faith"}, basis()};
    if (all)
        material.ways.push_back("scan");
    return material;
}

std::string namesOf(const MaterialVerdict& verdict) {
    std::string names;
    for (const Offer& offer : verdict.offers)
        names += (names.empty() ? "" : " ") + std::string(nameOf(offer.way));
    return names;
}

std::optional<ClosedReason> reasonOf(const MaterialVerdict& verdict, MaterialWay way) {
    for (const ClosedWay& closed : verdict.closed) {
        if (closed.way == way)
            return closed.reason;
    }
    return std::nullopt;
}

using Library = std::optional<std::vector<Certificate>>;
struct LibraryCase {
    const char* name;
    Library library;
    std::optional<ClosedReason> closed; // nothing: held
};

std::vector<LibraryCase> libraryCases() {
    const auto one = [](TrustLevel level, int from, int until, bool revoked = false) {
        return Library({{wanted, level, today + days(from), today + days(until), revoked}});
    };
    return {
        {"level A", one(TrustLevel::A, -9, 9), {}},
        {"level B, last day", one(TrustLevel::B, 0, 0), {}},
        {"without end", Library({{wanted, TrustLevel::A, {}, {}}}), {}},
        {"level C", one(TrustLevel::C, -9, 9), ClosedReason::CertificateTrust},
        {"level D", one(TrustLevel::D, -9, 9), ClosedReason::CertificateTrust},
        {"expired", one(TrustLevel::A, -9, -1), ClosedReason::CertificateExpired},
        {"not yet", one(TrustLevel::A, 1, 9), ClosedReason::CertificateNotYet},
        {"revoked", one(TrustLevel::A, -9, 9, true), ClosedReason::CertificateRevoked},
        {"another kind", Library({{other, TrustLevel::A, {}, {}}}), ClosedReason::NoCertificate},
        {"none", Library(std::in_place), ClosedReason::NoCertificate},
        {"unreachable", Library(), ClosedReason::LibraryUnreachable}};
}

// What stays when no certificate stands for the material, by credit: good, plain, bad, unreachable.
struct KindCase {
    const char* kind;
    std::array<const char*, 4> offers;
};

constexpr KindCase kindCases[] = {
    {"main", {"bring", "bring", "bring", "bring"}},
    {"main certificate", {"bring", "bring", "bring", "bring"}},
    {"secondary", {"later bring", "later bring", "bring", "later bring"}},
    {"commit", {"commit bring", "commit bring", "commit bring", "commit bring"}},
    {"strict", {"commit bring", "commit bring", "bring", "commit bring"}},
    {"waivable", {"waived", "bring", "bring", "bring"}},
    {"all", {"waived", "commit later bring", "commit bring", "commit later bring"}},
};

Material anyMaterial(std::mt19937& random) {
    const auto coin = [&] {
        return random() % 2 == 0;
    };
    Material material = materialOf("all");
    material.rank = coin() ? MaterialRank::Main : MaterialRank::Secondary;
    material.laterWorkingDays = 1 + static_cast<int>(random() % 30);
    material.originals = 1 + static_cast<int>(random() % 3);
    material.copies = static_cast<int>(random() % 3);
    material.commitment->notWithBadCredit = coin();
    if (coin())
        material.certificateType.clear();
    if (coin())
        material.creditWaiver.reset();
    material.ways = {"bring"};
    for (const char* way : {"later", "commit", "scan"}) {
        if (coin())
            material.ways.push_back(way);
    }
    return material;
}

bool coinOf(std::mt19937& random) {
    return random() % 2 == 0;
}

MaterialFacts anyFacts(std::mt19937& random) {
    MaterialFacts facts;
    facts.credit = static_cast<CreditRecord>(random() % 4);
    facts.scans = coinOf(random);
    if (random() % 5 != 0)
        facts.today = today + days(random() % 40);
    if (random() % 4 == 0)
        return facts;
    facts.certificates.emplace();
    for (auto left = random() % 3; left > 0; --left) {
        Certificate certificate{
            random() % 2 == 0 ? wanted : other, static_cast<TrustLevel>(random() % 4), {}, {}};
        if (random() % 2 == 0)
            certificate.until = today + days(random() % 40);
        facts.certificates->push_back(certificate);
    }
    return facts;
}

FewDaysOff anyCalendar(std::mt19937& random) {
    std::vector<sys_days> off;
    for (int left = 0; left < 30; ++left)
        off.push_back(today + days(random() % 80));
    return {std::move(off), today + days(20 + random() % 100)};
}

bool isOneLine(const Words& words) {
    return !words.zh.empty() && !words.en.empty() && words.zh != words.en &&
           formats::isPlainLine(words.zh) && formats::isPlainLine(words.en);
}

} // namespace

class TestMaterials : public QObject {
    Q_OBJECT
private slots:
    void everyCertificateCreditAndKind() {
        for (const LibraryCase& held : libraryCases()) {
            for (const KindCase& kind : kindCases) {
                for (int credit = 0; credit < 4; ++credit) {
                    const Material material = materialOf(kind.kind);
                    const bool asks = !material.certificateType.empty();
                    const auto verdict = judgeMaterial(
                        promisedIn(10), material,
                        {today, held.library, static_cast<CreditRecord>(credit)}, calendar);
                    const std::string expected =
                        asks && !held.closed ? "held"
                                             : kind.offers[static_cast<std::size_t>(credit)];
                    QVERIFY2(namesOf(verdict) == expected,
                             (std::string(held.name) + ", " + kind.kind + ", credit " +
                              std::to_string(credit) + ": " + namesOf(verdict))
                                 .c_str());
                    QVERIFY(reasonOf(verdict, MaterialWay::Held) ==
                            (asks ? held.closed : std::nullopt));
                }
            }
        }
    }
    void unreachableCreditIsNotBadCredit() {
        const Material material = materialOf("all");
        const auto verdictFor = [&](CreditRecord credit) {
            return judgeMaterial(promisedIn(10), material, {today, Library(), credit}, calendar);
        };
        const auto unreachable = verdictFor(CreditRecord::Unreachable);
        const auto plain = verdictFor(CreditRecord::Plain);
        QCOMPARE(namesOf(unreachable), namesOf(plain));
        QVERIFY(reasonOf(unreachable, MaterialWay::Waived) == ClosedReason::CreditUnreachable);
        QVERIFY(reasonOf(plain, MaterialWay::Waived) == ClosedReason::CreditNotGood);
        const auto bad = verdictFor(CreditRecord::Bad);
        QVERIFY(reasonOf(bad, MaterialWay::Later) == ClosedReason::CreditBad);
    }
    void withoutAClockOnlyACertificateWithoutBoundsIsHeld() {
        const Material material = materialOf("main certificate");
        for (const LibraryCase& held : libraryCases()) {
            const auto verdict =
                judgeMaterial(promisedIn(10), material,
                              {std::nullopt, held.library, CreditRecord::Good}, calendar);
            QCOMPARE(namesOf(verdict) == "held", std::string_view(held.name) == "without end");
        }
        const Library ends({{wanted, TrustLevel::A, {}, today + days(900)}});
        QVERIFY(reasonOf(judgeMaterial(promisedIn(10), material,
                                       {std::nullopt, ends, CreditRecord::Good}, calendar),
                         MaterialWay::Held) == ClosedReason::ClockUnknown);
    }
    void ofSeveralCertificatesOneGoodOneIsEnough() {
        const Library library({{wanted, TrustLevel::C, {}, {}},
                               {wanted, TrustLevel::B, {}, {}},
                               {wanted, TrustLevel::A, {}, today - days(1)}});
        const auto verdict = judgeMaterial(promisedIn(10), materialOf("main certificate"),
                                           {today, library, CreditRecord::Plain}, calendar);
        QVERIFY(verdict.spared());
        QCOMPARE(verdict.offers.front().words.zh, heldWords().zh);
        QVERIFY(verdict.closed.empty());
    }
    // A counter can do what this terminal cannot, whatever the package says of counters.
    void whatCannotBeScannedHereIsShownAtACounter() {
        Material material = materialOf("all");
        for (const bool counter : {true, false}) {
            material.ways = counter ? std::vector<std::string>{"scan", "bring"}
                                    : std::vector<std::string>{"scan"};
            MaterialFacts facts{today, Library(), CreditRecord::Plain};
            const auto without = judgeMaterial(promisedIn(10), material, facts, calendar);
            QCOMPARE(namesOf(without), std::string("bring"));
            QVERIFY(reasonOf(without, MaterialWay::Scan) == ClosedReason::NoScanner);
            facts.scans = true;
            const auto with = judgeMaterial(promisedIn(10), material, facts, calendar);
            QCOMPARE(namesOf(with), std::string(counter ? "scan bring" : "scan"));
            QVERIFY(!reasonOf(with, MaterialWay::Scan));
        }
    }
    // Monday 23 November; 28 and 29 are off.
    void theDeadlineIsTwoWorkingDaysBeforeThePromise_data() {
        QTest::addColumn<int>("promised");
        QTest::addColumn<QString>("deadline");
        QTest::newRow("long") << 20 << QStringLiteral("2026-11-30"); // its own five days
        QTest::newRow("just enough") << 7 << QStringLiteral("2026-11-30");
        QTest::newRow("shortened") << 6 << QStringLiteral("2026-11-27");
        QTest::newRow("one day") << 3 << QStringLiteral("2026-11-24");
        QTest::newRow("too short") << 2 << QString();
        QTest::newRow("at once") << 0 << QString();
    }
    void theDeadlineIsTwoWorkingDaysBeforeThePromise() {
        QFETCH(int, promised);
        QFETCH(QString, deadline);
        const auto verdict = judgeMaterial(promisedIn(promised), materialOf("secondary"),
                                           {today, Library(), CreditRecord::Plain}, calendar);
        if (deadline.isEmpty()) {
            QCOMPARE(namesOf(verdict), std::string("bring"));
            QVERIFY(reasonOf(verdict, MaterialWay::Later) == ClosedReason::PromiseTooShort);
            return;
        }
        const Offer& later = verdict.offers.front();
        QVERIFY(later.way == MaterialWay::Later && later.deadline);
        QCOMPARE(QString::fromStdString(formats::toIsoDate(*later.deadline)), deadline);
        QVERIFY(QString::fromStdString(later.words.zh).contains(deadline));
        QVERIFY(QString::fromStdString(later.words.en).contains(deadline));
    }
    void aDayThatCannotBeComputedIsToldInWorkingDays() {
        const FewDaysOff unpublished({}, today + days(2));
        for (const auto& day : {std::optional(today), std::optional<sys_days>()}) {
            const auto verdict =
                judgeMaterial(promisedIn(10), materialOf("secondary"),
                              {day, Library(), CreditRecord::Unreachable}, unpublished);
            const Offer& later = verdict.offers.front();
            QVERIFY(later.way == MaterialWay::Later && !later.deadline);
            QVERIFY(later.words.zh.find("5 个工作日") != std::string::npos);
            QVERIFY(later.words.en.find("5 working days") != std::string::npos);
        }
    }
    void whateverIsKnownTheRulesHold() {
        std::mt19937 random(20261122);
        int laters = 0, dated = 0;
        for (int round = 0; round < 20000; ++round) {
            const Matter matter = promisedIn(static_cast<int>(random() % 25));
            const Material material = anyMaterial(random);
            const MaterialFacts facts = anyFacts(random);
            const FewDaysOff days = anyCalendar(random);
            const auto verdict = judgeMaterial(matter, material, facts, days);
            QVERIFY(!verdict.offers.empty());
            for (const Offer& offer : verdict.offers) {
                QVERIFY(isOneLine(offer.words));
                const bool alone =
                    offer.way == MaterialWay::Held || offer.way == MaterialWay::Waived;
                QVERIFY(!alone || verdict.offers.size() == 1);
                QVERIFY(!reasonOf(verdict, offer.way));
                if (offer.way != MaterialWay::Later)
                    continue;
                ++laters;
                QVERIFY(material.rank == MaterialRank::Secondary);
                QVERIFY(facts.credit != CreditRecord::Bad);
                QVERIFY(material.hasWay("later"));
                if (!offer.deadline)
                    continue;
                ++dated;
                QVERIFY(*offer.deadline > *facts.today &&
                        days.isWorkingDay(*offer.deadline) == true);
                const auto promised = days.after(*facts.today, matter.promisedWorkingDays());
                const auto twoMore = days.after(*offer.deadline, 2);
                QVERIFY(!promised || (twoMore && *twoMore <= *promised));
            }
            for (const ClosedWay& closed : verdict.closed)
                QVERIFY(isOneLine(closed.words));
            if (verdict.offers.front().way == MaterialWay::Waived)
                QVERIFY(facts.credit == CreditRecord::Good && material.creditWaiver);
        }
        QVERIFY(laters > 500 && dated > 200);
    }
};

QTEST_APPLESS_MAIN(TestMaterials)
#include "tst_materials.moc"
