// The simulated printer under the shipped host: what the contract "printer" promises, by its
// script.
#include "tests/contract/support/driver_process.h"

#include "rep_printer_merged.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using jiujin::drivers::DeviceFault;

namespace {

const QByteArray twoPages =
    "%PDF-1.4 <</Type/Pages/Count 2>> <</Type/Page>> <</Type /Page /Parent>>";

} // namespace

class TestSimPrinter : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<DriverProcess> host_;
    std::unique_ptr<PrinterReplica> printer_;
    QStringList said_; // "printed 1: 2", "failed 1: JJ-1201"
    QList<PrinterStatus> statuses_;
    int pipe_ = -1;

    void begin() {
        host_ = std::make_unique<DriverProcess>(QStringLiteral("sim-printer"),
                                                QStringList{QStringLiteral("script=") + path()});
        QVERIFY(host_->healthBecomes(QStringLiteral("ok")));
        printer_.reset(host_->serve().acquire<PrinterReplica>());
        connect(printer_.get(), &PrinterReplica::printed, this, [this](quint32 call, int sheets) {
            said_ << QStringLiteral("printed %1: %2").arg(call).arg(sheets);
        });
        connect(printer_.get(), &PrinterReplica::failed, this,
                [this](quint32 call, const DeviceFault& fault) {
                    said_ << QStringLiteral("failed %1: %2").arg(call).arg(fault.code);
                });
        connect(printer_.get(), &PrinterReplica::status, this,
                [this](const PrinterStatus& status) { statuses_ << status; });
        QVERIFY(printer_->waitForSource(5000));
    }
    QString path() const { return folder_->filePath(QStringLiteral("script")); }
    void say(const QByteArray& line) const {
        QCOMPARE(
            ::write(pipe_, (line + '\n').constData(), static_cast<std::size_t>(line.size() + 1)),
            static_cast<ssize_t>(line.size() + 1));
    }
    QString code() const { return statuses_.isEmpty() ? QString() : statuses_.last().code(); }

private slots:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        QCOMPARE(::mkfifo(path().toLocal8Bit().constData(), 0600), 0);
        pipe_ = ::open(path().toLocal8Bit().constData(), O_RDWR | O_CLOEXEC);
        said_.clear();
        statuses_.clear();
    }
    void cleanup() {
        printer_.reset();
        host_.reset();
        ::close(pipe_);
    }

    void documentsComeOutOneAfterTheOther() {
        begin();
        say("pace 1");
        printer_->print(1, twoPages);
        printer_->print(2, "%PDF-1.4 <</Type/Page>>");
        QTRY_COMPARE(said_,
                     (QStringList{QStringLiteral("printed 1: 2"), QStringLiteral("printed 2: 1")}));
        QTRY_COMPARE(statuses_.last().sheets(), 3);
        QCOMPARE(host_->paper(), QStringLiteral("begun, out 2, begun, out 1"));
    }
    void whatIsInTheWayIsSaidAndNothingPrinted() {
        begin();
        say("fault JJ-1201");
        QVERIFY(host_->healthBecomes(QStringLiteral("JJ-1201")));
        QTRY_COMPARE(code(), QStringLiteral("JJ-1201"));
        printer_->print(1, twoPages);
        QTRY_COMPARE(said_, QStringList{QStringLiteral("failed 1: JJ-1201")});
        QCOMPARE(host_->paper(), QString());
        say("fault ok");
        say("warning toner-low");
        QTRY_COMPARE(statuses_.last().warning(), QStringLiteral("toner-low"));
        QVERIFY(statuses_.last().ready());
        printer_->print(2, twoPages);
        QTRY_COMPARE(said_.last(), QStringLiteral("printed 2: 2"));
    }
    void cancelIsAnsweredByWhatIsKnown() {
        begin();
        say("pace 100000");
        printer_->print(1, twoPages);
        printer_->print(2, twoPages);
        printer_->cancel(2);
        QTRY_COMPARE(said_, QStringList{QStringLiteral("failed 2: JJ-3103")});
        printer_->cancel(1);
        QTRY_COMPARE(said_.last(), QStringLiteral("failed 1: JJ-3103"));
        QCOMPARE(host_->paper(), QStringLiteral("begun, out 0"));
    }
    void theNextDocumentMayFailOnce() {
        begin();
        say("fail JJ-1206");
        say("warning obeyed"); // by then
        QTRY_VERIFY(!statuses_.isEmpty() && statuses_.last().warning() == QLatin1String("obeyed"));
        printer_->print(1, twoPages);
        QTRY_COMPARE(said_, QStringList{QStringLiteral("failed 1: JJ-1206")});
        printer_->print(2, twoPages);
        QTRY_COMPARE(said_.last(), QStringLiteral("printed 2: 2"));
    }
    void aLineThatNobodyUnderstandsIsSaid() {
        begin();
        say("falut JJ-1201");
        QVERIFY(host_->healthBecomes(QStringLiteral("JJ-3001")));
    }
    void aFileIsGoneThroughWithItsPauses() {
        ::unlink(path().toLocal8Bit().constData());
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "# no paper, and then some\nfault JJ-1201\nwait 300\nfault ok\nwait 300\nrepeat\n");
        file.close();
        begin();
        for (int round = 0; round < 2; ++round) {
            QVERIFY(host_->healthBecomes(QStringLiteral("JJ-1201")));
            QVERIFY(host_->healthBecomes(QStringLiteral("ok")));
        }
    }
    void wrongOptionsAreRefused() {
        for (const QStringList& options :
             {QStringList(), QStringList{QStringLiteral("script=/nowhere")},
              QStringList{QStringLiteral("script=") + path(), QStringLiteral("colour=red")}}) {
            DriverProcess host(QStringLiteral("sim-printer"), options);
            QVERIFY(host.ended());
            QVERIFY(host.process().readAll().contains("JJ-300"));
        }
    }
};

QTEST_GUILESS_MAIN(TestSimPrinter)
#include "tst_sim_printer.moc"
