// The desks at which visits file and staff ask, on a real outbox.
#include "app/terminal/keys/device_keys.h"
#include "app/terminal/service/control_desk.h"
#include "app/terminal/service/filing_desk.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <thread>

using namespace jiujin;
using namespace jiujin::service;
using enrolment::must;

namespace {

link::StatusReport sampleReport() {
    link::StatusReport report;
    report.terminalId = "330105-A017";
    report.accepting = true;
    report.screen = "ready";
    return report;
}

// As the line does: on a thread of another's.
void answerWithHead(std::string_view head, Bytes, FilingDesk::Asked told) {
    std::thread([told = std::move(told), text = bytesOf(head)] { told(text); }).detach();
}

// An enrolled terminal with an empty outbox.
struct Enrolled {
    explicit Enrolled(const std::filesystem::path& folder, std::int64_t rows = 100)
        : pki(clock.wall().time), keys(must(load(folder))) {
        outbox::OutboxSettings settings;
        settings.folder = folder / "outbox";
        settings.ballastBytes = 4096;
        settings.limits.rows = rows;
        outbox = must(outbox::Outbox::open(settings, keys, clock));
    }

    Result<keys::Enrolment> load(const std::filesystem::path& folder) const {
        writeEnrolment(folder / "enrolment", pki, "https://localhost");
        GradedTime now = clock.wall();
        now.grade = ClockGrade::Drift;
        return keys::loadEnrolment(folder / "enrolment", now);
    }
    std::string headerFor(const outbox::Reservation& reservation) const {
        protocol::CoreHeader header;
        header.packetId = reservation.packetId;
        header.terminalId = reservation.terminalId;
        header.counter = reservation.counter;
        header.caseNumber = reservation.caseNumber;
        header.recipientKeyIds = {pki.sealing.certificate.keyId(), pki.escrow.certificate.keyId()};
        header.bodyDigest = keys.digest(viewOf("body"));
        return encode(header);
    }
    outbox::Reservation file() const {
        auto reservation = must(outbox->reserve());
        must(outbox->put(viewOf(headerFor(reservation)), viewOf("sealed")));
        return reservation;
    }

    const SystemClock clock;
    const enrolment::TestPki pki;
    const keys::DeviceKeys keys;
    std::unique_ptr<outbox::Outbox> outbox;
};

} // namespace

class DesksTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary_;
    std::filesystem::path folder_;

