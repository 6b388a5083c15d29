// What a printer's host says of its paper, and what the terminal hears of it however the host ends.
#include "app/terminal/devices/driver_lane.h"

#include <QtTest/QtTest>

#include <sys/socket.h>

using namespace jiujin;
using namespace jiujin::devices;

namespace {

QString textOf(const drivers::PaperWord& word) {
    switch (word.kind) {
    case drivers::PaperWord::Kind::Begun:
        return QStringLiteral("begun");
    case drivers::PaperWord::Kind::Out:
        return QStringLiteral("out %1").arg(word.sheets);
    case drivers::PaperWord::Kind::Unknown:
        return QStringLiteral("unknown");
    }
    return {};
}

} // namespace

class PrintsTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<DriverLane> lane_;
    QStringList said_;

    // A printer whose first host does this once it serves; later ones do nothing.
    void begin(const char* module, const char* deviceClass = "printer") {
        const QString once = folder_.filePath(QLatin1String(module) + QLatin1String(deviceClass));
        Program host{QCoreApplication::applicationDirPath() + QStringLiteral("/test-fake_host"),
                     {QStringLiteral("--module"), QLatin1String(module), QStringLiteral("--option"),
                      QStringLiteral("once=") + once},
                     {},
                     {}};
        lane_ = std::make_unique<DriverLane>(
            Device{QStringLiteral("a4"), QLatin1String(deviceClass), QStringLiteral("fake"), host});
        connect(lane_.get(), &DriverLane::paper, this,
                [this](const drivers::PaperWord& word) { said_ += textOf(word); });
        connect(lane_.get(), &DriverLane::printLost, this,
                [this] { said_ += QStringLiteral("lost"); });
        int ends[2];
        QVERIFY(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0);
        there_ = std::make_unique<VisitDevices>(ends[1]);
        lane_->start();
        lane_->serve(std::make_shared<VisitDevices>(ends[0]));
    }
    std::unique_ptr<VisitDevices> there_; // the visit's end, kept open

private slots:
    void init() { said_.clear(); }
    void cleanup() {
        lane_.reset();
        there_.reset();
    }

    void eachPrintIsToldOnceHoweverItEnds_data() {
        QTest::addColumn<QByteArray>("module");
        QTest::addColumn<QStringList>("said");
        const auto row = [](const char* module, const QStringList& said) {
            QTest::newRow(module) << QByteArray(module) << said;
        };
        row("print", {QStringLiteral("begun"), QStringLiteral("out 2")});
        row("print-unknown", {QStringLiteral("begun"), QStringLiteral("unknown")});
        row("print-crash", {QStringLiteral("begun"), QStringLiteral("lost")});
        row("print-twice", {QStringLiteral("begun"), QStringLiteral("lost")});
    }
    void eachPrintIsToldOnceHoweverItEnds() {
        QFETCH(QByteArray, module);
        QFETCH(QStringList, said);
        begin(module.constData());
        QTRY_COMPARE(said_, said);
        QSignalSpy ended(lane_.get(), &DriverLane::ended);
        lane_->stop();
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(said_, said);
    }
    // A visit that ends takes its host with it, which knows best what came of the paper.
    void aHostThatIsToldToEndMaySayItsLastWord() {
        begin("print-late");
        QTRY_COMPARE(said_, QStringList{QStringLiteral("begun")});
        lane_->renew();
        QTRY_COMPARE(said_, QStringList({QStringLiteral("begun"), QStringLiteral("out 1")}));
        QTRY_COMPARE(lane_->health(), std::string("ok"));
        QCOMPARE(said_.size(), 2);
    }
    void aReaderThatSpeaksOfPaperIsNoReader() {
        begin("print", "idcard");
        QSignalSpy health(lane_.get(), &DriverLane::healthChanged);
        QTRY_VERIFY(health.count() >= 1 && lane_->health() == "JJ-3105");
        QCOMPARE(said_, QStringList());
    }
};

QTEST_GUILESS_MAIN(PrintsTest)
#include "tst_prints.moc"
