// Between supervisor, driver host and visit: the line that brings the devices, and what of a
// device's words reaches QtRemoteObjects.
#include "app/link/frame_socket.h"
#include "drivers/contract/device_frames.h"
#include "drivers/contract/device_line.h"
#include "rep_idcard_merged.h"
#include "rep_printer_merged.h"
#include "rep_slip_merged.h"

#include <QtCore/QtEndian>
#include <QtRemoteObjects/QRemoteObjectHost>
#include <QtRemoteObjects/QRemoteObjectNode>
#include <QtTest/QtTest>

#include <random>
#include <sys/socket.h>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::drivers;

namespace {

struct Pair {
    int here = -1, there = -1;
    explicit Pair(int type) {
        int ends[2];
        if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0)
            qFatal("socketpair");
        here = ends[0];
        there = ends[1];
    }
};

ByteView viewOfBody(const QByteArray& body) {
    return {reinterpret_cast<const std::uint8_t*>(body.constData()), std::size_t(body.size())};
}

struct Reader : IdCardSource {
    void askStatus() override {}
    void read(quint32, quint32) override {}
    void cancel(quint32) override {}
};
struct Paper : PrinterSource {
    void askStatus() override {}
    void print(quint32, QByteArray) override {}
    void cancel(quint32) override {}
};

struct Roll : SlipPrinterSource {
    void askStatus() override {}
    void print(quint32, Slip) override {}
    void cancel(quint32) override {}
};

DeviceFault sampleFault() {
    return {1, QStringLiteral("JJ-1001"), 7};
}

void sayAll(Reader& reader) {
    emit reader.presence(2);
    emit reader.cardRead(7, CardRead(QStringLiteral("resident"), QStringLiteral("n"), {}, {}, {},
                                     {}, {}, {}, {}, {}, QByteArray(1024, 'w'), {}, {}, {}, {},
                                     QByteArray(3, 'p')));
    emit reader.overwritten(QByteArray(64, '\0'));
    emit reader.overwritten({});
    emit reader.failed(7, sampleFault());
    emit reader.status(IdCardStatus(true, {}, QStringLiteral("05.01"), false));
}
void sayAll(Roll& roll) {
    emit roll.status(SlipStatus(false, QStringLiteral("JJ-1401"), {}, 2, 48));
    emit roll.printed(4);
    emit roll.failed(5, sampleFault());
}

void sayAll(Paper& paper) {
    emit paper.status(PrinterStatus(true, {}, QStringLiteral("toner-low"), 3));
    emit paper.printed(4, 2);
    emit paper.failed(4, sampleFault());
}

// What a genuine source sends to a replica and, once that stands, says: each frame's body.
template <typename Source, template <typename> typename Api, typename Replica>
std::vector<QByteArray> genuineFrames(std::size_t count) {
    std::vector<QByteArray> bodies;
    const Pair pair(SOCK_STREAM);
    link::FrameSocket hostPipe(pair.here, 1 << 20);
    link::FrameSocket visitPipe(pair.there, 1 << 20, [&](const QByteArray& body) {
        bodies.push_back(body);
        return true;
    });
    Source source;
    QRemoteObjectHost host;
    host.setHostUrl(QUrl(QStringLiteral("fd:visit")), QRemoteObjectHost::AllowExternalRegistration);
    host.enableRemoting<Api>(&source);
    host.addHostSideConnection(&hostPipe);
    QRemoteObjectNode node;
    node.addClientSideConnection(&visitPipe);
    std::unique_ptr<Replica> replica(node.acquire<Replica>());
    QObject::connect(replica.get(), &Replica::initialized, &source, [&] { sayAll(source); });
    return QTest::qWaitFor([&] { return bodies.size() == count; }) ? bodies
                                                                   : std::vector<QByteArray>();
}

std::vector<QByteArray> readerFrames() {
    return genuineFrames<Reader, IdCardSourceAPI, IdCardReplica>(9);
}
std::vector<QByteArray> printerFrames() {
    return genuineFrames<Paper, PrinterSourceAPI, PrinterReplica>(6);
}

std::vector<QByteArray> slipFrames() {
    return genuineFrames<Roll, SlipPrinterSourceAPI, SlipPrinterReplica>(6);
}

QByteArray framed(const QByteArray& body) {
    QByteArray length(4, '\0');
    qToLittleEndian(quint32(body.size()), length.data());
    return length + body;
}

} // namespace

