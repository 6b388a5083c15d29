#include "platform/formats/contact.h"
#include "platform/seal/jws.h"
#include "platform/server/casework/case_view.h"
#include "platform/server/casework/masking.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::server;
using protocol::Verdict;

namespace {

class FixedClock : public Clock {
public:
    GradedTime wall() const override { return {samples::noon(), ClockGrade::Network}; }
    SteadyTime steady() const override { return {}; }
};

TakenPacket taken(const samples::Filing& filing) {
    const auto& core = filing.header.core;
    return {core.packetId,   core.terminalId,
            core.caseNumber, seal::digestOf(viewOf(encode(filing.header))),
            core.counter,    samples::noon(),
            filing.packet};
}

std::string joined(const Conclusion& conclusion) {
    std::string text = conclusion.place;
    for (const CaseEvent& event : conclusion.events)
        text += chain("case", 1, event, "").json;
    return text;
}

} // namespace

class TestCasework : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const FixedClock clock{};
    const matter::Matter pension = tests::pensionMatter();
    const protocol::CardFacts card = tests::personCard("zhang");
    const protocol::CaseBody right = tests::sampleBody(pension, card);
    const InnerZone zone{{{pki.active.certificate, pki.active.key},
                          {pki.acknowledge.certificate, pki.acknowledge.key},
                          pki.root},
                         {tests::catalogueOf({pension}), tests::legalCalendar()},
                         clock};

    Result<Examined> examined(const samples::Filing& filing) const {
        return zone.examine(filing.packet, samples::noon());
    }
    Decision decide(const samples::Filing& filing) const {
        return examined(filing)->conclusion.decision;
    }
    static Decision refusedWith(ErrorCode code) {
        return {Verdict::Refused, std::string(codeOf(code))};
    }

