// Every matter of the catalogue, from card to receipt; what was sealed is opened by the centre and
// judged there.
#include "app/visit/case/seal_case.h"
#include "platform/base/uuid.h"
#include "platform/formats/case_number.h"
#include "platform/matter/known_facts.h"
#include "platform/server/casework/inner_zone.h"
#include "tests/journey/samples_of_matters.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace world;
using samples::must;

namespace {

void samplesAsRows() {
    QTest::addColumn<int>("index");
    const auto all = matterSamples();
    for (std::size_t i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name.c_str()) << static_cast<int>(i);
}

MatterSample sampleOf(int index) {
    return matterSamples()[static_cast<std::size_t>(index)];
}

void toForm(World& world, const MatterSample& sample, const std::string& card) {
    world.readCard(QString::fromStdString(card));
    QCOMPARE(world.state(), State::ChooseMatter);
    world.choose(sample.code);
    QCOMPARE(world.state(), State::Guide);
    world.journey.handle(Event::Next);
}

journey::Reservation reservation() {
    const std::string terminal(samples::terminalId);
    return {newUuid7(samples::noon()), terminal, 42, formats::caseNumberOf(terminal, 42)->text(),
            "0123456789ABCDEF"};
}

// As jiujin-visit and jiujin-terminal do it between them.
Bytes packetOf(const World& world, const samples::Pki& pki, const journey::Reservation& numbers,
               const journey::Filing& filing) {
    const auto sealed = must(filing::sealCase(
        *filing.matter, filing.body,
        {numbers.packetId, numbers.terminalId, numbers.counter, numbers.caseNumber,
         numbers.lookupCode},
        filing::TrustedRecipients({pki.root, pki.active.certificate, pki.escrow.certificate}),
        world.calendar));
    const protocol::PacketHeader header{must(protocol::decodeCoreHeader(sealed.coreHeader)),
                                        seal::digestOf(sealed.sealed),
                                        seal::digestOf(viewOf("receipt"))};
    return must(
        seal::signPacket(header, sealed.sealed, pki.terminal.certificate, pki.terminal.key));
}

} // namespace

class Matters : public QObject {
    Q_OBJECT
    const samples::Pki pki_;

private slots:
    void everyMatterHasItsSample() {
        const World w;
        std::vector<std::string> codes, sampled;
        for (const auto& matter : w.catalogue.heads())
            codes.push_back(matter.code);
        for (const auto& sample : matterSamples())
            sampled.push_back(sample.code);
        std::sort(codes.begin(), codes.end());
        std::sort(sampled.begin(), sampled.end());
        QCOMPARE(sampled, codes);
    }

    void nothingIsAskedThatTheCardSays_data() { samplesAsRows(); }
    void nothingIsAskedThatTheCardSays() {
        QFETCH(int, index);
        const World w;
        for (const auto& each : matter::askedThoughKnown(w.matterOf(sampleOf(index).code).groups))
            QFAIL((each.field + ": " + each.mend).c_str());
    }

    void fromCardToTheCentre_data() { samplesAsRows(); }
    void fromCardToTheCentre() {
        QFETCH(int, index);
        const auto sample = sampleOf(index);
        World w;
        toForm(w, sample, sample.card);
        QCOMPARE(w.state(), State::Form);
        fillForm(w, sample);
        w.journey.handle(Event::Next);
        if (const auto row = w.journey.sheet().faultyField())
            QFAIL(w.journey.sheet().fields()[*row].key.c_str());
        QCOMPARE(w.state(), State::Materials);
        chooseWays(w, sample);
        for (const auto next : {State::Review, State::Sign}) {
            w.journey.handle(Event::Next);
            QCOMPARE(w.state(), next);
        }
        w.journey.sign(Secret("100,100 200,150"));
        w.journey.handle(Event::Submit);
        const auto numbers = reservation();
        w.journey.filingDesk().reserved(w.terminal.reserves.back(), numbers);
        const auto& order = w.sealer.orders.front();
        judge(w, packetOf(w, pki_, order.reservation, order.filing));
        order.done(journey::SealedFiling{"header", bytesOf("sealed")});
        w.store();
        QCOMPARE(w.state(), State::Receipt);
    }

    void whatIsWrongIsRefusedAtItsPlace_data() { samplesAsRows(); }
    void whatIsWrongIsRefusedAtItsPlace() {
        QFETCH(int, index);
        const auto sample = sampleOf(index);
        for (const auto& each : sample.refused) {
            World w;
            toForm(w, sample, each.card.empty() ? sample.card : each.card);
            if (each.field.empty()) {
                QCOMPARE(w.state(), State::Guide);
                QCOMPARE(w.journey.message(), ErrorCode::ApplicantNotEligible);
                continue;
            }
            fillForm(w, sample);
            const auto row = w.row(each.field.c_str());
            const auto& state = w.journey.sheet().fields()[row];
            QVERIFY2(!state.fault, each.field.c_str());
            QVERIFY2(w.journey.setValue(row, each.value), each.field.c_str());
            const auto fault = w.journey.sheet().fields()[w.row(each.field.c_str())].fault;
            QVERIFY2(fault, each.field.c_str());
            if (!each.error.empty())
                QCOMPARE(std::string(codeOf(fault->code)), each.error);
        }
    }

private:
    // The centre's own code, with the centre's own key.
    void judge(const World& w, const Bytes& packet) {
        const server::InnerZone zone({{pki_.active.certificate, pki_.active.key},
                                      {pki_.acknowledge.certificate, pki_.acknowledge.key},
                                      pki_.root},
                                     {World().catalogue, w.calendar}, w.clock);
        const auto found = zone.examine(packet, samples::noon());
        QVERIFY(found.ok());
        const auto& decision = found->conclusion.decision;
        QCOMPARE(decision.code, std::string());
        QVERIFY(decision.verdict == protocol::Verdict::Stored);
    }
};

QTEST_APPLESS_MAIN(Matters)
#include "tst_matters.moc"
