#include "app/link/frame_socket.h"
#include "app/link/status_report.h"
#include "rep_terminal_merged.h"

#include <QtCore/QtEndian>
#include <QtRemoteObjects/QRemoteObjectHost>
#include <QtRemoteObjects/QRemoteObjectNode>
#include <QtTest/QtTest>

#include <fcntl.h>
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
};

QByteArray announced(quint32 length) {
    QByteArray bytes(4, '\0');
    qToLittleEndian(length, bytes.data());
    return bytes;
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

    void statusReportComesBackEqual() {
        link::StatusReport report{"330105-A017",
                                  true,
                                  "",
                                  "ready",
                                  {{"idcard", "idcard-samv", "ok"}},
                                  1,
                                  2,
                                  3,
                                  4,
                                  5,
                                  "2026-11-22T01:04:00.123Z",
                                  "JJ-2301"};
        const auto back = link::decodeStatusReport(link::encode(report));
        QVERIFY(back.ok());
        QVERIFY(*back == report);
        for (const char* bad : {"", "[]", "{}", "{\"terminal\":1}"})
            QCOMPARE(link::decodeStatusReport(bad).error().code, ErrorCode::TokenMalformed);
    }
};

QTEST_GUILESS_MAIN(LinkTest)
#include "tst_link.moc"
