// A printer on /dev/usb/lp0 that answers nothing: the lines of its port are all that it says.
#include "tests/contract/slip/slip_rig.h"

#include <QtTest/QtTest>

namespace {

const QString noPaper = QStringLiteral("JJ-1401");
const QString silent = QStringLiteral("JJ-3101");

// The host's process is started with what umockdev needs in its environment.
class PortPeer : public SlipPeer {
public:
    PortPeer() {
        qputenv("LD_PRELOAD", preload());
        port_.start(QString::fromLocal8Bit(qgetenv("JIUJIN_BINARY_DIR")) +
                    QStringLiteral("/tests/bin/lp-port"));
        if (!port_.waitForReadyRead(10000))
            qFatal("lp-port");
        qputenv("UMOCKDEV_DIR", port_.readAllStandardOutput().trimmed().split(' ').value(1));
    }
    ~PortPeer() override {
        qunsetenv("LD_PRELOAD");
        qunsetenv("UMOCKDEV_DIR");
        port_.closeWriteChannel();
        if (!port_.waitForFinished(5000))
            port_.kill();
    }

    QString module() const override { return QStringLiteral("printer-escpos"); }
    QStringList options() const override { return {QStringLiteral("device=/dev/usb/lp0")}; }
    bool staysLost() const override { return true; }
    bool hands(const QByteArray& command) override {
        port_.write(command + '\n');
        return port_.waitForReadyRead(5000) &&
               port_.readAllStandardOutput() == "ok " + command + '\n';
    }
    QStringList tickets() override { return {}; }
    QStringList unknown() override { return {}; }
    int count(const QByteArray&) override { return 0; }

private:
    // A sanitizer's library must come first.
    static QByteArray preload() {
#if defined(__SANITIZE_ADDRESS__)
        return "libasan.so.8 libumockdev-preload.so.0";
#else
        return "libumockdev-preload.so.0";
#endif
    }

    QProcess port_;
};

} // namespace

class TestPort : public QObject {
    Q_OBJECT
private slots:
    void aSilentPrinterIsNotReady() {
        PortPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.begin());
        QVERIFY(rig.statusBecomes(silent));
        rig.print({{line(QStringLiteral("办件编号 A017"))}});
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, silent);
    }
    void thePortSaysThatPaperIsOut() {
        PortPeer peer;
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
