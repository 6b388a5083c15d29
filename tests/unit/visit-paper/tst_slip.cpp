// The receipt on a roll: what stands on it, and that a printer of any width takes it.
#include "app/visit/paper/slip.h"
#include "drivers/printer-escpos/protocol/encode.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::paper;
namespace escpos = jiujin::drivers::escpos;

namespace {

constexpr const char* number = "330105-A017-0000042-K";

std::string textOf(const std::vector<SlipPart>& slip) {
    std::string text;
    for (const SlipPart& part : slip)
        text += part.text + '\n';
    return text;
}

} // namespace

class TestSlip : public QObject {
    Q_OBJECT
    const matter::Matter matter_ = tests::pensionMatter();
    const std::string code_ = samples::receiptCode(samples::Pki());

    std::vector<SlipPart> slip(const protocol::CaseBody& body, bool repeated = false) const {
        return slipOf({number, code_, tests::sampleTime(), repeated, &matter_, &body});
    }
    protocol::CaseBody body(const char* person) const {
        return tests::sampleBody(matter_, tests::personCard(person), "zh_CN");
    }

private slots:
    void itSaysWhatTheSheetSays() {
        const std::string text = textOf(slip(body("zhang")));
        for (const char* part :
             {"收件凭证", number, "张**", "110105********0017", "城乡居民基本养老保险参保登记",
              "2026-11-22 10:04", "330105-A017", "0123-4567-89AB-CDEF",
              "容缺后补原件 1 份，最迟 2026-12-02", "告知承诺（1.0 版），不用再交",
              "本终端已收到您的密封申请包。", "这不是受理通知"})
            QVERIFY2(text.find(part) != std::string::npos, part);
        QVERIFY(text.find("补打") == std::string::npos);
        QVERIFY(textOf(slip(body("zhang"), true)).find("补打") != std::string::npos);
    }
    void itShowsNobody() {
        const auto card = tests::personCard("zhang");
        const std::string text = textOf(slip(body("zhang")));
        for (const Secret* secret : {&card.name, &card.number, &card.address, &card.birth})
            QVERIFY(text.find(secret->expose()) == std::string::npos);
    }
    void theReceiptOfALostVisitNamesNothing() {
        const std::string text = textOf(slipOf({number, code_, tests::sampleTime(), false}));
        QVERIFY(text.find(number) != std::string::npos);
        QVERIFY(text.find("申请人") == std::string::npos);
    }
    void everyRollTakesIt_data() {
        QTest::addColumn<int>("columns");
        for (const int columns : {32, 42, 48})
            QTest::addRow("%d", columns) << columns;
    }
    void everyRollTakesIt() {
        QFETCH(int, columns);
        auto charset = escpos::Charset::open();
        auto glyphs =
            escpos::Glyphs::open("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc");
        QVERIFY(charset.ok() && glyphs.ok());
        const escpos::Encoder encoder(escpos::Roll{columns}, std::move(*charset),
                                      std::move(*glyphs));
        std::vector<escpos::Part> parts;
        for (const SlipPart& part : slip(body("fifteenchars")))
            parts.push_back({part.kind == SlipKind::Text   ? escpos::Kind::Text
                             : part.kind == SlipKind::Code ? escpos::Kind::Code
                                                           : escpos::Kind::Rule,
                             part.text, part.size});
        const auto encoded = encoder.encode(parts);
        QVERIFY2(encoded.ok(), encoded.ok() ? "" : encoded.error().text().c_str());
    }
};

QTEST_APPLESS_MAIN(TestSlip)
#include "tst_slip.moc"
