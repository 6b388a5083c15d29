// Large materials at the platform: taken part by part from the terminal whose packet names them,
// and a case only when all of them are in the inner zone, whole and opened.
#include "tests/unit/server/access/blob_world.h"

using namespace jiujin;
using namespace jiujin::server;
using protocol::Verdict;

class BlobsTest : public QObject, protected BlobWorld {
    Q_OBJECT

private slots:
    void init() {
        folder = std::make_unique<QTemporaryDir>();
        heldOfOne = BlobRoom::maxHeldOfOne;
        start();
    }
    void cleanup() { stop(); }

    void aCaseIsCompleteWhenAllMaterialsAreThere() {
        const Blob large = sealed(700'000), small = sealed(10);
        const auto filing = filingWith({large.name, small.name});
        const auto posted = post(filing);
        QCOMPARE(posted.status, 202);
        QVERIFY(posted.body.find("acknowledgements") == std::string::npos);
        QCOMPARE(*held(large), 0u);
        send(large);
        QCOMPARE(waiting(), std::size_t(0));
        QVERIFY(words().empty());
        send(small);
        QCOMPARE(waiting(), std::size_t(1));
        pull();
        QCOMPARE(words().size(), std::size_t(1));
        QVERIFY(words().front().verdict == Verdict::Stored);
        QCOMPARE(words().front().packetId, filing.header.core.packetId);
        for (const Blob& blob : {large, small}) {
            QVERIFY(stateFor(ofCases, blob)->whole());
            // The open zone keeps nothing of what was fetched.
            QCOMPARE(stateFor(samples::terminalId, blob).error().code, ErrorCode::NotFound);
        }
        const auto trail =
            inStore([&](Store& s) { return s.trail(filing.header.core.caseNumber); });
        QVERIFY(trail.ok());
        QVERIFY(trail->events.front().json.find(large.name.digest) != std::string::npos);
    }

    // The other way round nothing is kept: a stranger to the packet cannot fill the disk.
    void nothingIsTakenBeforeAPacketNamesIt() {
        const Blob blob = sealed(1000);
        QCOMPARE(ask(putOf(blob, 0)).status, 404);
        QVERIFY(!held(blob));
        post(filingWith({blob.name}));
        for (Request request : {putOf(blob, 0), about("HEAD", blob.name)}) {
            request.peer = otherTerminal;
            QCOMPARE(ask(request).status, 404);
            request.role = seal::Role::Inner;
            QCOMPARE(ask(request).status, 403);
        }
        QCOMPARE(ask(putOf(blob, 0)).status, 200);
    }

    void itGoesOnWhereItWasAfterARestart() {
        const Blob blob = sealed(500'000);
        post(filingWith({blob.name}));
        const Response first = ask(putOf(blob, 0));
        QCOMPARE(first.status, 202);
        QCOMPARE(*first.uploadOffset, part);
        stop();
        start();
        QCOMPARE(*held(blob), part);
        // The answer had been lost: the same part again, or one too far, changes nothing.
        for (const std::size_t elsewhere : {std::size_t{0}, 2 * part}) {
            const Response refused = ask(putOf(blob, elsewhere));
            QCOMPARE(refused.status, 409);
            QCOMPARE(codeIn(refused), std::string(codeOf(ErrorCode::BlobRange)));
            QCOMPARE(*refused.uploadOffset, part);
        }
        for (std::size_t at = part; at < blob.sealed.size(); at += part)
            QCOMPARE(ask(putOf(blob, at)).status, at + part < blob.sealed.size() ? 202 : 200);
        pull();
        QVERIFY(words().front().verdict == Verdict::Stored);
    }

    void anAlteredPartIsNotKept() {
        const Blob blob = sealed(300'000);
        post(filingWith({blob.name}));
        Request altered = putOf(blob, part);
        altered.body[5] ^= 1U;
        QCOMPARE(ask(putOf(blob, 0)).status, 202);
        QCOMPARE(ask(altered).status, 202);
        const Response last = ask(putOf(blob, 2 * part));
        QCOMPARE(last.status, 422);
        QCOMPARE(codeIn(last), std::string(codeOf(ErrorCode::BlobDamaged)));
        QCOMPARE(*held(blob), 0u);
        QCOMPARE(waiting(), std::size_t(0));
        send(blob);
        pull();
        QVERIFY(words().front().verdict == Verdict::Stored);
    }

    void partsThatAreNoPartsAreRefused() {
        const Blob blob = sealed(3'000'000);
        post(filingWith({blob.name}));
        const auto with = [&](std::string range, std::size_t size) {
            Request request = putOf(blob, 0, size);
            request.contentRange = std::move(range);
            return ask(request).status;
        };
        const std::string whole = '/' + std::to_string(blob.sealed.size());
        QCOMPARE(with("", part), 400);
        QCOMPARE(with("bytes 0-131072" + whole, part), 400);
        QCOMPARE(with("bytes 0-131070" + whole, part), 400);
        QCOMPARE(with("bytes 0-131071/*", part), 400);
        QCOMPARE(with("bytes 0-131071/131073", part), 422);
        QCOMPARE(with("bytes 0-131071/67108865", part), 413);
        QCOMPARE(ask(putOf(blob, 0, 1000)).status, 400);
        QCOMPARE(ask(putOf(blob, 0, protocol::maxBlobPart + 1)).status, 413);
        Request page = putOf(blob, 0);
        page.contentType = "text/html";
        QCOMPARE(ask(page).status, 415);
        QCOMPARE(ask(about("DELETE", blob.name)).status, 405);
        for (const char* target : {"/v1/blobs/", "/v1/blobs/short", "/v1/blobs/../packets"})
            QCOMPARE(ask({"HEAD", target, "", {}, std::string(samples::terminalId)}).status, 404);
        QCOMPARE(*held(blob), 0u);
    }

    void aTerminalHasItsShareOfTheDisk() {
        heldOfOne = 3 * part;
        stop();
        start();
        const Blob first = sealed(2 * part), second = sealed(part);
        post(filingWith({first.name}));
        post(filingWith({second.name}));
        send(first);
        const Response busy = ask(putOf(second, 0, second.sealed.size()));
        QCOMPARE(busy.status, 503);
        QCOMPARE(codeIn(busy), std::string(codeOf(ErrorCode::PlatformBusy)));
        pull();
        QCOMPARE(ask(putOf(second, 0, second.sealed.size())).status, 200);
    }

    void whatNeverComesGivesWayToWhatDoes() {
        heldOfOne = 3 * part;
        stop();
        start();
        const Blob never = sealed(4 * part), comes = sealed(part);
        post(filingWith({never.name}));
        post(filingWith({comes.name}));
        QCOMPARE(ask(putOf(never, 0)).status, 202);
        QCOMPARE(ask(putOf(never, part)).status, 202);
        send(comes);
        QCOMPARE(*held(never), 0u);
        const Response late = ask(putOf(never, 2 * part));
        QCOMPARE(late.status, 409);
        QCOMPARE(codeIn(late), std::string(codeOf(ErrorCode::BlobRange)));
        QCOMPARE(*late.uploadOffset, 0u);
        pull();
        QCOMPARE(words().size(), std::size_t(1));
        QCOMPARE(ask(putOf(never, 0)).status, 202); // it comes after all
    }

    void aHeaderMayNotNameWhatCanNeverBeWhole() {
        for (const std::uint64_t bytes : {std::uint64_t{0}, protocol::maxBlobBytes + 1}) {
            const auto answer = post(filingWith({{sealed(1).name.digest, bytes}}));
            QVERIFY(answer.body.find(codeOf(ErrorCode::PacketMalformed)) != std::string::npos);
        }
        QCOMPARE(waiting(), std::size_t(0));
    }

    void whatTheTerminalSealedWronglyIsRefused() {
        Blob blob{Bytes(200'000, 9), {}};
        blob.name = {seal::digestOf(blob.sealed), blob.sealed.size()};
        const auto filing = filingWith({blob.name});
        post(filing);
        send(blob);
        pull();
        QVERIFY(words().front().verdict == Verdict::Refused);
        QCOMPARE(words().front().code, std::string(codeOf(ErrorCode::EnvelopeDamaged)));
        QVERIFY(!stateFor(ofCases, blob)->whole());
    }

    // Taken over, or its disk rots: it can delay, and nothing else.
    void theOpenZoneIsNotBelieved() {
        const Blob blob = sealed(300'000);
        const auto filing = filingWith({blob.name});
        post(filing);
        for (const char* harm :
             {"UPDATE blob_parts SET content=zeroblob(length(content)) WHERE position=131072",
              "DELETE FROM blob_parts WHERE position=131072",
              "UPDATE blob_parts SET content=zeroblob(2000000) WHERE position=0",
              "DELETE FROM blob_parts"}) {
            send(blob);
            alter(harm);
            pull();
            QVERIFY2(words().empty(), harm);
            QVERIFY(!stateFor(ofCases, blob)->whole());
            QCOMPARE(*held(blob), 0u);
            // The terminal, without a word, sends its packet again.
            post(filing);
            QCOMPARE(waiting(), std::size_t(0));
        }
        send(blob);
        pull();
        QVERIFY(words().front().verdict == Verdict::Stored);
    }

    void oneBadMaterialHoldsUpNobody() {
        const Blob bad = sealed(300'000), good = sealed(1000);
        post(filingWith({bad.name}));
        post(filingWith({good.name}));
        const auto plain = filingWith({});
        post(plain);
        send(bad);
        send(good);
        alter("DELETE FROM blob_parts WHERE position=131072");
        pull();
        QCOMPARE(words().size(), std::size_t(2));
    }

    void whatTwoPacketsNameStaysForTheOther() {
        const Blob blob = sealed(1000), more = sealed(1000);
        post(filingWith({blob.name}));
        post(filingWith({blob.name, more.name}));
        send(blob);
        pull();
        QCOMPARE(words().size(), std::size_t(1));
        QVERIFY(stateFor(samples::terminalId, blob)->whole());
        send(more);
        pull();
        QCOMPARE(words().size(), std::size_t(2));
        QCOMPARE(stateFor(samples::terminalId, blob).error().code, ErrorCode::NotFound);
    }

    // The word was lost on its way.
    void aPacketThatComesAgainIsAnsweredWithoutItsMaterials() {
        const Blob blob = sealed(1000);
        const auto filing = filingWith({blob.name});
        post(filing);
        send(blob);
        pull();
        for (int i = 0; i < 2; ++i) {
            post(filing);
            QCOMPARE(waiting(), std::size_t(1));
            pull();
            QVERIFY(words().back().verdict == Verdict::DuplicateSame);
            QCOMPARE(stateFor(samples::terminalId, blob).error().code, ErrorCode::NotFound);
        }
        QVERIFY(stateFor(ofCases, blob)->whole());
    }

    void anInnerZoneOfAnOlderDayGetsAllOfItAgain() {
        const Blob blob = sealed(300'000);
        const auto filing = filingWith({blob.name});
        post(filing);
        send(blob);
        pull();
        alter(
            "DROP TRIGGER events_remain; DELETE FROM events; DELETE FROM cases; DELETE FROM "
            "receipts; DELETE FROM terminals; DELETE FROM packets; DELETE FROM blobs; DELETE FROM "
            "blob_parts; DELETE FROM replies");
        post(filing);
        pull();
        QVERIFY(words().empty());
        QCOMPARE(*held(blob), 0u);
        send(blob);
        pull();
        QVERIFY(words().front().verdict == Verdict::Stored);
        QVERIFY(stateFor(ofCases, blob)->whole());
    }

    void aFetchThatBrokeOffBeginsAgain() {
        const Blob blob = sealed(300'000);
        post(filingWith({blob.name}));
        send(blob);
        const Bytes half(part, 1);
        inStore([&](Store& s) {
            static_cast<void>(s.blobs().expect(std::string(ofCases), blob.name));
            return s.blobs().append(std::string(ofCases), blob.name.digest, half).ok();
        });
        pull();
        QVERIFY(words().front().verdict == Verdict::Stored);
        QVERIFY(stateFor(ofCases, blob)->whole());
    }

    void onlyTheInnerZoneFetchesParts() {
        const Blob blob = sealed(300'000);
        post(filingWith({blob.name}));
        send(blob);
        const std::string target =
            "/v1/inner/blobs/" + std::string(samples::terminalId) + '/' + blob.name.digest;
        const auto fetched = [&](const std::string& path, seal::Role role = seal::Role::Inner) {
            return ask({"GET", path, "", {}, "inner", role});
        };
        const Response second = fetched(target + "?from=131072");
        QCOMPARE(second.status, 200);
        QCOMPARE(second.contentType, std::string(protocol::blobType));
        QVERIFY(std::ranges::equal(viewOf(second.body), ByteView(blob.sealed).subspan(part, part)));
        QCOMPARE(fetched(target + "?from=131072", seal::Role::Terminal).status, 403);
        QCOMPARE(fetched(target + "?from=1").status, 404);
        QCOMPARE(fetched(target + "?from=x").status, 400);
        QCOMPARE(fetched("/v1/inner/blobs/" + blob.name.digest).status, 404);
    }
};

QTEST_GUILESS_MAIN(BlobsTest)
#include "tst_blobs.moc"
