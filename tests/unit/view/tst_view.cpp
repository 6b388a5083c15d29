// What the screens are told, and that telling follows every change.
#include "app/visit/view/qr_item.h"
#include "app/visit/view/signature_pad.h"
#include "app/visit/view/visit.h"
#include "tests/journey/world.h"

#include <QtCore/QMetaEnum>
#include <QtGui/QImage>
#include <QtGui/QPainter>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QtTest>

using namespace jiujin;
using view::Visit;

namespace {

struct Screen {
    world::World world;
    Visit visit{world.journey};
};

QVariant at(const QAbstractItemModel& model, int row, const char* role) {
    const auto roles = model.roleNames();
    return model.data(model.index(row, 0), roles.key(role, -1));
}

int rowOf(const view::FormModel& form, const QString& field) {
    for (int row = 0; row < form.rowCount(); ++row)
        if (at(form, row, "fieldId").toString() == field)
            return row;
    return -1;
}

} // namespace

class ViewTest : public QObject {
    Q_OBJECT
private slots:
    void everyStateHasItsPage() {
        QCOMPARE(QMetaEnum::fromType<Visit::Page>().keyCount(), journey::stateCount - 1);
        Screen s;
        QCOMPARE(s.visit.page(), Visit::Welcome);
        QSignalSpy pages(&s.visit, &Visit::pageChanged);
        s.world.start();
        s.visit.begin();
        QCOMPARE(s.visit.page(), Visit::Notice);
        QCOMPARE(s.visit.stepIndex(), 0);
        QVERIFY(s.visit.canGoBack());
        QVERIFY(pages.count() >= 2);
    }

    void modelsKeepTheirPromisesThroughAVisit() {
        Screen s;
        using Tester = QAbstractItemModelTester;
        const auto fatal = Tester::FailureReportingMode::QtTest;
        const Tester form(s.visit.form(), fatal), guide(s.visit.guide(), fatal),
            materials(s.visit.materials(), fatal), matters(s.visit.matters(), fatal),
            review(s.visit.review(), fatal);
        s.world.toReceipt();
        s.visit.setLanguage(QStringLiteral("en"));
        QVERIFY(s.visit.form()->count() >= 8);
        QVERIFY(s.visit.review()->rowCount() > s.visit.form()->count());
    }

    void aCardIsGreetedMasked() {
        Screen s;
        s.world.readCard();
        QCOMPARE(s.visit.card()->state(), view::CardView::Read);
        QCOMPARE(s.visit.card()->maskedName(), QStringLiteral("张**"));
        QCOMPARE(s.visit.card()->maskedNumber(), QStringLiteral("110105********0017"));
    }

    void theReceiptSaysWhoFiledAndForWhom() {
        Screen s;
        s.world.toReceipt();
        const auto& receipt = *s.visit.receipt();
        QCOMPARE(receipt.holderLabel(), QStringLiteral("申请人"));
        QVERIFY(receipt.principal().isEmpty() && receipt.principalLabel().isEmpty());
    }

    void aFaultHasWordsInBothLanguages() {
        Screen s;
        s.world.readCard(QStringLiteral("expired"));
        QCOMPARE(s.visit.messageCode(), QStringLiteral("JJ-1003"));
        const auto chinese = s.visit.message();
        QVERIFY(!chinese.isEmpty());
        QSignalSpy changes(&s.visit, &Visit::messageChanged);
        s.visit.setLanguage(QStringLiteral("en"));
        QVERIFY(changes.count() > 0);
        QVERIFY(s.visit.message() != chinese);
        QVERIFY(s.visit.message().startsWith(QStringLiteral("This card has expired")));
    }

    void theGuideMarksWhatIsNotVerified() {
        Screen s;
        s.world.toForm();
        auto& guide = *s.visit.guide();
        QVERIFY(guide.sample());
        int statutory = 0;
        for (int row = 0; row < guide.rowCount(); ++row) {
            if (!at(guide, row, "statutory").toBool())
                continue;
            ++statutory;
            QVERIFY(at(guide, row, "sample").toBool());
            QVERIFY(!at(guide, row, "source").toString().isEmpty());
        }
        QVERIFY(statutory > 0);
    }

