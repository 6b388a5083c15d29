// Slips as bytes, read back by an interpreter that shares no code with the encoder.
#include "drivers/printer-escpos/protocol/commands.h"
#include "drivers/printer-escpos/protocol/encode.h"
#include "drivers/printer-escpos/protocol/lines.h"
#include "tests/support/escpos/interpreter.h"

#include <QtGui/QPainter>
#include <QtTest/QtTest>

#include <array>
#include <iconv.h>
#include <map>
#include <random>

using namespace jiujin;
using namespace jiujin::drivers::escpos;

namespace {

const std::filesystem::path font = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

Encoder encoder(int columns = 48) {
    auto charset = Charset::open();
    auto glyphs = Glyphs::open(font);
    if (!charset.ok() || !glyphs.ok())
        qFatal("charset or font");
    return Encoder(Roll{columns}, std::move(*charset), std::move(*glyphs));
}

// What a printer understood.
struct Read {
    QStringList texts, unknown;
    QList<escpos_peer::Done::What> done;
    int cuts = 0;
    bool whole = false;

    int count(escpos_peer::Done::What what) const { return static_cast<int>(done.count(what)); }
};

Read read(const Bytes& bytes, int columns = 48) {
    Read read;
    escpos_peer::Interpreter interpreter(columns * 12, {[] { return QByteArray(); },
                                                        [](int) { return QByteArray(); },
                                                        [](const QByteArray&) {},
                                                        [&](const QImage&) {
                                                            ++read.cuts;
                                                        }});
    QByteArray left(reinterpret_cast<const char*>(bytes.data()),
                    static_cast<qsizetype>(bytes.size()));
    while (!left.isEmpty()) {
        const auto done = interpreter.take(left);
        if (done.used == 0)
            return read;
        if (done.what != escpos_peer::Done::What::Nothing)
            read.done.append(done.what);
        if (!interpreter.page().texts().isEmpty())
            read.texts = interpreter.page().texts();
        left.remove(0, done.used);
    }
    read.unknown = interpreter.unknown();
    read.whole = true;
    return read;
}

Bytes encoded(const std::vector<Part>& parts, int columns = 48) {
    const auto bytes = encoder(columns).encode(parts);
    if (!bytes.ok())
        qFatal("refused");
    return *bytes;
}

bool refused(const std::vector<Part>& parts, int columns = 48) {
    const auto bytes = encoder(columns).encode(parts);
    return !bytes.ok() && bytes.error().code == ErrorCode::SlipRefused;
}

Part text(std::string words) {
    return {.kind = Kind::Text, .text = std::move(words)};
}

std::string utf8(char32_t character) {
    return QString::fromUcs4(&character, 1).toStdString();
}

// The share of dots that our drawing of one and Qt's of the other have in common.
double overlap(const Glyphs& glyphs, char32_t ours, char32_t theirs, int size) {
    Dots dots(24 * size, 24 * size);
    glyphs.draw(dots, ours, 0, 24 * size, size, false);
    QImage image(24 * size, 24 * size, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QFont sans(QStringLiteral("Noto Sans CJK SC"));
    sans.setPixelSize(22 * size);
    QPainter painter(&image);
    painter.setFont(sans);
    painter.drawText(QPoint(size, 20 * size), QString::fromUcs4(&theirs, 1));
    painter.end();
    int both = 0, either = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const bool a = dots.at(x, y), b = qGray(image.pixel(x, y)) < 128;
            both += a && b ? 1 : 0;
            either += a || b ? 1 : 0;
        }
    return double(both) / std::max(either, 1);
}

// A real-time command spelt anywhere, but for the tail of a length.
bool holdsRealTime(const Bytes& bytes) {
    for (std::size_t i = 0; i + 2 < bytes.size(); ++i) {
        const bool eot = bytes[i + 1] == 4 && bytes[i + 2] >= 1 && bytes[i + 2] <= 8;
        const bool enq = bytes[i + 1] == 5 && bytes[i + 2] <= 3;
        if (bytes[i] == 0x10 && (eot || enq || bytes[i + 1] == 0x14))
            return true;
    }
    return false;
}

} // namespace

