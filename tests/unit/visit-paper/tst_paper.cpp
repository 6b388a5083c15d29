// The papers, judged by tools that share no code with what drew them: pdftotext and pdftoppm of
// poppler, ZXing's reader.
#include "app/visit/paper/form.h"
#include "app/visit/paper/qr.h"
#include "app/visit/paper/receipt.h"
#include "platform/matter/check.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <future>

using namespace jiujin;
using namespace jiujin::paper;
using tests::personCard;

namespace {

constexpr const char* number = "330105-A017-0000042-K";

// What the tool writes on its standard output; the document goes in on standard input.
QByteArray run(const QString& program, const QStringList& arguments, const Bytes& input) {
    QProcess process;
    process.start(program, arguments);
    process.write(reinterpret_cast<const char*>(input.data()), static_cast<qint64>(input.size()));
    process.closeWriteChannel();
    if (!process.waitForFinished(30'000) || process.exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(program), process.readAllStandardError().constData());
    return process.readAllStandardOutput();
}

// Without white space: where lines break is not what is asked here.
QString textOf(const Bytes& pdf) {
    QString text = QString::fromUtf8(
        run(QStringLiteral("pdftotext"), {QStringLiteral("-"), QStringLiteral("-")}, pdf));
    return text.remove(QRegularExpression(QStringLiteral("\\s+")));
}

QByteArray pictureOf(const Bytes& pdf, int dotsPerInch) {
    return run(QStringLiteral("pdftoppm"),
               {QStringLiteral("-r"), QString::number(dotsPerInch), QStringLiteral("-gray"),
                QStringLiteral("-singlefile")},
               pdf);
}

int pagesOf(const Bytes& pdf) {
    const QByteArray info = run(QStringLiteral("pdfinfo"), {QStringLiteral("-")}, pdf);
    const auto found =
        QRegularExpression(QStringLiteral("Pages:\\s+(\\d+)")).match(QString::fromUtf8(info));
    return found.captured(1).toInt();
}

QString codeIn(const QByteArray& picture) {
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("page.pgm")));
    if (!file.open(QIODevice::WriteOnly) || file.write(picture) != picture.size())
        qFatal("cannot write the picture");
    file.close();
    const QString answer = QString::fromUtf8(
        run(QStringLiteral("ZXingReader"),
            {QStringLiteral("-format"), QStringLiteral("QRCode"), file.fileName()}, {}));
    return QRegularExpression(QStringLiteral("Text:\\s+\"([^\"]*)\"")).match(answer).captured(1);
}

QString spaceless(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
        .remove(QLatin1Char(' '));
}

qsizetype darkPoints(const QByteArray& picture) {
    return std::count_if(picture.begin(), picture.end(),
                         [](char c) { return static_cast<unsigned char>(c) < 64; });
}

} // namespace

class TestPaper : public QObject {
    Q_OBJECT
    const matter::Matter matter_ = tests::pensionMatter();
    const std::string code_ = samples::receiptCode(samples::Pki());

