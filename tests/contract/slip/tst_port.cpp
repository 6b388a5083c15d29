// Ports: an inherited descriptor, and a printer on /dev/usb/lp0 or on USB that answers nothing, so
// that the lines of its port are all that it says.
#include "tests/contract/slip/cases.h"
#include "tests/contract/support/preload.h"

#include <QtTest/QtTest>

namespace {

const QString unsupported = QStringLiteral("JJ-3104");
const QString silent = QStringLiteral("JJ-3101");

// A program that pretends a bus, and what lies at `device` there.
class PortPeer : public SlipPeer {
public:
    PortPeer(const QString& program, const QStringList& words, QString device)
        : device_(std::move(device)) {
        port_.setEnvironment(QProcess::systemEnvironment() << preloadOfUmockdev());
        port_.start(QString::fromLocal8Bit(qgetenv("JIUJIN_BINARY_DIR")) +
                        QStringLiteral("/tests/bin/") + program,
                    words);
        if (!port_.waitForReadyRead(10000))
            qFatal("no port");
        root_ = QString::fromLatin1(port_.readAllStandardOutput().trimmed().split(' ').value(1));
    }
    ~PortPeer() override {
        port_.closeWriteChannel();
        if (!port_.waitForFinished(5000))
            port_.kill();
    }

    QString module() const override { return QStringLiteral("printer-escpos"); }
    QStringList options() const override { return {QStringLiteral("device=") + device_}; }
    QStringList environment() const override {
        return {preloadOfUmockdev(), QStringLiteral("UMOCKDEV_DIR=") + root_};
    }
    bool staysLost() const override { return true; }
    bool hands(const QByteArray& command) override {
        port_.write(command + '\n');
        return port_.waitForReadyRead(5000) &&
               port_.readAllStandardOutput() == "ok " + command + '\n';
    }
    QStringList tickets() override { return {}; }
    QStringList unknown() override { return {}; }
    int count(const QByteArray&) override { return 0; }
    int wakeUpsASecond() const override { return 0; }

private:
    QProcess port_;
    const QString device_;
    QString root_; // of the bus
};

struct LpPort : PortPeer {
    LpPort() : PortPeer(QStringLiteral("lp-port"), {}, QStringLiteral("/dev/usb/lp0")) {}
};

// A reader of identity cards.
struct NoPrinter : PortPeer {
    NoPrinter()
        : PortPeer(QStringLiteral("samv-emulator"),
                   {QStringLiteral("--usb"), QStringLiteral("whole"), QStringLiteral("--persons"),
                    QString::fromLocal8Bit(qgetenv("JIUJIN_SOURCE_DIR")) +
                        QStringLiteral("/tests/data/persons.json"),
                    QStringLiteral("--stdin")},
                   QStringLiteral("/dev/bus/usb/001/011")) {}
};

} // namespace

class TestPort : public QObject {
    Q_OBJECT
private slots:
    void aDeviceMayBeOpenBefore() {
        EmulatorPeer peer(EmulatorPeer::Way::Inherited);
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        rig.print(small);
        QVERIFY(rig.answer()->printed);
        QVERIFY(rig.ticketsBecome(1));
    }
    void onUsbThePortSaysThatPaperIsOut() {
        EmulatorPeer peer(EmulatorPeer::Way::Usb);
        SlipRig rig(peer);
        QVERIFY(rig.hands("hang on"));
        QVERIFY(rig.begin());
        QVERIFY(rig.statusBecomes(silent));
        QVERIFY(rig.hands("paper out"));
        QVERIFY(rig.statusBecomes(noPaper));
    }
    void whatIsNoPrinterIsSaidToBeNone() {
        NoPrinter peer;
        SlipRig rig(peer);
        QVERIFY(rig.start().healthBecomes(unsupported));
        QVERIFY(rig.begin());
        QVERIFY(rig.statusBecomes(unsupported));
        rig.print(small);
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, unsupported);
    }
    void aSilentPrinterIsNotReady() {
        LpPort peer;
        SlipRig rig(peer);
        QVERIFY(rig.begin());
        QVERIFY(rig.statusBecomes(silent));
        rig.print(small);
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, silent);
    }
    void thePortSaysThatPaperIsOut() {
        LpPort peer;
        SlipRig rig(peer);
        QVERIFY(peer.hands("paper out"));
        QVERIFY(rig.begin());
        QVERIFY(rig.statusBecomes(noPaper));
        QVERIFY(peer.hands("paper ok"));
        QVERIFY(rig.statusBecomes(silent));
    }
};

QTEST_GUILESS_MAIN(TestPort)
#include "tst_port.moc"
