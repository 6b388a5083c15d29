// A second matter in the same visit: what was answered in the first is not asked again, says where
// it came from, can be changed, and is shown to nobody but the holder of the card.
#include "platform/matter/review.h"
#include "tests/journey/samples_of_matters.h"

#include <QtTest/QtTest>

#include <algorithm>

using namespace world;
using protocol::Source;

namespace {

constexpr std::string_view bundle = "SAMPLE-GTGSH-KB", food = "SAMPLE-SPJY-BA",
                           school = "SAMPLE-YWJY-RX", agents = "SAMPLE-GLJT-DB";

MatterSample sampleOf(std::string_view code) {
    const auto all = matterSamples();
    const auto found = std::ranges::find(all, code, &MatterSample::code);
    if (found == all.end())
        qFatal("no such sample");
    return *found;
}

const journey::FieldState& field(const World& w, const char* key) {
    return w.journey.sheet().fields()[w.row(key)];
}

void printAll(World& w) {
    w.draw();
    w.journey.paperDesk().printed(w.printer.sheets.back().first);
}

void next(World& w, State state) {
    w.journey.handle(Event::Next);
    QCOMPARE(w.state(), state);
}

void chooseMatter(World& w, std::string_view code) {
    QCOMPARE(w.state(), State::ChooseMatter);
    w.choose(code);
    next(w, State::Form);
}

// From the filled form to the receipt, with its paper.
void file(World& w, const MatterSample& sample) {
    next(w, State::Materials);
    chooseWays(w, sample);
    next(w, State::Review);
    next(w, State::Sign);
    w.journey.sign(Secret("100,100 200,150"));
    w.journey.handle(Event::Submit);
    w.journey.filingDesk().reserved(w.terminal.reserves.back(),
                                    {"packet", "330105-A017", 42, sampleReceipt.caseNumber, "L"});
    w.sealer.orders.back().done(journey::SealedFiling{"header", bytesOf("sealed")});
    w.journey.filingDesk().stored(w.terminal.puts.back().call, sampleReceipt);
    QCOMPARE(w.state(), State::Receipt);
    printAll(w);
}

void fileFirst(World& w, std::string_view code) {
    const MatterSample sample = sampleOf(code);
    w.readCard(QString::fromStdString(sample.card));
    chooseMatter(w, code);
    fillForm(w, sample);
    file(w, sample);
}

// At a reader that does not tell whether a card that it has read still lies there.
void askAnother(World& w) {
    w.journey.cardDesk().presence(journey::CardPresence::Unknown);
    QVERIFY(w.journey.offersAnother());
    w.journey.handle(Event::Another);
    QCOMPARE(w.state(), State::CardAgain);
}

void another(World& w, std::string_view first = bundle) {
    askAnother(w);
    w.answerCard(QString::fromStdString(sampleOf(first).card));
    QCOMPARE(w.state(), State::ChooseMatter);
}

// What is not known from the bundle.
MatterSample foodAfterBundle() {
    MatterSample sample = sampleOf(food);
    const MatterSample before = sampleOf(bundle);
    const std::map<std::string, std::string> same{{"business", "shopName"},
                                                  {"division", "division"},
                                                  {"address", "place"},
                                                  {"begin", "begin"}};
    for (const auto& [key, earlier] : same)
        sample.answers[key] = before.answers.at(earlier);
    return sample;
}

} // namespace

class Another : public QObject {
    Q_OBJECT
private slots:
    void whatWasAnsweredIsNotAskedAgain() {
        World w;
        fileFirst(w, bundle);
        std::map<std::string, Secret> known;
        for (const auto& state : w.journey.sheet().fields())
            if (state.source == Source::Citizen && !state.field->prefill.empty())
                known[state.field->prefill] = state.value;
        another(w);
        chooseMatter(w, food);
        int prefilled = 0;
        for (const auto& state : w.journey.sheet().fields()) {
            const auto same = known.find(state.field->prefill);
            if (same == known.end())
                continue;
            ++prefilled;
            QVERIFY2(state.value == same->second, state.key.c_str());
            QVERIFY2(state.source == Source::Bundle && !state.locked && !state.fault,
                     state.key.c_str());
        }
        // Mobile number, name of the shop, day of opening; place and district once they are asked.
        QCOMPARE(prefilled, 3);
        QVERIFY(w.journey.setValue(w.row("place"), "3"));
        QVERIFY(field(w, "address").value == Secret("某某路1号一层"));
        QVERIFY(field(w, "division").source == Source::Bundle);
        QVERIFY(field(w, "name").source == Source::Card);
    }