private slots:
    void init() {
        temporary_ = std::make_unique<QTemporaryDir>();
        folder_ = temporary_->path().toStdString();
    }

    void theDeskFilesAndAnswersInThisThread() {
        const Enrolled terminal(folder_);
        int stored = 0;
        Result<void> may;
        FilingDesk desk(
            *terminal.outbox, [&] { return may; },
            [](const FilingDesk::Queue&) { return LinkStatus(); }, [&] { ++stored; },
            answerWithHead);

        std::optional<LinkReservation> reservation;
        desk.reserve([&](const Result<LinkReservation>& answer) { reservation = *answer; });
        QVERIFY(!reservation);
        QTRY_VERIFY(reservation);
        QCOMPARE(reservation->counter(), quint64(1));
        const std::string header = terminal.headerFor({reservation->packetId().toStdString(),
                                                       reservation->terminalId().toStdString(),
                                                       reservation->counter(),
                                                       reservation->caseNumber().toStdString(),
                                                       {}});
        std::optional<LinkReceipt> receipt;
        desk.put(QByteArray::fromStdString(header), QByteArray("sealed"),
                 [&](const Result<LinkReceipt>& answer) { receipt = *answer; });
        QTRY_VERIFY(receipt);
        QCOMPARE(receipt->caseNumber(), reservation->caseNumber());
        QCOMPARE(stored, 1);
        QVERIFY(seal::verifyReceiptCode(receipt->code().toStdString(),
                                        terminal.pki.credential.certificate, terminal.pki.root)
                    .ok());

        std::optional<ErrorCode> refusal;
        desk.put(QByteArray("{}"), QByteArray("sealed"),
                 [&](const Result<LinkReceipt>& answer) { refusal = answer.error().code; });
        QTRY_VERIFY(refusal);
        QCOMPARE(*refusal, ErrorCode::PacketMalformed);
        QCOMPARE(stored, 1);

        QByteArray answered;
        desk.ask(QByteArray("head"), QByteArray("sealed"),
                 [&](const Result<QByteArray>& answer) { answered = *answer; });
        QVERIFY(answered.isEmpty());
        QTRY_COMPARE(answered, QByteArray("head"));

        may = Error{ErrorCode::TerminalExpired};
        refusal.reset();
        desk.reserve([&](const Result<LinkReservation>& answer) { refusal = answer.error().code; });
        QTRY_VERIFY(refusal);
        QCOMPARE(*refusal, ErrorCode::TerminalExpired);
    }

    // Beside the link's thread: a disk may take its time.
    void theDeskTellsHowThingsAre() {
        const Enrolled terminal(folder_);
        const QString filed = QString::fromStdString(terminal.file().caseNumber);
        FilingDesk desk(
            *terminal.outbox, [] { return Result<void>(); },
            [](const FilingDesk::Queue& queue) {
                LinkStatus status;
                status.setQueued(static_cast<int>(queue.count.queued));
                if (queue.filed)
                    status.setDelivery(QString::fromStdString(queue.filed->caseNumber));
                return status;
            },
            [] {}, answerWithHead);
        for (const QString& asked : {filed, QString(), QStringLiteral("unknown")}) {
            std::optional<LinkStatus> status;
            desk.status(asked, [&](const LinkStatus& answer) { status = answer; });
            QVERIFY(!status);
            QTRY_VERIFY(status);
            QCOMPARE(status->queued(), 1);
            QCOMPARE(status->delivery(), asked == filed ? filed : QString());
        }
    }

    void theDeskKnowsItsWordsAndNoOthers() {
        const Enrolled terminal(folder_, 2);
        outbox::Outbox& outbox = *terminal.outbox;
        std::vector<outbox::Reservation> filed;
        for (int i = 0; i < 3; ++i)
            filed.push_back(terminal.file());
        QVERIFY(outbox.done({filed[0].packetId}).ok());
        QVERIFY(outbox.quarantine(filed[1].packetId, ErrorCode::PacketConflict).ok());
        int woken = 0;
        const ControlDesk desk(outbox, terminal.clock, sampleReport,
                               {[] { return std::chrono::milliseconds(1500); },
                                [&] {
                                    ++woken;
                                }},
                               [](const std::string& device) -> Result<void> {
                                   if (device == "idcard")
                                       return {};
                                   return Error(ErrorCode::NotFound, "device " + device);
                               });
        QCOMPARE(must(link::decodeChange(desk.answer("device confirm idcard"))), 1);
        QCOMPARE(link::decodeChange(desk.answer("device confirm none")).error().code,
                 ErrorCode::NotFound);
        QCOMPARE(link::decodeChange(desk.answer("device confirm")).error().code, ErrorCode::Usage);

        QCOMPARE(must(link::decodeStatusReport(desk.answer("status"))), sampleReport());
        auto waits = must(link::decodeQueueReport(desk.answer("queue list")));
        QCOMPARE(waits.total, 2);
        QVERIFY(waits.closed.empty());
        QCOMPARE(waits.lines.size(), 2u);
        QCOMPARE(waits.lines[0].caseNumber, filed[2].caseNumber);
        QCOMPARE(waits.lines[0].state, std::string("queued"));
        QCOMPARE(waits.lines[0].nextSeconds, 2);
        QCOMPARE(waits.lines[1].state, std::string("quarantined"));
        QCOMPARE(waits.lines[1].nextSeconds, -1);
        QCOMPARE(waits.lines[1].reason, std::string("JJ-2305"));
        const auto shown =
            must(link::decodeQueueReport(desk.answer("queue show " + filed[1].caseNumber)));
        QVERIFY(shown.lines == std::vector<link::QueueLine>{waits.lines[1]});

        QCOMPARE(must(link::decodeChange(desk.answer("queue retry " + filed[1].packetId))), 1);
        // Nothing to change, and yet staff want it sent now.
        QCOMPARE(must(link::decodeChange(desk.answer("queue retry all"))), 0);
        QCOMPARE(woken, 2);
        QCOMPARE(must(link::decodeQueueReport(desk.answer("queue list"))).closed,
                 std::string(codeOf(ErrorCode::QueueFull)));
        const auto held = must(link::decodeQueueReport(desk.answer("queue list delivered")));
        QCOMPARE(held.lines.size(), 1u);
        QCOMPARE(held.lines[0].packetId, filed[0].packetId);
        QCOMPARE(must(link::decodeChange(desk.answer("queue recall 1-9"))), 1);
        QCOMPARE(must(link::decodeChange(desk.answer("queue recall " + filed[0].caseNumber))), 0);
        QCOMPARE(outbox.count().queued, 3);

        for (const char* line : {"", "state", "queue", "queue all", "queue list queued",
                                 "queue show", "queue show a b", "queue retry"})
            QCOMPARE(link::decodeChange(desk.answer(line)).error().code, ErrorCode::Usage);
        for (const char* line : {"queue show 1", "queue retry x", "queue recall 9-1",
                                 "queue recall 1-", "queue recall 0-3", "queue recall 1-9x"})
            QCOMPARE(link::decodeChange(desk.answer(line)).error().code, ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(DesksTest)
#include "tst_desks.moc"