    // Whatever the unit; where nothing is promised the receipt has no line for it.
    void theGuideAndTheReceiptSayHowLongItMayTake() {
        using matter::LimitType, matter::LimitUnit, matter::TimeLimit;
        const struct {
            std::optional<TimeLimit> limit;
            const char *guide, *receipt, *receiptInEnglish;
        } rows[]{{TimeLimit{LimitType::Promised, LimitUnit::NaturalDays, 0, 30}, "30 个自然日",
                  "受理后 30 个自然日", "30 calendar days after acceptance"},
                 {TimeLimit{LimitType::Promised, LimitUnit::Hours, 0, 24}, "24 小时",
                  "受理后 24 小时", "24 hours after acceptance"},
                 {std::nullopt, "没有承诺", "", ""}};
        for (const auto& row : rows) {
            Screen s;
            auto matter = s.world.matterOf();
            matter.limit = row.limit;
            s.world.offer({matter});
            s.world.toForm();
            QCOMPARE(s.visit.guide()->promise(), QString::fromUtf8(row.guide));
            QCOMPARE(s.visit.receipt()->promise(), QString::fromUtf8(row.receipt));
            s.visit.setLanguage(QStringLiteral("en"));
            QCOMPARE(s.visit.receipt()->promise(), QString::fromUtf8(row.receiptInEnglish));
        }
    }

    void theFormSaysWhereEachValueComesFrom() {
        Screen s;
        s.world.toForm();
        auto& form = *s.visit.form();
        const int name = rowOf(form, QStringLiteral("name"));
        QCOMPARE(at(form, name, "source").toString(), QStringLiteral("来自身份证"));
        QVERIFY(at(form, name, "locked").toBool());
        QVERIFY(!form.setValue(name, QStringLiteral("李某某")));
        const int mobile = rowOf(form, QStringLiteral("mobile"));
        QCOMPARE(at(form, mobile, "kind").toInt(), int(view::FormModel::Mobile));
        QVERIFY(form.setValue(mobile, QStringLiteral("13800000002")));
        QCOMPARE(at(form, mobile, "source").toString(), QString()); // what is typed needs no mark
        QVERIFY(!form.setValue(-1, QStringLiteral("1")));
        QVERIFY(!form.setValue(99, QStringLiteral("1")));
    }

    void rowsOfTheFormComeAndGoOneByOne() {
        Screen s;
        s.world.toFormOfEverything();
        auto& form = *s.visit.form();
        const QAbstractItemModelTester tester(
            &form, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&form, &QAbstractItemModel::modelReset);
        QSignalSpy inserted(&form, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&form, &QAbstractItemModel::rowsRemoved);
        const int before = form.count(), shop = rowOf(form, QStringLiteral("runsShop"));
        QVERIFY(form.setValue(shop, QStringLiteral("1")));
        QCOMPARE(form.count(), before + 4);
        QVERIFY(at(form, shop + 1, "opensGroup").toBool());
        QVERIFY(form.setValue(shop, QStringLiteral("2")));
        QCOMPARE(form.count(), before);
        int add = 0;
        while (at(form, add, "kind").toInt() != int(view::FormModel::AddRow))
            ++add;
        QCOMPARE(form.addRow(add - 1), -1);
        QCOMPARE(form.addRow(add), add); // where the new row stands
        QCOMPARE(at(form, add, "group").toString(), QStringLiteral("共同居住的家庭成员 2"));
        QVERIFY(at(form, add, "removable").toBool());
        QVERIFY(!form.removeRow(shop));
        QVERIFY(form.removeRow(add));
        QCOMPARE(form.count(), before);
        QVERIFY(resets.isEmpty() && !inserted.isEmpty() && inserted.count() == removed.count());
    }

    void whatIsComputedSaysSo() {
        Screen s;
        s.world.toFormOfEverything();
        auto& form = *s.visit.form();
        const int age = rowOf(form, QStringLiteral("age"));
        QCOMPARE(at(form, age, "source").toString(), QStringLiteral("自动算出"));
        QVERIFY(at(form, age, "locked").toBool() && at(form, age, "computed").toBool());
    }

    void aFaultShowsWhenTheFieldIsLeftAndGoesWhenItIsRight() {
        Screen s;
        s.world.toForm();
        auto& form = *s.visit.form();
        const int mobile = rowOf(form, QStringLiteral("mobile"));
        form.setValue(mobile, QStringLiteral("128"));
        QVERIFY(at(form, mobile, "fault").toString().isEmpty());
        QVERIFY(!form.faultOf(mobile).isEmpty());
        form.leave(mobile);
        QVERIFY(!at(form, mobile, "fault").toString().isEmpty());
        form.setValue(mobile, QStringLiteral("13800000002"));
        QVERIFY(at(form, mobile, "fault").toString().isEmpty());
    }

    void nextPointsAtTheFirstFault() {
        Screen s;
        s.world.toForm();
        QSignalSpy found(&s.visit, &Visit::faultFound);
        s.visit.next();
        QCOMPARE(found.count(), 1);
        QCOMPARE(found.at(0).at(0).toInt(), s.visit.form()->firstFault());
        QVERIFY(!at(*s.visit.form(), s.visit.form()->firstFault(), "fault").toString().isEmpty());
    }