    void whereItCameFromIsSaidAndSigned() {
        World w;
        fileFirst(w, bundle);
        another(w);
        chooseMatter(w, food);
        const MatterSample sample = foodAfterBundle();
        fillForm(w, sample);
        const std::size_t filedBefore = w.sealer.orders.size();
        file(w, sample);
        QCOMPARE(w.sealer.orders.size(), filedBefore + 1);
        const auto& body = w.sealer.orders.back().filing.body;
        QVERIFY(body.provenance.at("mobile") == Source::Bundle);
        QVERIFY(body.provenance.at("creditCode") == Source::Citizen);
        const std::string shown(
            matter::reviewText(*w.sealer.orders.back().filing.matter, body).expose());
        QVERIFY2(shown.find("13800138000 (来自您这次办的前一个申请)") != std::string::npos,
                 shown.c_str());
        QCOMPARE(matter::sourceWords(Source::Bundle, Language::English),
                 std::string("from your earlier application of this visit"));
        // The centre judges by the same code.
        const auto faults = matter::checkCase(w.matterOf(food), body,
                                              matter::localDay(w.clock.now.time), w.calendar);
        QVERIFY2(faults.empty(), faults.empty() ? "" : faults.front().id.c_str());
    }

    void whatIsChangedIsTheCitizensOwn() {
        World w;
        fileFirst(w, bundle);
        another(w);
        chooseMatter(w, food);
        QVERIFY(w.journey.setValue(w.row("mobile"), "13900139000"));
        QVERIFY(field(w, "mobile").source == Source::Citizen);
        QVERIFY(w.journey.setValue(w.row("mobile"), ""));
        QVERIFY(field(w, "mobile").value.empty());
    }

    // What the card says and the citizen has put right in the first matter stays right.
    void whatWasPutRightStaysRight() {
        World w;
        w.toForm();
        QVERIFY(w.journey.setValue(w.row("address"), "某某镇某某村3组12号"));
        MatterSample sample = sampleOf(pension);
        sample.answers["address"] = "某某镇某某村3组12号";
        fillForm(w, sample);
        file(w, sample);
        another(w, pension);
        chooseMatter(w, school);
        QVERIFY(field(w, "address").value == Secret("某某镇某某村3组12号"));
        QVERIFY(field(w, "address").source == Source::Bundle);
        QVERIFY(field(w, "name").source == Source::Card && field(w, "name").locked);
    }

