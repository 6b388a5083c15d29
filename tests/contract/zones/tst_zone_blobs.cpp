// Large materials between two zones on two machines: fetched part by part, opened where the keys
// are; the open zone can delay, and not alter.
#include "platform/protocol/blob.h"
#include "platform/seal/blob_seal.h"
#include "platform/server/store/sqlite.h"
#include "tests/contract/zones/zones_rig.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
using samples::must;

namespace {
constexpr std::size_t part = 256UL * 1024;
}

class ZoneBlobsTest : public QObject {
    Q_OBJECT
    tests::ZonesRig rig_;
    const samples::Terminal terminal_ = samples::terminalIn(rig_.terminal(""));
    const protocol::CaseBody body_ =
        tests::sampleBody(tests::pensionMatter(), tests::personCard("zhang"));
    std::uint64_t counter_ = 0;

    struct Filed {
        samples::Filing filing;
        Bytes sealed;
        std::string digest;
    };
    Filed fileWith(std::size_t size) {
        Filed filed;
        const std::vector recipients{terminal_.active, terminal_.escrow};
        const auto sealer = must(seal::BlobSealer::begin(recipients, [&](ByteView ready) {
            filed.sealed.insert(filed.sealed.end(), ready.begin(), ready.end());
            return Result<void>();
        }));
        if (!sealer->write(Bytes(size, 7)))
            std::abort();
        auto core = samples::coreHeader(terminal_, ++counter_);
        core.blobs = {must(sealer->finish())};
        filed.digest = core.blobs[0].digest;
        filed.filing = samples::file(terminal_, body_, core);
        return filed;
    }
    void send(const Filed& filed) const {
        for (std::size_t at = 0; at < filed.sealed.size(); at += part) {
            const ByteView bytes =
                ByteView(filed.sealed).subspan(at, std::min(part, filed.sealed.size() - at));
            const std::string file = rig_.path("part");
            std::ofstream(file, std::ios::binary) << textOf(bytes);
            const protocol::ContentRange range{at, at + bytes.size() - 1, filed.sealed.size()};
            const auto reply =
                rig_.curl("/v1/blobs/" + filed.digest,
                          {"--upload-file", file, "--header", "Content-Range: " + encode(range),
                           "--header", "Content-Type: application/octet-stream"});
            QVERIFY2(reply.status == 200 || reply.status == 202, reply.body.constData());
        }
    }
    int cases(const Filed& filed) const {
        return rig_.casesOf(filed.filing.header.core.caseNumber);
    }

private slots:
    void init() {
        QVERIFY(rig_.startOpen());
        rig_.startInner();
    }
    void cleanup() {
        rig_.killInner();
        rig_.killOpen();
    }

    void theInnerZoneFetchesAndSigns() {
        const Filed filed = fileWith(1'000'000);
        QCOMPARE(rig_.post({filed.filing.packet}).status, 202);
        QCOMPARE(cases(filed), 0);
        send(filed);
        QTRY_COMPARE_WITH_TIMEOUT(cases(filed), 1, 20'000);
        const auto again = rig_.post({filed.filing.packet});
        QVERIFY(again.body.contains("acknowledgements"));
        QCOMPARE(cases(filed), 1);
    }

    // Killed at whatever it was doing, either of them; and then both go on.
    void aZoneThatIsKilledLosesNothing() {
        for (int round = 0; round < 4; ++round) {
            const Filed filed = fileWith(2'000'000);
            QCOMPARE(rig_.post({filed.filing.packet}).status, 202);
            send(filed);
            QTest::qWait(round * 7);
            rig_.killInner();
            if (round % 2 == 1) {
                rig_.killOpen();
                QVERIFY(rig_.startOpen());
            }
            rig_.startInner();
            QTRY_COMPARE_WITH_TIMEOUT(cases(filed), 1, 20'000);
        }
    }

    void whatWasAlteredInTheOpenZoneIsAskedForAgain() {
        const Filed filed = fileWith(1'000'000);
        rig_.killInner();
        QCOMPARE(rig_.post({filed.filing.packet}).status, 202);
        send(filed);
        rig_.killOpen();
        QVERIFY(server::Database::open(rig_.openDatabase())
                    ->run("UPDATE blob_parts SET content=zeroblob(length(content)) WHERE "
                          "position=262144")
                    .ok());
        QVERIFY(rig_.startOpen());
        rig_.startInner();
        const auto held = [&] {
            return rig_.curl("/v1/blobs/" + filed.digest, {"--head"}).body.toLower();
        };
        QTRY_VERIFY_WITH_TIMEOUT(held().contains("upload-offset: 0\r"), 20'000);
        QCOMPARE(cases(filed), 0);
        QCOMPARE(rig_.post({filed.filing.packet}).status, 202);
        send(filed);
        QTRY_COMPARE_WITH_TIMEOUT(cases(filed), 1, 20'000);
    }
};

QTEST_GUILESS_MAIN(ZoneBlobsTest)
#include "tst_zone_blobs.moc"
