// Bytes of a printer, literal, as Epson's reference gives them.
#include "drivers/printer-escpos/protocol/status.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::drivers::escpos;

namespace {

using Kind = Heard::Kind;

std::vector<Heard> heard(StatusReader& reader, const Bytes& bytes) {
    reader.feed(bytes);
    std::vector<Heard> all;
    while (const auto next = reader.next())
        all.push_back(*next);
    return all;
}

std::vector<Heard> heard(const Bytes& bytes) {
    StatusReader reader;
    return heard(reader, bytes);
}

State answered(Question question, std::uint8_t answer) {
    State state;
    apply(state, question, answer);
    return state;
}

} // namespace

class TestStatus : public QObject {
    Q_OBJECT
private slots:
    void eachKindOfByteIsKnown() {
        const auto all = heard({0x12, 0x00, 0x18, 0x00, 0x0C, 0x0F, 0x7E});
        QCOMPARE(all.size(), 4U);
        QCOMPARE(all[0].kind, Kind::Answer);
        QCOMPARE(all[1].kind, Kind::Sensor);
        QCOMPARE(all[2].kind, Kind::Automatic);
        QCOMPARE(all[2].bytes, (std::array<std::uint8_t, 4>{0x18, 0x00, 0x0C, 0x0F}));
        QCOMPARE(all[3].kind, Kind::Answer);
    }
    void noiseIsDropped() {
        QVERIFY(heard({0xFF, 0x91, 0x13, 0x11, 0x80}).empty());
        QCOMPARE(heard({0xFF, 0x03}).size(), 1U);
    }
    void piecesArePutTogether() {
        StatusReader reader;
        QVERIFY(heard(reader, {0x14, 0x00}).empty());
        QVERIFY(heard(reader, {0x00}).empty());
        const auto all = heard(reader, {0x0F});
        QCOMPARE(all.size(), 1U);
        QCOMPARE(all[0].kind, Kind::Automatic);
    }
    void anAnswerMayComeInTheMiddleOfAnAutomaticStatus() {
        const auto all = heard({0x10, 0x00, 0x16, 0x03, 0x0F});
        QCOMPARE(all.size(), 2U);
        QCOMPARE(all[0].kind, Kind::Answer);
        QCOMPARE(all[1].bytes, (std::array<std::uint8_t, 4>{0x10, 0x00, 0x03, 0x0F}));
    }
    void halfAStatusIsForgotten() {
        StatusReader reader;
        QVERIFY(heard(reader, {0x10, 0x00}).empty());
        reader.forgetHalf();
        QCOMPARE(heard(reader, {0x00}).at(0).kind, Kind::Sensor);
        QVERIFY(heard(reader, {0x10, 0x00}).empty());
        QCOMPARE(heard(reader, {0x10, 0x00, 0x00, 0x00}).at(0).kind, Kind::Automatic);
    }
    void aPrinterThatOnlyTalksFillsNothing() {
        StatusReader reader;
        for (int i = 0; i < 100; ++i)
            reader.feed(Bytes(100, 0x12));
        int count = 0;
        while (reader.next())
            ++count;
        QCOMPARE(count, 256);
    }
    void answersMeanWhatTheirQuestionAsked() {
        QVERIFY(answered(Question::Printer, 0x1A).offline);
        QVERIFY(answered(Question::Offline, 0x16).cover);
        QVERIFY(answered(Question::Error, 0x1A).cutter);
        QVERIFY(answered(Question::Error, 0x32).broken);
        QVERIFY(answered(Question::Error, 0x52).hot);
        QVERIFY(answered(Question::Paper, 0x1E).nearEnd);
        QVERIFY(!answered(Question::Paper, 0x1E).paperOut);
        QVERIFY(answered(Question::Paper, 0x7E).paperOut);
        for (const Question question : questions)
            QCOMPARE(answered(question, 0x12), State());
    }
    void anAnswerPutsRightWhatItAsksOnly() {
        State state{.offline = true, .cover = true, .hot = true};
        apply(state, Question::Offline, 0x12);
        QCOMPARE(state, (State{.offline = true, .hot = true}));
    }
    void anAutomaticStatusSaysAll() {
        QCOMPARE(stateOf({0x10, 0, 0, 0x0F}), State());
        QCOMPARE(stateOf({0x38, 0, 0x03, 0x0F}),
                 (State{.offline = true, .cover = true, .nearEnd = true}));
        QCOMPARE(
            stateOf({0x18, 0x68, 0x0C, 0x0F}),
            (State{
                .offline = true, .paperOut = true, .cutter = true, .hot = true, .broken = true}));
    }
    void theMostPreciseCauseIsTold() {
        QCOMPARE(causeOf({}, {}), std::nullopt);
        QCOMPARE(causeOf({.nearEnd = true}, {}), std::nullopt);
        QCOMPARE(causeOf({.offline = true}, {}), ErrorCode::SlipFailed);
        QCOMPARE(causeOf({.offline = true, .paperOut = true}, {}), ErrorCode::SlipNoPaper);
        QCOMPARE(causeOf({.offline = true, .cover = true, .paperOut = true}, {}),
                 ErrorCode::SlipCover);
        QCOMPARE(causeOf({.offline = true, .cover = true, .cutter = true}, {}),
                 ErrorCode::SlipCutter);
        QCOMPARE(causeOf({.hot = true}, {}), ErrorCode::SlipHot);
        QCOMPARE(causeOf({.hot = true, .broken = true}, {}), ErrorCode::SlipFailed);
    }
    void theFirstCauseIsKeptUntilItIsCleared() {
        const State both{.offline = true, .cover = true, .paperOut = true};
        QCOMPARE(causeOf(both, ErrorCode::SlipNoPaper), ErrorCode::SlipNoPaper);
        QCOMPARE(causeOf({.cover = true}, ErrorCode::SlipNoPaper), ErrorCode::SlipCover);
        QCOMPARE(causeOf({}, ErrorCode::SlipNoPaper), std::nullopt);
        QCOMPARE(causeOf(both, ErrorCode::SlipGone), ErrorCode::SlipCover);
    }
};

QTEST_APPLESS_MAIN(TestStatus)
#include "tst_status.moc"