    // Rules of the memory itself: nothing that would be wrong, or mean something else, is put in.
    void onlyWhatFitsIsPutIn() {
        const auto day = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);
        matter::Field asked;
        asked.kind = matter::FieldKind::Choice;
        asked.prefill = "visit.householdHere";
        asked.choices = {{"1", {"在本地", "Here"}}, {"2", {"不在本地", "Elsewhere"}}};
        journey::EarlierAnswers earlier;
        earlier.remember(asked, Secret("2"), Source::Citizen);
        QVERIFY(earlier.answerFor(asked, day) == Secret("2"));
        matter::Field other = asked;
        other.choices[1].label.zh = "不在本地，住在这里";
        QVERIFY(earlier.answerFor(other, day).empty());
        other = asked;
        other.choices.pop_back();
        QVERIFY(earlier.answerFor(other, day).empty());
        other = asked;
        other.kind = matter::FieldKind::Text;
        QVERIFY(earlier.answerFor(other, day).empty());
        other = asked;
        other.prefill = "visit.other";
        QVERIFY(earlier.answerFor(other, day).empty());
        other.prefill.clear();
        QVERIFY(earlier.answerFor(other, day).empty());
        for (const Source source : {Source::Card, Source::Computed}) {
            journey::EarlierAnswers none;
            none.remember(asked, Secret("2"), source);
            QVERIFY(none.answerFor(asked, day).empty());
        }
        matter::Field text;
        text.prefill = "visit.shopName";
        text.maxLength = 40;
        earlier.remember(text, Secret("某某小吃店"), Source::Bundle);
        QVERIFY(!earlier.answerFor(text, day).empty());
        text.maxLength = 3;
        QVERIFY(earlier.answerFor(text, day).empty());
    }

    void theCardIsReadAgainWhateverTheReaderKnows() {
        using journey::CardPresence;
        for (const auto presence : {CardPresence::Unknown, CardPresence::No, CardPresence::Yes}) {
            World w;
            fileFirst(w, bundle);
            w.journey.cardDesk().presence(presence);
            const auto reads = w.reader.asked.size();
            w.journey.handle(Event::Another);
            QCOMPARE(w.state(), State::CardAgain);
            QCOMPARE(w.reader.asked.size(), reads + 1);
            w.journey.handle(Event::Next);
            QCOMPARE(w.state(), State::CardAgain);
            w.answerCard(QStringLiteral("li"));
            QCOMPARE(w.state(), State::ChooseMatter);
        }
    }

    void withoutTheCardNothingOfThePersonIsShown() {
        World w;
        fileFirst(w, bundle);
        askAnother(w);
        QVERIFY(w.journey.anotherAsked());
        w.answerCard(QStringLiteral("zhang"));
        QCOMPARE(w.state(), State::CardAgain);
        QCOMPARE(w.journey.message(), ErrorCode::CardOther);
        w.journey.handle(Event::Back);
        QCOMPARE(w.state(), State::Receipt);
        QVERIFY(w.journey.receipt() && !w.journey.anotherAsked());
        another(w);
        QVERIFY(!w.journey.anotherAsked());
        chooseMatter(w, food);
        QVERIFY(field(w, "mobile").source == Source::Bundle);
    }

    void nothingOfTheFirstCaseIsLeftInTheSecond() {
        World w;
        fileFirst(w, bundle);
        another(w);
        QVERIFY(!w.journey.receipt() && !w.journey.isSigned() && w.journey.codeRows().empty());
        QVERIFY(w.journey.sheet().matter() == nullptr);
        chooseMatter(w, bundle); // the same once more
        QVERIFY(field(w, "scope").value.empty());
        QVERIFY(field(w, "mobile").source == Source::Bundle);
    }

    void whatBecameOfTheFirstIsNotSaidOfTheSecond() {
        World w;
        fileFirst(w, bundle);
        w.journey.status({.everInContact = true,
                          .delivery = journey::Delivery::Aside,
                          .deliveryReason = "JJ-2306",
                          .nextSeconds = 60});
        another(w);
        chooseMatter(w, food);
        const MatterSample sample = foodAfterBundle();
        fillForm(w, sample);
        file(w, sample);
        QVERIFY(w.journey.service().delivery == journey::Delivery::Nothing);
        QVERIFY(w.journey.service().deliveryReason.empty());
        QVERIFY(w.journey.service().nextSeconds == 0);
        QVERIFY(w.journey.service().everInContact);
    }

    void itGoesWithThePerson() {
        World w;
        fileFirst(w, bundle);
        another(w);
        chooseMatter(w, food);
        const auto mobile = *field(w, "mobile").field;
        const auto day = matter::localDay(w.clock.now.time);
        QVERIFY(!w.journey.earlier().answerFor(mobile, day).empty());
        w.journey.handle(Event::Home);
        w.journey.confirmLeave();
        QCOMPARE(w.state(), State::Goodbye);
        QVERIFY(w.journey.earlier().answerFor(mobile, day).empty());
    }

    void whereThereIsNobodyOrNoServiceItIsNotOffered() {
        World lost;
        lost.journey.takeOver(true, sampleReceipt);
        QCOMPARE(lost.state(), State::Receipt);
        QVERIFY(!lost.journey.offersAnother());
        lost.journey.handle(Event::Another);
        QCOMPARE(lost.state(), State::Receipt);
        World closed;
        closed.toReceipt();
        closed.journey.handle(Event::Another); // the paper is on its way
        QCOMPARE(closed.state(), State::Receipt);
        printAll(closed);
        closed.journey.status({.accepting = false, .outOfService = "JJ-2001"});
        QVERIFY(!closed.journey.offersAnother());
        closed.journey.handle(Event::Another);
        QCOMPARE(closed.state(), State::Receipt);
        World unread;
        unread.toReceipt();
        printAll(unread);
        QVERIFY(unread.journey.offersAnother());
        unread.journey.readerLost({ErrorCode::DriverLost, true});
        QVERIFY(!unread.journey.offersAnother());
        unread.journey.handle(Event::Another);
        QCOMPARE(unread.state(), State::Receipt);
    }

    void anAgentIsOfFullAge() {
        World w;
        w.readCard(QStringLiteral("child"));
        w.choose(agents);
        QCOMPARE(w.state(), State::Guide);
        QCOMPARE(w.journey.message(), ErrorCode::ApplicantNotEligible);
        QVERIFY(w.journey.messageWords().zh.find("年满18周岁") != std::string::npos);
        w.journey.handle(Event::Next);
        QCOMPARE(w.state(), State::Guide);
        // A clock that is not known turns nobody away: the centre judges it.
        w.clock.now.grade = ClockGrade::Unknown;
        QVERIFY(!w.journey.message() && w.journey.messageWords().zh.empty());
    }
};

QTEST_GUILESS_MAIN(Another)
#include "tst_another.moc"