private slots:
    // Delivered is delivered: the terminal has nothing to answer for when a rule changed meanwhile.
    void whatIsRecalledWasTaken() {
        matter::Matter newer = pension;
        newer.version = "90.0";
        newer.effective.from = *pension.effective.from + std::chrono::days(1);
        newer.change = {matter::ChangeKind::Withdrawn,
                        {{pension.code, pension.version}},
                        matter::Transition::Recall,
                        {"取消", "Withdrawn"}};
        const InnerZone changed{{{pki.active.certificate, pki.active.key},
                                 {pki.acknowledge.certificate, pki.acknowledge.key},
                                 pki.root},
                                {tests::catalogueOf({pension, newer}), tests::legalCalendar()},
                                clock};
        const auto found = changed.examine(samples::file(pki, right).packet, samples::noon());
        QVERIFY((found->conclusion.decision == Decision{Verdict::Stored, ""}));
        const auto& events = found->conclusion.events;
        QCOMPARE(events.size(), std::size_t(3));
        QVERIFY(events[1].kind == "rule-changed" && events[2].kind == "recalled");
        QVERIFY(joined(found->conclusion).find(codeOf(ErrorCode::MatterWithdrawn)) !=
                std::string::npos);
    }

    void whatARevokedTerminalSignedIsRefused() {
        const InnerZone strict{
            {{pki.active.certificate, pki.active.key},
             {pki.acknowledge.certificate, pki.acknowledge.key},
             pki.root,
             *seal::RevocationList::issue({}, {pki.terminal.certificate}, pki.root, pki.rootKey,
                                          samples::noon())},
            {tests::catalogueOf({pension}), tests::legalCalendar()},
            clock};
        const auto filing = samples::file(pki, right);
        QVERIFY(decide(filing).verdict == Verdict::Stored);
        const auto found = strict.examine(filing.packet, samples::noon());
        QVERIFY(found->conclusion.decision == refusedWith(ErrorCode::TerminalRevoked));
        // What was taken before still opens.
        QVERIFY(strict.open(taken(filing)).ok());
    }

    void aRightFilingIsAccepted() {
        const auto filing = samples::file(pki, right);
        const auto found = examined(filing);
        const TakenPacket& packet = found->packet;
        QCOMPARE(packet.packetId, filing.header.core.packetId);
        QCOMPARE(packet.terminalId, filing.header.core.terminalId);
        QCOMPARE(packet.caseNumber, filing.header.core.caseNumber);
        QCOMPARE(packet.headerDigest, seal::digestOf(viewOf(encode(filing.header))));
        QVERIFY(packet.packet == filing.packet);
        const Conclusion& conclusion = found->conclusion;
        QVERIFY((conclusion.decision == Decision{Verdict::Stored, ""}));
        QCOMPARE(conclusion.events.size(), std::size_t(2));
        QCOMPARE(conclusion.events[0].kind, std::string("received"));
        QCOMPARE(conclusion.events[1].kind, std::string("accepted-for-checking"));
    }

    void aWrongFilingIsRefusedWithEachFault() {
        auto body = right;
        body.answers["mobile"] = Secret("12345");
        body.signature.strokes = Secret();
        tests::signAgain(pension, body);
        const auto conclusion = examined(samples::file(pki, body))->conclusion;
        QVERIFY(conclusion.decision == refusedWith(ErrorCode::PhoneFormat));
        const std::string text = joined(conclusion);
        QVERIFY(text.find("mobile:JJ-1110") != std::string::npos);
        QVERIFY(text.find("signature:JJ-1115") != std::string::npos);
    }

    void aMatterThatIsNotHereIsNamed() {
        auto body = right;
        body.matterVersion = "9.9";
        tests::signAgain(pension, body);
        QVERIFY(decide(samples::file(pki, body)) == refusedWith(ErrorCode::MatterUnknown));
    }

    void sealedToAnotherCentreIsRefused() {
        const samples::Pki other;
        samples::Terminal terminal = samples::terminalOf(pki);
        terminal.active = other.active.certificate;
        QVERIFY(decide(samples::file(terminal, right)) == refusedWith(ErrorCode::HeaderMismatch));
        // The header names this centre's key, the envelope was made for another.
        auto core = samples::coreHeader(samples::terminalOf(pki), 1);
        QVERIFY(decide(samples::file(terminal, right, core)) ==
                refusedWith(ErrorCode::EnvelopeDamaged));
    }

    void aSealedHeaderThatDiffersIsRefused() {
        const auto inside = samples::file(pki, right, 1);
        auto header = samples::file(pki, right, 2).header;
        header.sealedDigest = seal::digestOf(inside.sealed);
        auto mixed = inside;
        mixed.header = header;
        mixed.packet = samples::must(
            seal::signPacket(header, inside.sealed, pki.terminal.certificate, pki.terminal.key));
        QVERIFY(decide(mixed) == refusedWith(ErrorCode::HeaderMismatch));
    }

    void aNumberOfAnotherCounterIsRefused() {
        const auto terminal = samples::terminalOf(pki);
        auto core = samples::coreHeader(terminal, 1);
        core.counter = 2;
        QVERIFY(decide(samples::file(terminal, right, core)) ==
                refusedWith(ErrorCode::HeaderMismatch));
    }

    void whatWasFiledInTimeMayComeLateAndNothingElse() {
        auto terminal = samples::terminalOf(pki);
        const auto filed = right.filed.time;
        const auto ending = [&](WallTime end) {
            terminal.identity = pki.issue(samples::terminalId, seal::Role::Terminal,
                                          {filed - std::chrono::hours(240), end});
            return zone
                .examine(samples::file(terminal, right).packet,
                         filed + std::chrono::hours(24 * 200))
                ->conclusion.decision;
        };
        QVERIFY((ending(filed + std::chrono::hours(1)) == Decision{Verdict::Stored, ""}));
        QVERIFY(ending(filed - std::chrono::hours(1)) == refusedWith(ErrorCode::TerminalExpired));
    }

    void theTrailNamesTheMaterials() {
        const auto terminal = samples::terminalOf(pki);
        auto core = samples::coreHeader(terminal, 1);
        core.blobs = {{seal::digestOf(viewOf("blob")), 4}};
        const auto filing = samples::file(terminal, right, core);
        const auto found = samples::must(examined(filing));
        QVERIFY(found.blobs == core.blobs);
        QCOMPARE(found.conclusion.decision.verdict, Verdict::Stored);
        const std::pair<std::string, std::string> named{"material-1", core.blobs[0].digest + " 4"};
        QCOMPARE(std::ranges::count(found.conclusion.events.front().details, named), 1);
    }

    void theOpenZoneIsNotBelieved() {
        const samples::Pki other;
        QCOMPARE(examined(samples::file(other, right)).error().code, ErrorCode::CertificateIssuer);
        auto altered = samples::file(pki, right);
        altered.packet[altered.packet.size() / 2] ^= 1U;
        QVERIFY(!examined(altered).ok());
        QVERIFY(!zone.examine(samples::file(pki, right).packet,
                              samples::noon() + std::chrono::days(10'000))
                     .ok());
        auto packet = taken(samples::file(pki, right));
        packet.headerDigest = seal::digestOf(viewOf("another header"));
        QCOMPARE(zone.open(packet).error().code, ErrorCode::HeaderMismatch);
    }

    void eventsHoldNothingOfThePerson() {
        auto wrong = right;
        wrong.answers["mobile"] = Secret("12345");
        for (const auto& body : {right, wrong}) {
            const std::string text = joined(examined(samples::file(pki, body))->conclusion);
            for (const auto& [id, answer] : body.answers)
                if (answer.expose().size() > 3)
                    QVERIFY2(text.find(answer.expose()) == std::string::npos, id.c_str());
        }
    }

    void wordsAreSignedByTheAcknowledgementKey() {
        const auto jws = zone.sign({{right.lookupCode, "d", "t", Verdict::Stored, ""}});
        QVERIFY(jws.ok());
        QVERIFY(seal::verifyJws(*jws, pki.acknowledge.certificate).ok());
        QVERIFY(!seal::verifyJws(*jws, pki.active.certificate).ok());
    }

    void staffSeesMaskedValuesUnlessTheWholeIsAskedFor() {
        const auto body = zone.open(taken(samples::file(pki, right)));
        QVERIFY(body.ok());
        const Secret masked = filingText(*body, &pension, false);
        const Secret full = filingText(*body, &pension, true);
        for (const Secret* value : {&card.name, &card.number, &card.address}) {
            QVERIFY(full.expose().find(value->expose()) != std::string_view::npos);
            QVERIFY(masked.expose().find(value->expose()) == std::string_view::npos);
        }
        QVERIFY(full.expose().find("13800138000") != std::string_view::npos);
        QVERIFY(masked.expose().find("138****8000") != std::string_view::npos);
        QVERIFY(masked.expose().find("张**") != std::string_view::npos);
        QVERIFY(masked.expose().find(formats::maskNumber(card.number)) != std::string_view::npos);
    }

    void ofAnUnknownMatterAllIsMasked() {
        const Secret text = filingText(right, nullptr, false);
        QVERIFY(text.expose().find("13800138000") == std::string_view::npos);
        QVERIFY(text.expose().find(card.number.expose()) == std::string_view::npos);
    }

    void aReplacedPacketBreaksTheTrail() {
        const auto filing = samples::file(pki, right, 1);
        const auto first = taken(filing);
        const auto conclusion = examined(filing)->conclusion;
        CaseTrail trail{first.caseNumber, "", {}, first};
        for (const CaseEvent& event : conclusion.events) {
            trail.events.push_back(
                chain(first.caseNumber, trail.events.size() + 1, event, trail.head));
            trail.head = trail.events.back().hash;
        }
        QVERIFY(verifyTrail(trail).ok());
        QVERIFY(trailText(trail, *verifyTrail(trail)).find(trail.head) != std::string::npos);
        trail.packet = taken(samples::file(pki, right, 1));
        QVERIFY(!verifyTrail(trail).ok());
    }
};

QTEST_GUILESS_MAIN(TestCasework)
#include "tst_casework.moc"
