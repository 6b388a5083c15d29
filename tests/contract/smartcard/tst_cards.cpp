// The shipped driver host and module against a private pcscd: cards, PINs, signatures, and a card
// that is exchanged for another.
#include "tests/contract/smartcard/card_visit.h"
#include "tests/contract/smartcard/pcscd_rig.h"

#include <QtCore/QCryptographicHash>
#include <QtTest/QtTest>

using jiujin::drivers::FaultKind;
using jiujin::drivers::Presence;

namespace {

const QString social = QStringLiteral("social");
const QString removed = QStringLiteral("JJ-1303");
const QString changed = QStringLiteral("JJ-1304");
const QString wrongPin = QStringLiteral("JJ-1308");
const QString blockedPin = QStringLiteral("JJ-1309");
const QString pinFormat = QStringLiteral("JJ-1310");

// Texts of a person are compared, never shown.
bool isOf(const SmartCardRead& card, const QJsonObject& person) {
    const auto text = [&](const char* key) {
        return person.value(QLatin1String(key)).toString();
    };
    return card.kind() == social && card.name() == text("name") &&
           card.socialNumber() == text("number") && card.sex() == text("sex") &&
           card.nation() == text("nation") && card.birth() == text("birth") &&
           card.issuer() == QLatin1String("915600000211000011000001") &&
           card.validUntil() == QLatin1String("20300315") &&
           card.number() == QLatin1Char('A') + text("number").right(8) &&
           card.certificate().isEmpty();
}

QByteArray digestOf(const char* text) {
    return QCryptographicHash::hash(QByteArray(text), QCryptographicHash::Sha256);
}

int traces(qint64 process, const QList<QPair<QByteArray, QByteArray>>& patterns) {
    QByteArray lines;
    for (const auto& [name, bytes] : patterns)
        lines += name + ' ' + bytes.toHex() + '\n';
    QProcess scanner;
    scanner.setProcessChannelMode(QProcess::ForwardedChannels);
    scanner.start(QString::fromLocal8Bit(qgetenv("JIUJIN_BINARY_DIR")) +
                      QStringLiteral("/tests/bin/memscan"),
                  {QString::number(process)});
    scanner.write(lines);
    scanner.closeWriteChannel();
    scanner.waitForFinished();
    return scanner.exitCode();
}

// In every spelling that it passes through.
QList<QPair<QByteArray, QByteArray>> spellings(const char* name, const QString& text) {
    const QByteArray label(name);
    const auto ucs4 = text.toUcs4();
    return {{label + "-utf8", text.toUtf8()},
            {label + "-utf16",
             QByteArray(reinterpret_cast<const char*>(text.utf16()), text.size() * 2)},
            {label + "-ucs4",
             QByteArray(reinterpret_cast<const char*>(ucs4.constData()), ucs4.size() * 4)}};
}

} // namespace

class TestCards : public QObject {
    Q_OBJECT

    std::unique_ptr<PcscdRig> rig_;
    std::unique_ptr<CardVisit> visit_;

private slots:
    void init() {
        rig_ = std::make_unique<PcscdRig>();
        if (!rig_->unavailable().isEmpty())
            QSKIP(qPrintable(rig_->unavailable()));
        visit_ = std::make_unique<CardVisit>(*rig_);
        QVERIFY(visit_->begin());
    }
    void cleanup() {
        visit_.reset();
        const QString folder = rig_->folder();
        rig_.reset();
        QVERIFY(!QFile::exists(folder));
    }

