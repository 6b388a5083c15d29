// Texts that differ by spaces and the width of their marks alone.
#include "platform/formats/loose_text.h"

#include <QtTest/QtTest>

using namespace jiujin::formats;

class TestLooseText : public QObject {
    Q_OBJECT
private slots:
    void spacesAndWidthsAreTheSame() {
        QCOMPARE(looseForm("（国发〔2014〕　8 号）\n"), std::string("(国发〔2014〕8号)"));
        QCOMPARE(looseForm("ＡＢＣ１～"), std::string("ABC1~"));
        QCOMPARE(looseForm("“一”‘二’"), std::string("\"一\"'二'"));
        QCOMPARE(looseForm("a\u00A0b\u2003c"), std::string("abc"));
        QCOMPARE(looseForm(" \t\r\n　"), std::string());
    }
    void everythingElseStays() {
        // Beside the full-width forms, a half-width katakana, and what is cut off.
        for (const std::string text : {"《办法》、。", "ｦ｟", "\xEF\xBC", "\xEF", "\xFF", "é𠮷"})
            QCOMPARE(looseForm(text), text);
    }
};

QTEST_APPLESS_MAIN(TestLooseText)
#include "tst_loose_text.moc"
