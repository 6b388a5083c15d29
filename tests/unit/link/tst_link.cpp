#include "app/link/frame_socket.h"
#include "app/link/held_device.h"
#include "app/link/ledger_report.h"
#include "app/link/queue_report.h"
#include "app/link/status_report.h"
#include "app/link/visit_frames.h"
#include "rep_terminal_merged.h"

#include <QtCore/QtEndian>
#include <QtRemoteObjects/QRemoteObjectHost>
#include <QtRemoteObjects/QRemoteObjectNode>
#include <QtTest/QtTest>

#include <fcntl.h>
#include <random>
#include <sys/socket.h>
#include <unistd.h>

using namespace jiujin;
using link::FrameSocket;

namespace {

struct Pair {
    int here = -1, there = -1;
    Pair() {
        int ends[2];
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0) {
            here = ends[0];
            there = ends[1];
        }
    }
};

class EchoTerminal : public TerminalSource {
public:
    QByteArray lastSealed;
    void standingBy() override {}
    void firstFrame() override {}
    void finished() override {}
    void reserve(quint32 call) override {
        emit reserved(call, LinkReservation(QStringLiteral("p"), QStringLiteral("t"), 7,
                                            QStringLiteral("n"), QStringLiteral("l")));
    }
    void put(quint32 call, QByteArray, QByteArray sealed) override {
        lastSealed = sealed;
        emit refused(call, QStringLiteral("JJ-2107"));
    }
    void askStatus() override {}
    void ask(quint32 call, QByteArray, QByteArray sealed) override { emit replied(call, sealed); }
    void inUse(bool) override {}
    void operatorBegin(quint32) override {}
    void operatorProve(quint32, QByteArray, QByteArray) override {}
    void operatorAsk(quint32, QByteArray) override {}
    void operatorLeave() override {}
};

QByteArray announced(quint32 length) {
    QByteArray bytes(4, '\0');
    qToLittleEndian(length, bytes.data());
    return bytes;
}

bool judge(const QByteArray& body) {
    return link::visitMaySend({reinterpret_cast<const std::uint8_t*>(body.constData()),
                               static_cast<std::size_t>(body.size())});
}

// A terminal's side of a link, with the judge in front of it.
class JudgedHost {
public:
    JudgedHost() : pipe_(pair_.here, 1 << 20, judge) {
        host_.setHostUrl(QUrl(QStringLiteral("fd:visit")),
                         QRemoteObjectHost::AllowExternalRegistration);
        host_.enableRemoting<TerminalSourceAPI>(&source_);
        host_.addHostSideConnection(&pipe_);
    }
    ~JudgedHost() { ::close(pair_.there); }
    int visitEnd() const { return pair_.there; }
    FrameSocket& pipe() { return pipe_; }

private:
    Pair pair_;
    EchoTerminal source_;
    FrameSocket pipe_;
    QRemoteObjectHost host_;
};

void carry(int from, int to, QByteArray* record) {
    char bytes[65536];
    const ssize_t size = ::recv(from, bytes, sizeof bytes, MSG_DONTWAIT);
    if (size <= 0)
        return;
    if (record)
        record->append(bytes, size);
    QCOMPARE(::write(to, bytes, size_t(size)), size);
}

std::vector<QByteArray> framesOf(const QByteArray& stream) {
    std::vector<QByteArray> frames;
    for (qsizetype at = 0; at + 4 <= stream.size();) {
        const auto size = qsizetype(qFromLittleEndian<quint32>(stream.constData() + at));
        frames.push_back(stream.mid(at + 4, size));
        at += 4 + size;
    }
    return frames;
}

constexpr std::size_t frameCount = 14;

// What a genuine visit sends that stands by, files, asks and lets an operator in: each frame's
// body.
std::vector<QByteArray> genuineFrames() {
    Pair pair;
    JudgedHost host;
    FrameSocket pipe(pair.here, 1 << 20);
    QRemoteObjectNode node;
    node.addClientSideConnection(&pipe);
    std::unique_ptr<TerminalReplica> replica(node.acquire<TerminalReplica>());
    QByteArray sent;
    bool asked = false;
    const bool whole = QTest::qWaitFor([&] {
        carry(host.visitEnd(), pair.there, nullptr);
        carry(pair.there, host.visitEnd(), &sent);
        if (replica->isInitialized() && !std::exchange(asked, true)) {
            replica->standingBy();
            replica->firstFrame();
            replica->reserve(7);
            replica->put(8, QByteArray("header"), QByteArray("sealed"));
            replica->put(9, QByteArray(), QByteArray());
            replica->askStatus();
            replica->ask(10, QByteArray("head"), QByteArray("sealed"));
            replica->inUse(true);
            replica->finished();
            replica->operatorBegin(11);
            replica->operatorProve(12, QByteArray("certificate"), QByteArray("signature"));
            replica->operatorAsk(13, QByteArray("status"));
            replica->operatorLeave();
        }
        return framesOf(sent).size() == frameCount;
    });
    return whole ? framesOf(sent) : std::vector<QByteArray>();
}

} // namespace