    void socialSecurityCardsAreRead_data() {
        QTest::addColumn<QString>("who");
        for (const char* who : {"zhang", "li", "rare", "dot", "surrogate", "fifteenchars"})
            QTest::newRow(who) << QString::fromLatin1(who);
    }
    void socialSecurityCardsAreRead() {
        QFETCH(QString, who);
        visit_->read();
        QVERIFY(visit_->silentFor(100));
        QVERIFY(rig_->hands("card social " + who.toLatin1()));
        const auto answer = visit_->answer();
        QVERIFY(answer && answer->call == 1);
        QCOMPARE(answer->code, QString());
        QVERIFY(isOf(*answer->card, rig_->person(who)));
        QVERIFY(visit_->overwrittenComes());
        QVERIFY(visit_->silentFor(200));
    }
    void theOperatorsCardGivesItsCertificate() {
        QVERIFY(rig_->hands("card operator"));
        visit_->read();
        const auto answer = visit_->answer();
        QVERIFY(answer && answer->card);
        QCOMPARE(answer->card->kind(), QStringLiteral("operator"));
        QCOMPARE(answer->card->certificate(), rig_->operatorCertificate());
        QVERIFY(answer->card->socialNumber().isEmpty());
    }
    void presenceAndKindAreTold() {
        QVERIFY(visit_->statusBecomes(Presence::No, {}));
        QVERIFY(rig_->hands("card social zhang"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, social));
        QVERIFY(rig_->hands("nocard"));
        QVERIFY(visit_->statusBecomes(Presence::No, {}));
        QVERIFY(rig_->hands("card operator"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, QStringLiteral("operator")));
        QVERIFY(rig_->hands("swap unknown"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, QStringLiteral("unknown")));
        QCOMPARE(visit_->codeOfRead(), QStringLiteral("JJ-1302"));
        QCOMPARE(visit_->codeOfPin(rig_->socialPin()), QStringLiteral("JJ-1302"));
        // Only changes were told, and one answer to each question.
        for (qsizetype i = 2; i < visit_->statuses().size(); ++i)
            QVERIFY(visit_->statuses()[i] != visit_->statuses()[i - 1]);
    }
    void withoutAVisitNoCardIsTouched() {
        visit_->start();
        QVERIFY(visit_->host().healthBecomes(QStringLiteral("ok")));
        QVERIFY(rig_->hands("trace on"));
        QVERIFY(rig_->hands("card social zhang"));
        QVERIFY(visit_->silentFor(500));
        QCOMPARE(rig_->commandsSeen("a4"), 0);
        QVERIFY(visit_->serve());
        QVERIFY(visit_->statusBecomes(Presence::Yes, social));
        QVERIFY(rig_->commandsSeen("a4") > 0);
    }
    void whatIsShownOnlyAfterThePinIsEmpty() {
        QVERIFY(rig_->hands("card shy zhang"));
        visit_->read();
        const auto answer = visit_->answer();
        QVERIFY(answer && answer->card);
        QVERIFY(!answer->card->number().isEmpty());
        QVERIFY(answer->card->name().isEmpty() && answer->card->socialNumber().isEmpty());
    }
    void pinsAreRightWrongAndBlocked() {
        QVERIFY(rig_->hands("card social zhang"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, social));
        const quint32 call = visit_->verifyPin(rig_->socialPin());
        const auto right = visit_->answer();
        QVERIFY(right && right->call == call && right->pinAccepted);
        for (const int left : {2, 1, 0}) {
            visit_->verifyPin(QStringLiteral("654321"));
            const auto wrong = visit_->answer();
            QVERIFY(wrong && !wrong->pinAccepted);
            QCOMPARE(wrong->triesLeft.value_or(-2), left);
            QCOMPARE(wrong->code, left > 0 ? wrongPin : blockedPin);
        }
        visit_->verifyPin(rig_->socialPin());
        const auto blocked = visit_->answer();
        QVERIFY(blocked && blocked->triesLeft == 0);
        QCOMPARE(blocked->code, blockedPin);
    }
    void aRightPinGivesTheTriesBack() {
        QVERIFY(rig_->hands("card operator"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, QStringLiteral("operator")));
        for (int round = 0; round < 3; ++round) {
            visit_->verifyPin(QStringLiteral("00000000"));
            QCOMPARE(visit_->answer()->triesLeft.value_or(-2), 2);
            QCOMPARE(visit_->codeOfPin(rig_->operatorPin()), QString());
        }
    }
    void whatIsNoPinNeverReachesTheCard() {
        QVERIFY(rig_->hands("card social zhang"));
        QVERIFY(rig_->hands("trace on"));
        for (const char* pin : {"", "123", "1234567890123", "12345a"})
            QCOMPARE(visit_->codeOfPin(QString::fromLatin1(pin)), pinFormat);
        QCOMPARE(rig_->commandsSeen("20"), 0);
    }
    void theOperatorsCardSigns() {
        QVERIFY(rig_->hands("card operator"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, QStringLiteral("operator")));
        const QByteArray digest = digestOf("jiujin operator login, challenge 1");
        visit_->sign(rig_->operatorPin(), digest);
        const auto answer = visit_->answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, QString());
        QVERIFY(rig_->isSignature(answer->signature, digest));
        QVERIFY(!rig_->isSignature(answer->signature, digestOf("challenge 2")));
    }
    void aWrongPinSignsNothing() {
        QVERIFY(rig_->hands("card operator"));
        QVERIFY(rig_->hands("trace on"));
        visit_->sign(QStringLiteral("11111111"), digestOf("a"));
        auto answer = visit_->answer();
        while (answer && answer->code == removed) { // the card was not seen yet
            visit_->sign(QStringLiteral("11111111"), digestOf("a"));
            answer = visit_->answer();
        }
        QVERIFY(answer && answer->signature.isEmpty());
        QCOMPARE(answer->code, wrongPin);
        QCOMPARE(answer->triesLeft.value_or(-2), 2);
        QCOMPARE(rig_->commandsSeen("2a"), 0);
    }
    void onlyAnOperatorsCardSigns() {
        QVERIFY(rig_->hands("card social zhang"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, social));
        visit_->sign(rig_->socialPin(), digestOf("a"));
        QCOMPARE(visit_->answer()->kind, static_cast<int>(FaultKind::Unsupported));
        visit_->sign(rig_->socialPin(), QByteArray("too short"));
        QCOMPARE(visit_->answer()->kind, static_cast<int>(FaultKind::Unsupported));
    }
    void aPinNeedsACardThatIsThere() {
        QVERIFY(visit_->statusBecomes(Presence::No, {}));
        QCOMPARE(visit_->codeOfPin(rig_->socialPin()), removed);
    }
    void anotherCardBetweenTwoCallsIsTold() {
        QVERIFY(rig_->hands("card social zhang"));
        QCOMPARE(visit_->codeOfRead(), QString());
        QVERIFY(rig_->hands("swap social li"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, social));
        QTRY_COMPARE(visit_->codeOfPin(rig_->socialPin()), changed);
        QVERIFY(rig_->hands("nocard"));
        QVERIFY(visit_->statusBecomes(Presence::No, {}));
        QVERIFY(rig_->hands("card social zhang"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, social));
        QCOMPARE(visit_->codeOfPin(rig_->socialPin()), QString());
    }
    void anotherOperatorCannotSign() {
        QVERIFY(rig_->hands("card operator"));
        QCOMPARE(visit_->codeOfRead(), QString());
        QVERIFY(rig_->hands("nocard"));
        QVERIFY(visit_->statusBecomes(Presence::No, {}));
        QVERIFY(rig_->hands("card operator other"));
        QVERIFY(visit_->statusBecomes(Presence::Yes, QStringLiteral("operator")));
        visit_->sign(rig_->operatorPin(), digestOf("a"));
        QCOMPARE(visit_->answer()->code, changed);
        QCOMPARE(visit_->codeOfRead(), QString()); // which begins anew with this card
    }
    void aSecondCallIsRefusedAndTheFirstGoesOn() {
        const quint32 first = visit_->read();
        const quint32 second = visit_->verifyPin(rig_->socialPin());
        const auto refusal = visit_->answer();
        QVERIFY(refusal && refusal->call == second);
        QCOMPARE(refusal->kind, static_cast<int>(FaultKind::Unsupported));
        QVERIFY(rig_->hands("card social zhang"));
        const auto answer = visit_->answer();
        QVERIFY(answer && answer->call == first && answer->card);
    }
    void theHostForgetsCardAndPin() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("a sanitizer's allocator keeps freed blocks as they were");
#endif
        QVERIFY(rig_->hands("card social zhang"));
        QCOMPARE(visit_->codeOfRead(), QString());
        QVERIFY(visit_->overwrittenComes());
        const QString pin = QStringLiteral("739105826417");
        QCOMPARE(visit_->codeOfPin(pin), wrongPin);
        visit_->overwrite();
        visit_->statusNow(); // what was sent before it has been heard
        const QJsonObject zhang = rig_->person(QStringLiteral("zhang"));
        auto patterns = spellings("name", zhang.value(QStringLiteral("name")).toString());
        patterns += spellings("number", zhang.value(QStringLiteral("number")).toString());
        patterns += spellings("pin", pin);
        patterns += {QByteArray("pin-packed"), QByteArray::fromHex(pin.toLatin1())};
        const int found = traces(visit_->host().process().processId(), patterns);
        QVERIFY(!visit_->host().ended(0));
        if (found == 2)
            QSKIP("this user may not read the memory of a process that is not dumpable");
        QCOMPARE(found, 0);
        QCOMPARE(traces(QCoreApplication::applicationPid(), patterns), 1);
    }
};

QTEST_GUILESS_MAIN(TestCards)
#include "tst_cards.moc"