class TestDeviceLine : public QObject {
    Q_OBJECT
private slots:
    void aDevicesSocketArrivesWithItsClass() {
        const Pair line(SOCK_SEQPACKET), stream(SOCK_STREAM);
        QVERIFY(sendDevice(line.here, "idcard", stream.here).ok());
        const auto word = receiveDeviceWord(line.there);
        QVERIFY(word.ok());
        QCOMPARE(word->deviceClass, std::string("idcard"));
        QCOMPARE(::write(word->socket, "x", 1), 1);
        char byte = 0;
        QCOMPARE(::read(stream.there, &byte, 1), 1);
        // What was handed over was closed here: the stream ends with its new owner.
        ::close(word->socket);
        QCOMPARE(::read(stream.there, &byte, 1), 0);
    }
    void aLossArrivesWithItsCause() {
        const Pair line(SOCK_SEQPACKET);
        QVERIFY(sendDeviceLost(line.here, "printer", ErrorCode::DeviceHung, false).ok());
        QVERIFY(sendDeviceLost(line.here, "printer", ErrorCode::DriverLost, true).ok());
        const auto hung = receiveDeviceWord(line.there), out = receiveDeviceWord(line.there);
        QVERIFY(hung.ok() && hung->socket < 0 && !hung->outOfService);
        QCOMPARE(hung->cause, ErrorCode::DeviceHung);
        QVERIFY(out.ok() && out->outOfService && out->deviceClass == "printer");
        QVERIFY(receiveDeviceWord(line.there).error().code == ErrorCode::DeviceTimeout);
    }
    void otherWordsAreRefused() {
        const Pair line(SOCK_SEQPACKET);
        for (const char* wrong : {"at idcard", "at ", "lost idcard", "lost  JJ-3105", "out x ok",
                                  "lost idcard JJ-9999", "here"}) {
            QVERIFY(::send(line.here, wrong, ::strlen(wrong), 0) > 0);
            QVERIFY2(receiveDeviceWord(line.there).error().code == ErrorCode::DriverLost, wrong);
        }
        ::close(line.here);
        QVERIFY(receiveDeviceWord(line.there).error().code == ErrorCode::DeviceRemoved);
    }

    void everyFrameOfADeviceIsKnownAndNoOther_data() {
        QTest::addColumn<QByteArray>("deviceClass");
        QTest::addColumn<QByteArrayList>("frames");
        const auto listOf = [](const std::vector<QByteArray>& frames) {
            return QByteArrayList(frames.begin(), frames.end());
        };
        QTest::newRow("idcard") << QByteArray("idcard") << listOf(readerFrames());
        QTest::newRow("printer") << QByteArray("printer") << listOf(printerFrames());
        QTest::newRow("slip") << QByteArray("slip") << listOf(slipFrames());
    }
    void everyFrameOfADeviceIsKnownAndNoOther() {
        QFETCH(QByteArray, deviceClass);
        QFETCH(QByteArrayList, frames);
        QVERIFY(!frames.isEmpty());
        const auto knows = [](std::string_view name, const QByteArray& frame) {
            return deviceMaySend(name, viewOfBody(frame));
        };
        for (const QByteArray& frame : frames) {
            QVERIFY2(knows(deviceClass.constData(), frame), frame.toHex(' ').constData());
            QVERIFY(!knows(deviceClass.constData(), frame + '\0'));
            QVERIFY(!knows("unknown", frame));
            for (qsizetype size = 0; size < frame.size(); ++size)
                QVERIFY(!knows(deviceClass.constData(), frame.left(size)));
        }
        // A signal that the class does not have, and one of another class.
        QByteArray strange = frames.last();
        QVERIFY(!knows(deviceClass == "idcard" ? "printer" : "idcard", strange));
        const qsizetype name = strange.at(2); // its bytes, as UTF-16
        const qsizetype index = 2 + 4 + name + 4;
        strange[index] = 9;
        QVERIFY(!knows(deviceClass.constData(), strange));
    }

    // Random bytes, altered frames, frames in any order and number: the visit lives, and its pipe
    // ends at the first that is not known.
    void noFrameThatIsUnknownReachesQtRemoteObjects() {
        const auto frames = readerFrames();
        QCOMPARE(frames.size(), 9u);
        std::mt19937 random(17);
        int refused = 0;
        for (int round = 0; round < 300; ++round) {
            const Pair pair(SOCK_STREAM);
            link::FrameSocket pipe(pair.here, 1 << 20, [](const QByteArray& body) {
                return deviceMaySend("idcard", viewOfBody(body));
            });
            QSignalSpy broken(&pipe, &link::FrameSocket::limitBroken);
            QSignalSpy gone(&pipe, &link::FrameSocket::disconnected);
            QRemoteObjectNode node;
            node.addClientSideConnection(&pipe);
            const std::unique_ptr<IdCardReplica> replica(node.acquire<IdCardReplica>());
            QByteArray stream;
            for (int i = 0; i < 12; ++i) {
                QByteArray frame = frames[i < 4 ? std::size_t(i) : random() % frames.size()];
                if (random() % 8 == 0)
                    frame[qsizetype(random() % std::size_t(frame.size()))] = char(random());
                stream += framed(frame);
            }
            QCOMPARE(::write(pair.there, stream.constData(), std::size_t(stream.size())),
                     stream.size());
            ::shutdown(pair.there, SHUT_WR);
            QTRY_COMPARE(gone.count(), 1);
            refused += int(broken.count());
            ::close(pair.there);
        }
        QVERIFY(refused > 100);
    }
};

QTEST_GUILESS_MAIN(TestDeviceLine)
#include "tst_device_line.moc"