    void materialsOfferOnlyTheirWays() {
        Screen s;
        s.world.toReview();
        s.visit.back();
        auto& materials = *s.visit.materials();
        QVERIFY(materials.count() >= 2);
        QVERIFY(!materials.choose(0, QStringLiteral("pigeon")));
        const auto ways = at(materials, 0, "ways").toStringList();
        QVERIFY(materials.choose(0, ways.constLast()));
        QCOMPARE(at(materials, 0, "way").toString(), ways.constLast());
    }

    void eachWayIsSaidAndWhyAnotherIsClosed() {
        Screen s;
        s.world.toReview();
        s.visit.back();
        auto& materials = *s.visit.materials();
        for (const bool english : {false, true}) {
            s.visit.setLanguage(english ? QStringLiteral("en") : QStringLiteral("zh_CN"));
            for (int row = 0; row < materials.count(); ++row) {
                const auto ways = at(materials, row, "ways").toStringList();
                const auto words = at(materials, row, "wayWords").toStringList();
                QVERIFY(!ways.isEmpty() && ways.size() == words.size());
                QVERIFY(at(materials, row, "spared").toString().isEmpty());
                QVERIFY(at(materials, row, "counts")
                            .toString()
                            .contains(english ? QStringLiteral("1 original")
                                              : QStringLiteral("原件 1 份")));
            }
            // The second is a main material.
            QCOMPARE(at(materials, 0, "closed").toStringList(), QStringList());
            QCOMPARE(at(materials, 1, "closed").toStringList(),
                     QStringList(english ? QStringLiteral("Handed in later: This is a main "
                                                          "material and cannot come later")
                                         : QStringLiteral("容缺后补：这是主要材料，不能后补")));
        }
    }

    void theGuideSaysWhatNoDeviceIsThereFor() {
        Screen s;
        s.world.toForm();
        auto& guide = *s.visit.guide();
        QVERIFY(guide.closedSteps().isEmpty());
        QSignalSpy changed(&guide, &view::GuideModel::stepsChanged);
        s.world.journey.printerStatus(ErrorCode::PrinterNoPaper);
        QVERIFY(changed.count() > 0);
        const auto closed = guide.closedSteps();
        QCOMPARE(closed.size(), 2);
        QVERIFY(closed[0].startsWith(QStringLiteral("打印收件凭证：")));
        QVERIFY(closed[1].startsWith(QStringLiteral("打印申请表：")));
        QCOMPARE(guide.closedCode(), QStringLiteral("JJ-3117"));
        s.world.journey.printerStatus(std::nullopt);
        QVERIFY(guide.closedSteps().isEmpty());
    }

    void aPaperThatIsClosedSaysWhatToDoInstead() {
        Screen s;
        s.world.toReceipt();
        s.world.draw();
        s.world.journey.paperDesk().printed(s.world.printer.sheets.back().first);
        s.world.journey.printerStatus(ErrorCode::PrinterNoPaper);
        s.visit.printForm();
        QCOMPARE(s.visit.receipt()->form()->state(), view::PaperView::Failed);
        QCOMPARE(s.visit.receipt()->form()->code(), QStringLiteral("JJ-3117"));
        QVERIFY(s.visit.receipt()->form()->words().contains(QStringLiteral("任何一台终端")));
    }

    void signaturesAreTakenInThousandths() {
        Screen s;
        s.world.toSign();
        auto& signature = *s.visit.signature();
        signature.beginStroke({0.1, 0.2});
        signature.extendStroke({0.25, 0.2504});
        signature.endStroke();
        QVERIFY(!signature.empty());
        s.visit.submit();
        s.world.journey.filingDesk().reserved(s.world.terminal.reserves.back(),
                                              {"p", "t", 1, "n", "L"});
        QVERIFY(s.world.sealer.orders.front().filing.body.signature.strokes ==
                Secret("100,200 250,250"));
    }

    void aSignatureGoesWithWhatItWasOver() {
        Screen s;
        s.world.toSign();
        auto& signature = *s.visit.signature();
        signature.beginStroke({0.1, 0.2});
        signature.endStroke();
        s.visit.setLanguage(QStringLiteral("en"));
        QVERIFY(signature.empty());
        QVERIFY(!s.world.journey.isSigned());
    }