class TestEncode : public QObject {
    Q_OBJECT
private slots:
    void theBytesOfASmallSlip() {
        const Bytes expected = *fromHex("1c26"                     // begin
                                        "1b61011b45011d21111c210c" // centre, bold, twice as large
                                        "bbd8d6b40a"               // 回执
                                        "1b61001b45001d21001c2100" // plain
                                        "1d564200");               // cut
        QCOMPARE(encoded({{Kind::Text, "回执", 2, Align::Centre, true}}), expected);
    }
    void whatGb2312HasIsTextAndTheRestIsAPicture() {
        const Read common = read(encoded({text("张某某 A017 已收件·一二三")}));
        QCOMPARE(common.texts, QStringList{QStringLiteral("张某某 A017 已收件·一二三")});
        QCOMPARE(common.count(escpos_peer::Done::What::Picture), 0);
        for (const char* rare : {"朱镕某", "𠮷某某", "李喆", "ñ", "⺮", "😀"}) {
            const Read drawn = read(encoded({text(rare)}));
            QCOMPARE(drawn.count(escpos_peer::Done::What::Picture), 1);
            QVERIFY(drawn.texts.isEmpty());
            QVERIFY(drawn.whole && drawn.unknown.isEmpty());
        }
    }
    // Against the C library's own table of GB 2312, which differs in two signs.
    void theCharsetIsGb2312() {
        const auto charset = Charset::open();
        QVERIFY(charset.ok());
        const iconv_t other = ::iconv_open("EUC-CN", "UTF-32LE");
        int ideographs = 0;
        for (char32_t c = 0x80; c < 0x10000; ++c) {
            char32_t from = c;
            std::array<char, 4> to{};
            char *source = reinterpret_cast<char*>(&from), *target = to.data();
            std::size_t left = 4, room = to.size();
            const bool known = ::iconv(other, &source, &left, &target, &room) == 0 && room == 2;
            const auto bytes = charset->bytesOf(c);
            if (c == 0x2014 || c == 0xB7 || c == 0x2015 || c == 0x30FB)
                continue;
            QVERIFY2(bytes.has_value() == known, qPrintable(QString::number(c, 16)));
            if (known)
                QVERIFY((*bytes)[0] == static_cast<std::uint8_t>(to[0]) &&
                        (*bytes)[1] == static_cast<std::uint8_t>(to[1]));
            ideographs += known && static_cast<std::uint8_t>(to[0]) >= 0xB0 ? 1 : 0;
        }
        ::iconv_close(other);
        QCOMPARE(ideographs, 6763);
        QVERIFY(charset->bytesOf(0x2014) && charset->bytesOf(0xB7));
        QVERIFY(!charset->bytesOf('A'));
    }
    // Of several alike, Qt's drawing of the same font resembles that of the same character most.
    void rareCharactersAreDrawnAsTheyAre() {
        const auto glyphs = Glyphs::open(font);
        QVERIFY(glyphs.ok());
        const std::u32string rare = U"镕瑢玥明堃坤昇升喆哲𠮷圭祎";
        for (const int size : {1, 2})
            for (const char32_t drawn : rare) {
                std::map<double, char32_t> likeness;
                for (const char32_t other : rare)
                    likeness[overlap(*glyphs, drawn, other, size)] = other;
                QCOMPARE(likeness.rbegin()->second, drawn);
            }
    }
    void whatTheFontDoesNotHaveHasItsSign() {
        const auto glyphs = Glyphs::open(font);
        QVERIFY(glyphs.ok());
        Dots missing(24, 24), sign(24, 24), bold(24, 24);
        glyphs->draw(missing, 0xE000, 0, 24, 1, false);
        glyphs->draw(sign, U'〓', 0, 24, 1, false);
        glyphs->draw(bold, U'〓', 0, 24, 1, true);
        QVERIFY(missing.bits == sign.bits);
        QVERIFY(bold.bits != sign.bits);
        QVERIFY(!Glyphs::open("/nowhere.ttc").ok());
    }
    void textIsBrokenWhereTheRollEnds() {
        const Read wide = read(encoded({text(QString(60, QChar(0x4E00)).toStdString())}));
        QCOMPARE(wide.texts.size(), 3);
        QCOMPARE(wide.texts.first().size(), 24);
        const Read words =
            read(encoded({text("This terminal took a sealed packet, and no more.")}, 32), 32);
        QCOMPARE(words.texts, (QStringList{QStringLiteral("This terminal took a sealed"),
                                           QStringLiteral("packet, and no more.")}));
        const Read large =
            read(encoded({{Kind::Text, std::string(30, 'x'), 2, Align::Left, false}}));
        QCOMPARE(large.texts.size(), 2);
        const Read nothing = read(encoded({text("")}));
        QCOMPARE(nothing.count(escpos_peer::Done::What::Line), 1);
    }
    void numbersAndMarksAreNotTorn() {
        const Read number =
            read(encoded({{Kind::Text, "330105-A017-0000042-K", 2, Align::Left, true}}, 32), 32);
        QCOMPARE(number.texts,
                 (QStringList{QStringLiteral("330105-A017-"), QStringLiteral("0000042-K")}));
        const Read closed =
            read(encoded({text("的内容已加密，只有主管部门能打开。这不是受理通知。")}, 32), 32);
        QCOMPARE(closed.texts, (QStringList{QStringLiteral("的内容已加密，只有主管部门能打"),
                                            QStringLiteral("开。这不是受理通知。")}));
        const Read opened =
            read(encoded({text("二零二六年十一月二十二日上午十（时间已校准）")}, 32), 32);
        QCOMPARE(opened.texts, (QStringList{QStringLiteral("二零二六年十一月二十二日上午十"),
                                            QStringLiteral("（时间已校准）")}));
    }
    void controlCharactersBecomeBlanks() {
        const std::string words = "A\x1B"
                                  "@B\x1D"
                                  "V\nC\x7F"
                                  "D\xC2\x9B"
                                  "E\xE2\x80\xAE"
                                  "F";
        const Read slip = read(encoded({text(words)}));
        QCOMPARE(slip.texts, QStringList{QStringLiteral("A @B V C D EF")});
        QCOMPARE(slip.cuts, 1);
    }
    // For any text, the stream reads as the lines that were meant, one cut, and nothing else.
    void noTextBecomesACommand() {
        std::mt19937 random(20261122);
        const auto some = [&](std::uint32_t below) {
            return static_cast<char32_t>(random() % below);
        };
        const Encoder made = encoder(32);
        for (int round = 0; round < 400; ++round) {
            std::string words;
            for (std::uint32_t i = some(60); i > 0; --i) {
                const std::array<char32_t, 5> kinds{some(0x20), some(0x80), 0x4E00 + some(0x5200),
                                                    some(0x3000), 0x20000 + some(0xA000)};
                char32_t c = kinds.at(some(5));
                words += utf8(c == 0 ? 0x10 : c);
            }
            const std::vector<Part> parts{{Kind::Text, words, 1 + static_cast<int>(some(2)),
                                           static_cast<Align>(some(3)), some(2) == 1}};
            const auto bytes = made.encode(parts);
            QVERIFY(bytes.ok());
            const Read slip = read(*bytes, 32);
            QVERIFY(slip.whole && slip.unknown.isEmpty());
            QCOMPARE(slip.cuts, 1);
            QCOMPARE(slip.count(escpos_peer::Done::What::Reset), 0);
            QCOMPARE(slip.count(escpos_peer::Done::What::Code), 0);
            const auto charset = Charset::open();
            const auto lines = linesOf(words, 32 / parts[0].size, *charset).size();
            QCOMPARE(slip.count(escpos_peer::Done::What::Line) +
                         slip.count(escpos_peer::Done::What::Picture),
                     static_cast<int>(lines));
            QVERIFY(!holdsRealTime(*bytes));
        }
    }
    void dotsThatSpellACommandGetOneMore() {
        Dots dots(24, 2);
        dots.bits = {0x10, 0x04, 0x01, 0x10, 0x14, 0x08};
        Bytes out;
        commands::picture(out, dots);
        QCOMPARE(toHex(out), std::string("1d76300003000200110401111408"));
        QVERIFY(!holdsRealTime(out));
    }
    void aCodeTakesTheRoomThatThereIs() {
        const std::string thousand(1000, 'a');
        const auto sizeIn = [](const Bytes& bytes) {
            const std::string hex = toHex(bytes);
            const std::size_t at = hex.find("1d286b03003143");
            return std::stoi(hex.substr(at + 14, 2), nullptr, 16);
        };
        QCOMPARE(sizeIn(encoded({{Kind::Code, "https://x.cn", 6, Align::Centre, false}})), 6);
        QCOMPARE(sizeIn(encoded({{Kind::Code, thousand, 6, Align::Centre, false}})), 4);
        QCOMPARE(sizeIn(encoded({{Kind::Code, thousand, 6, Align::Centre, false}}, 32)), 3);
        QVERIFY(refused({{Kind::Code, std::string(1400, 'a'), 6, Align::Centre, false}}, 32));
        QVERIFY(refused({{Kind::Code, std::string(2332, 'a'), 3, Align::Centre, false}}));
        QVERIFY(refused({{Kind::Code, "", 6, Align::Centre, false}}));
        QVERIFY(refused({{Kind::Code, "a\nb", 6, Align::Centre, false}}));
        QVERIFY(refused({{Kind::Code, "号", 6, Align::Centre, false}}));
        QVERIFY(refused({{Kind::Code, "a", 17, Align::Centre, false}}));
    }
    void versionsHoldWhatTheStandardSays() {
        QCOMPARE(modulesFor(14), 21);
        QCOMPARE(modulesFor(15), 25);
        QCOMPARE(modulesFor(2331), 177);
        QCOMPARE(modulesFor(2332), std::nullopt);
    }
    void theRestOfASlip() {
        const Read slip = read(encoded({{.kind = Kind::Rule}, {.kind = Kind::Space, .size = 3}}));
        QCOMPARE(slip.texts, QStringList{QString(48, QLatin1Char('-'))});
        QCOMPARE(slip.count(escpos_peer::Done::What::Line), 4);
        QCOMPARE(slip.cuts, 1);
    }
    void tooMuchIsRefused() {
        QVERIFY(refused({}));
        QVERIFY(refused(std::vector<Part>(65, text("x"))));
        QVERIFY(refused({text(std::string(8193, 'x'))}));
        QVERIFY(refused({text("\xff")}));
        QVERIFY(refused({text("\xed\xa0\x80")})); // half of a pair
        QVERIFY(refused({{.kind = Kind::Text, .text = "x", .size = 3}}));
        QVERIFY(refused({{.kind = Kind::Space, .size = 17}}));
    }
};

QTEST_MAIN(TestEncode)
#include "tst_encode.moc"