class LinkTest : public QObject {
    Q_OBJECT
private slots:
    void roundTripOverACappedPair() {
        Pair pair;
        EchoTerminal source;
        FrameSocket hostSide(pair.here, link::maxTerminalFrame);
        QRemoteObjectHost host;
        host.setHostUrl(QUrl(QStringLiteral("fd:visit")),
                        QRemoteObjectHost::AllowExternalRegistration);
        QVERIFY(host.enableRemoting<TerminalSourceAPI>(&source));
        host.addHostSideConnection(&hostSide);

        FrameSocket visitSide(pair.there, link::maxTerminalFrame);
        QRemoteObjectNode node;
        node.addClientSideConnection(&visitSide);
        std::unique_ptr<TerminalReplica> replica(node.acquire<TerminalReplica>());
        QTRY_VERIFY(replica->isInitialized());

        QSignalSpy reserved(replica.get(), &TerminalReplica::reserved);
        QSignalSpy refused(replica.get(), &TerminalReplica::refused);
        replica->reserve(3);
        replica->put(4, QByteArray(), QByteArray(5 * 1024 * 1024, 'x'));
        QTRY_COMPARE(refused.count(), 1);
        QCOMPARE(reserved.count(), 1);
        QCOMPARE(reserved.at(0).at(0).toUInt(), 3u);
        QCOMPARE(reserved.at(0).at(1).value<LinkReservation>().counter(), quint64(7));
        QCOMPARE(source.lastSealed.size(), 5 * 1024 * 1024);
    }

    void anAnnouncedLengthAboveTheLimitClosesBeforeTheBody() {
        Pair pair;
        FrameSocket side(pair.here, 1000);
        QSignalSpy broken(&side, &FrameSocket::limitBroken);
        QSignalSpy gone(&side, &FrameSocket::disconnected);
        const QByteArray good = announced(1000) + QByteArray(1000, 'a');
        const QByteArray bad = announced(1001);
        QCOMPARE(::write(pair.there, good.constData(), size_t(good.size())), good.size());
        QTRY_COMPARE(side.bytesAvailable(), good.size());
        QCOMPARE(broken.count(), 0);
        // The length comes in two pieces.
        QCOMPARE(::write(pair.there, bad.constData(), 2), 2);
        QCOMPARE(::write(pair.there, bad.constData() + 2, 2), 2);
        QTRY_COMPARE(gone.count(), 1);
        QCOMPARE(broken.count(), 1);
        QCOMPARE(side.bytesAvailable(), good.size());
        ::close(pair.there);
    }

    void aPeerThatGoesIsToldOnce() {
        Pair pair;
        FrameSocket side(pair.here, 1000);
        QSignalSpy gone(&side, &FrameSocket::disconnected);
        ::close(pair.there);
        QTRY_COMPARE(gone.count(), 1);
        side.close();
        QCOMPARE(gone.count(), 1);
    }

    void aPeerThatDoesNotReadIsCutOff() {
        Pair pair;
        FrameSocket side(pair.here, 1000);
        QSignalSpy gone(&side, &FrameSocket::disconnected);
        const QByteArray block(8 * 1024 * 1024, 'x');
        for (int i = 0; i < 20 && gone.isEmpty(); ++i)
            side.write(block);
        QCOMPARE(gone.count(), 1);
        ::close(pair.there);
    }