    Bytes receipt(const protocol::CaseBody& body) const {
        return samples::must(
            drawReceipt({number, code_, tests::sampleTime(), false, &matter_, &body}));
    }
    Bytes form(const matter::Matter& matter, const protocol::CaseBody& body) const {
        return samples::must(drawForm({matter, body, number, tests::sampleTime()}));
    }
    protocol::CaseBody body(const char* person, const char* language = "zh_CN") const {
        return tests::sampleBody(matter_, personCard(person), language);
    }

private slots:
    void theReceiptSaysWhatItMay() {
        const QString text = textOf(receipt(body("zhang")));
        for (const char* part :
             {"收件凭证", number, "张**", "110105********0017", "城乡居民基本养老保险参保登记",
              "2026-11-2210:04", "时间已由网络校准", "330105-A017", "最迟2026-12-02",
              "0123-4567-89AB-CDEF", "本终端已收到您的密封申请包。",
              "Thisterminaltookasealedpacket.", "这不是受理通知", "示例SAMPLE"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        for (const char* promise : {"已受理", "受理成功", "申请成功", "办理成功"})
            QVERIFY2(!text.contains(QString::fromUtf8(promise)), promise);
        QCOMPARE(pagesOf(receipt(body("fifteenchars"))), 1);
    }
    void whoFilesForAnotherIsNamedAndForWhomMasked() {
        matter::Matter agents = matter_;
        agents.applicant.kind = matter::ApplicantKind::Agent;
        agents.applicant.number = "elderNumber";
        auto filed = body("zhang");
        filed.answers["elderNumber"] = Secret("110105194102030018");
        const QString text = textOf(samples::must(
            drawReceipt({number, code_, tests::sampleTime(), false, &agents, &filed})));
        for (const char* part : {"代办人", "张**", "替谁代办", "110105********0018"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        QVERIFY(!text.contains(QStringLiteral("110105194102030018")));
        QVERIFY(!text.contains(QStringLiteral("申请人")));
        QVERIFY(textOf(form(agents, filed)).contains(QStringLiteral("张某某")));
    }
    void theReceiptShowsNobody_data() {
        QTest::addColumn<QString>("person");
        for (const char* person : {"zhang", "li", "rare", "surrogate", "dot", "fifteenchars"})
            QTest::newRow(person) << person;
    }
    void theReceiptShowsNobody() {
        QFETCH(QString, person);
        const auto filed = body(person.toUtf8().constData());
        const QString text = textOf(receipt(filed));
        const auto& card = filed.applicant;
        for (const Secret* secret : {&card.name, &card.number, &card.address, &card.birth})
            QVERIFY(!text.contains(spaceless(secret->expose())));
        QVERIFY(!text.contains(spaceless(filed.answers.at("mobile").expose())));
        QVERIFY(!text.contains(QStringLiteral("1990-03-07")));
    }
    void theCodeOnPaperIsTheReceiptsText() {
        const Bytes pdf = receipt(body("zhang"));
        for (const int dotsPerInch : {150, 200, 300})
            QCOMPARE(codeIn(pictureOf(pdf, dotsPerInch)), QString::fromStdString(code_));
    }
    void aReceiptOfALostVisitKnowsNoPerson() {
        const GradedTime taken{tests::sampleTime().time, ClockGrade::Unknown};
        const Bytes pdf =
            samples::must(drawReceipt({number, code_, taken, true, nullptr, nullptr}));
        const QString text = textOf(pdf);
        for (const char* part : {number, "补打", "终端时钟不准", "本终端已收到您的密封申请包"})
            QVERIFY2(text.contains(QString::fromUtf8(part)), part);
        for (const char* absent : {"申请人", "证件号码", "示例", "要后补的材料"})
            QVERIFY2(!text.contains(QString::fromUtf8(absent)), absent);
        QCOMPARE(codeIn(pictureOf(pdf, 150)), QString::fromStdString(code_));
    }
    void aCodeThatDoesNotFitIsRefused() {
        const auto filed = body("zhang");
        for (const std::string& code :
             {std::string(), std::string(2500, 'A'), std::string(2000, 'a'), std::string("收件")}) {
            const auto drawn =
                drawReceipt({number, code, tests::sampleTime(), false, &matter_, &filed});
            QVERIFY(!drawn.ok() && drawn.error().code == ErrorCode::PrinterRefused);
        }
    }
    void theFormShowsEverythingThatWasFiled_data() { theReceiptShowsNobody_data(); }
    void theFormShowsEverythingThatWasFiled() {
        QFETCH(QString, person);
        for (const char* language : {"zh_CN", "en"}) {
            const auto filed = body(person.toUtf8().constData(), language);
            const QString text = textOf(form(matter_, filed));
            const auto& card = filed.applicant;
            for (const Secret* secret : {&card.name, &card.number})
                QVERIFY(text.contains(spaceless(secret->expose())));
            for (const char* part : {number, "13800138000", "500元", "农村", "申请表",
                                     "最迟2026-12-02", "本人承诺：申请时年满16周岁",
                                     "个人信息告知书", "2026-11", "2026年11月22日", "示例"})
                QVERIFY2(text.contains(QString::fromUtf8(part)), part);
            QCOMPARE(text.contains(QStringLiteral("Ideclarethat")),
                     std::string_view(language) == "en");
        }
    }
    void anAddressOverSeveralLinesIsWhole() {
        auto filed = body("zhang");
        const QString address = QString(60, QChar(u'村')) + QStringLiteral("12号");
        filed.answers["address"] = Secret(address.toStdString());
        QVERIFY(textOf(form(matter_, filed)).contains(address));
    }
    void aLongFormGoesOnOverPages() {
        matter::Matter longMatter = matter_;
        std::string commitment;
        for (int i = 0; i < 180; ++i)
            commitment += "第" + std::to_string(i) + "条承诺所填内容真实。";
        longMatter.materials[1].commitment->text.zh = commitment;
        for (int i = 0; i < 30; ++i) {
            matter::Field field;
            field.id = "more" + std::to_string(i);
            field.label = {"另一项" + std::to_string(i), "Another " + std::to_string(i)};
            longMatter.groups[2].fields.push_back(field);
        }
        auto filed = body("zhang");
        for (int i = 0; i < 30; ++i)
            filed.answers["more" + std::to_string(i)] = Secret("内容" + std::to_string(i) + "完");
        const Bytes pdf = form(longMatter, filed);
        QVERIFY(pagesOf(pdf) >= 3);
        const QString text = textOf(pdf);
        for (int i = 0; i < 30; ++i)
            QVERIFY(text.contains(QStringLiteral("内容%1完").arg(i)));
        for (int i = 0; i < 180; ++i)
            QVERIFY(text.contains(QStringLiteral("第%1条").arg(i)));
        QVERIFY(text.contains(QStringLiteral("第%1页，共%1页").arg(pagesOf(pdf))));
        QVERIFY(text.contains(QStringLiteral("申请人签名")));
    }
    void theFormShowsRowsAndWhatWasComputed() {
        auto filed = body("zhang");
        filed.answers = tests::everythingAnswers();
        filed.provenance = {{"income", protocol::Source::Computed},
                            {"name", protocol::Source::Card}};
        const QString text = textOf(form(tests::everythingMatter(), filed));
        for (const char* words : {"共同居住的家庭成员1", "共同居住的家庭成员2", "张小某",
                                  "5000.10(自动算出)", "浙江省杭州市西湖区(330106)", "某某中学"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
    }
    void nobodySignsAnEmptyPage() {
        const Bytes pdf = form(matter_, body("zhang", "en"));
        QCOMPARE(pagesOf(pdf), 2);
        const QString last = QString::fromUtf8(run(
            QStringLiteral("pdftotext"),
            {QStringLiteral("-f"), QStringLiteral("2"), QStringLiteral("-"), QStringLiteral("-")},
            pdf));
        QVERIFY(last.contains(QStringLiteral("申请人签名")));
        QVERIFY(last.contains(QStringLiteral("本人承诺")));
    }
    void whatAPersonTypesIsTextAndNothingElse() {
        auto filed = body("zhang");
        filed.answers["address"] = Secret("<span size=\"1\">&lt;b&gt;甲</span> &amp; %s");
        QVERIFY(textOf(form(matter_, filed))
                    .contains(QStringLiteral("<spansize=\"1\">&lt;b&gt;甲</span>&amp;%s")));
    }
    void aVerifiedMatterIsNoSample() {
        matter::Matter verified = matter_;
        for (auto& element : verified.elements)
            element.verified = true;
        for (auto& material : verified.materials)
            material.basis.verified = true;
        verified.groups[2].fields[2].label.zh = "缴费档次";
        const auto filed = body("zhang");
        QVERIFY(!textOf(form(verified, filed)).contains(QStringLiteral("示例SAMPLE")));
        const auto drawn = samples::must(
            drawReceipt({number, code_, tests::sampleTime(), false, &verified, &filed}));
        QVERIFY(!textOf(drawn).contains(QStringLiteral("示例")));
        QVERIFY(textOf(drawn).contains(QStringLiteral("告知承诺（1.0版），不用再交")));
    }
    void theSignatureIsDrawn() {
        auto filed = body("zhang");
        const auto signedInk = darkPoints(pictureOf(form(matter_, filed), 100));
        filed.signature.strokes = Secret("5,5");
        const auto dot = darkPoints(pictureOf(form(matter_, filed), 100));
        QVERIFY2(signedInk > dot + 100, qPrintable(QString::number(signedInk - dot)));
        filed.signature.strokes = Secret();
        const auto missing = drawForm({matter_, filed, number, tests::sampleTime()});
        QVERIFY(!missing.ok() && missing.error().code == ErrorCode::SignatureMissing);
    }
    // Fonts are embedded in part; a whole CJK font would be 900 KB and more (see canvas.cpp).
    void papersAreSmall() {
        for (const char* person : {"zhang", "rare", "surrogate", "dot"}) {
            QVERIFY(receipt(body(person)).size() < 400'000);
            QVERIFY(form(matter_, body(person)).size() < 400'000);
        }
    }
    void twoThreadsDrawAtOnce() {
        const auto filed = body("zhang");
        auto one = std::async(std::launch::async, [&] { return receipt(filed); });
        auto other = std::async(std::launch::async, [&] { return form(matter_, filed); });
        QVERIFY(textOf(one.get()).contains(QStringLiteral("收件凭证")));
        QVERIFY(textOf(other.get()).contains(QStringLiteral("申请表")));
    }
    void codeRowsAreSquareAndFramed() {
        const auto rows = qrRows(code_);
        QVERIFY(rows.size() >= 21 && (rows.size() - 21) % 4 == 0);
        for (const auto& row : rows)
            QVERIFY(row.size() == rows.size() && row.find_first_not_of("01") == std::string::npos);
        QCOMPARE(rows.front().substr(0, 8), std::string("11111110"));
        QCOMPARE(rows[1].substr(0, 8), std::string("10000010"));
        QVERIFY(qrRows("").empty() && qrRows("é").empty() &&
                qrRows(std::string(3000, 'A')).empty());
    }
};

QTEST_GUILESS_MAIN(TestPaper)
#include "tst_paper.moc"