    void theQrCodeIsDrawnCrispWithItsQuietZone() {
        view::QrItem item;
        item.setSize({110, 110});
        item.setRows({QStringLiteral("101"), QStringLiteral("010"), QStringLiteral("101")});
        QImage image(110, 110, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        item.paint(&painter);
        painter.end();
        // Eleven modules with the quiet zone, ten pixels each: the code begins at 40.
        QCOMPARE(image.pixelColor(39, 39), QColor(Qt::white));
        QCOMPARE(image.pixelColor(40, 40), QColor(Qt::black));
        QCOMPARE(image.pixelColor(49, 49), QColor(Qt::black));
        QCOMPARE(image.pixelColor(50, 45), QColor(Qt::white));
        QCOMPARE(image.pixelColor(55, 55), QColor(Qt::black));
    }

    void theReceiptStandsWithoutPaper() {
        Screen s;
        s.world.toReceipt();
        s.world.draw();
        s.world.journey.paperDesk().failed(s.world.printer.sheets.back().first,
                                           ErrorCode::PrinterJam, false);
        auto& receipt = *s.visit.receipt();
        QCOMPARE(receipt.caseNumber(), QString::fromLatin1("330105-A017-0000042-K"));
        QVERIFY(!receipt.qrRows().isEmpty());
        QCOMPARE(receipt.paper()->state(), view::PaperView::Failed);
        QCOMPARE(receipt.paper()->code(), QStringLiteral("JJ-1202"));
        QVERIFY(receipt.paper()->canPrint());
        QVERIFY(!receipt.recovered());
    }

    // Shown where it is chosen and on its guide, and with the way that is left.
    void aMatterThatIsClosedSaysSo() {
        Screen s;
        s.world.readCard();
        const auto& matters = *s.visit.matters();
        const auto closed = [&] {
            QStringList titles;
            for (int row = 0; row < matters.rowCount(); ++row)
                if (const auto at = matters.index(row);
                    !at.data(view::MatterListModel::ClosedLineRole).toString().isEmpty())
                    titles << at.data(view::MatterListModel::TitleRole).toString() +
                                  QLatin1Char(' ') +
                                  at.data(view::MatterListModel::ClosedCodeRole).toString();
            return titles;
        };
        QVERIFY(closed().isEmpty());
        QSignalSpy shown(&matters, &QAbstractItemModel::dataChanged);
        s.world.journey.status({.everInContact = true, .rules = "JJ-2332"});
        QVERIFY(!shown.isEmpty());
        QCOMPARE(closed().size(), 1);
        QVERIFY(closed().front().startsWith(QStringLiteral("居住证")));
        QVERIFY(closed().front().endsWith(QStringLiteral("JJ-2332")));
        s.world.journey.status({.everInContact = true});
        s.world.choose("SAMPLE-JZZ-QZ");
        const auto& guide = *s.visit.guide();
        QVERIFY(guide.closedMatter().isEmpty() && guide.closedMatterCode().isEmpty());
        s.world.journey.status({.everInContact = true, .rules = "JJ-3109"});
        QVERIFY(guide.closedMatter().contains(QStringLiteral("窗口")));
        QCOMPARE(guide.closedMatterCode(), QStringLiteral("JJ-3109"));
        s.world.journey.setLanguage(Language::English);
        QVERIFY(guide.closedMatter().contains(QStringLiteral("counter")));
    }

    void theReceiptTellsWhatBecameOfThePacket() {
        using Shown = view::ReceiptView::Delivery;
        Screen s;
        s.world.toReceipt();
        auto& receipt = *s.visit.receipt();
        QCOMPARE(receipt.delivery(), Shown::Nothing);
        QSignalSpy told(&receipt, &view::ReceiptView::deliveryChanged);
        journey::ServiceStatus status;
        const auto tell = [&](journey::Delivery delivery, const char* reason, int seconds) {
            status.delivery = delivery;
            status.deliveryReason = reason;
            status.nextSeconds = seconds;
            s.world.journey.status(status);
        };
        tell(journey::Delivery::Waiting, "JJ-2301", 150);
        QCOMPARE(receipt.delivery(), Shown::Waiting);
        QCOMPARE(receipt.deliveryCode(), QStringLiteral("JJ-2301"));
        QCOMPARE(receipt.nextMinutes(), 2);
        tell(journey::Delivery::Waiting, "JJ-2321", 0);
        QCOMPARE(receipt.delivery(), Shown::Signing);
        tell(journey::Delivery::Delivered, "", 0);
        QCOMPARE(receipt.delivery(), Shown::Delivered);
        tell(journey::Delivery::Aside, "JJ-2306", 0);
        QCOMPARE(receipt.delivery(), Shown::Aside);
        QCOMPARE(told.size(), 4);
    }
};

QTEST_MAIN(ViewTest)
#include "tst_view.moc"