    void everyFrameOfAVisitIsKnownAndNoOther() {
        const auto frames = genuineFrames();
        QCOMPARE(frames.size(), frameCount);
        for (const QByteArray& frame : frames) {
            QVERIFY2(judge(frame), frame.toHex(' ').constData());
            QVERIFY(!judge(frame + '\0'));
            for (qsizetype size = 0; size < frame.size(); ++size)
                QVERIFY(!judge(frame.left(size)));
        }
        for (qsizetype at = 0; at < frames[1].size(); ++at)
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray altered = frames[1];
                altered[at] = char(altered[at] ^ (1 << bit));
                // Slots 0, 1, 2, 5 and 11 are of one shape.
                QVERIFY(!judge(altered) || (at == 26 && (altered[at] < 6 || altered[at] == 11)));
            }
    }

    // QtRemoteObjects ends the process on some of these.
    void noFrameThatIsUnknownReachesQtRemoteObjects() {
        const auto frames = genuineFrames();
        QCOMPARE(frames.size(), frameCount);
        std::mt19937 random(11);
        int refused = 0;
        for (int round = 0; round < 300; ++round) {
            JudgedHost host;
            QSignalSpy broken(&host.pipe(), &FrameSocket::limitBroken);
            QSignalSpy gone(&host.pipe(), &FrameSocket::disconnected);
            QByteArray stream;
            for (QByteArray frame : frames) {
                for (unsigned i = random() % 3; i > 0; --i)
                    frame[qsizetype(random() % size_t(frame.size()))] = char(random());
                stream += announced(quint32(frame.size())) + frame;
            }
            QCOMPARE(::write(host.visitEnd(), stream.constData(), size_t(stream.size())),
                     stream.size());
            ::shutdown(host.visitEnd(), SHUT_WR);
            QTRY_COMPARE(gone.count(), 1);
            refused += int(broken.count());
        }
        QVERIFY(refused > 250);
    }

    void theLedgerComesBackEqual() {
        const std::vector<link::LedgerLine> ledger{
            {3, "printer", "2026-11-22T01:04:00.123Z", "host", "open"},
            {4, "slip", "2026-11-22T01:05:00.000Z", "printer", "spoilt"}};
        QVERIFY(link::decodeLedger(link::encode(ledger)).value() == ledger);
        QVERIFY(link::decodeLedger("{\"entries\":[]}")->empty());
        const Error refusal(ErrorCode::NotFound, "there is no printer x");
        QCOMPARE(link::decodeLedger(link::encodeRefusal(refusal)).error().where, refusal.where);
        for (const char* bad : {"", "[]", "{}", "{\"entries\":[{\"number\":1}]}"})
            QCOMPARE(link::decodeLedger(bad).error().code, ErrorCode::TokenMalformed);
    }

    void statusReportComesBackEqual() {
        link::StatusReport report{
            "330105-A017",
            true,
            "",
            "ready",
            {{"idcard", "idcard-samv", "ok"},
             {"printer", "printer-cups", "JJ-1201", "printer", true, "usb:7", 1234, 120, 5, 40, 2}},
            1,
            2,
            3,
            4,
            5,
            "2026-11-22T01:04:00.123Z",
            "JJ-2301",
            "drift",
            -7200000,
            12,
            "2026-11-22T01:04:00.123Z",
            "fresh",
            "JJ-2331"};
        const auto back = link::decodeStatusReport(link::encode(report));
        QVERIFY(back.ok());
        QVERIFY(*back == report);
        for (const char* bad : {"", "[]", "{}", "{\"terminal\":1}"})
            QCOMPARE(link::decodeStatusReport(bad).error().code, ErrorCode::TokenMalformed);
    }

    void aHeldDeviceComesBackEqual() {
        link::HeldDevice device{"idcard",
                                "idcard",
                                "idcard-samv",
                                "/usr/libexec/jiujin/jiujin-driver-host",
                                {"--module", "idcard-samv", "--option", "speed=\"115200\""},
                                "/dev/bus/usb/001/011",
                                true,
                                60912,
                                {20, 5}};
        const auto back = link::decodeHeldDevice(link::encode(device));
        QVERIFY(back.ok());
        QVERIFY(*back == device);
        const Error inUse(ErrorCode::DeviceInUse, "idcard");
        const auto refused = link::decodeHeldDevice(link::encodeRefusal(inUse));
        QCOMPARE(refused.error().code, ErrorCode::DeviceInUse);
        QCOMPARE(refused.error().where, std::string("idcard"));
        for (const char* bad : {"", "[]", "{}", "{\"name\":\"idcard\"}"})
            QCOMPARE(link::decodeHeldDevice(bad).error().code, ErrorCode::TokenMalformed);
    }
};

QTEST_GUILESS_MAIN(LinkTest)
#include "tst_link.moc"
