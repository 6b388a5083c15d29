// A large material opens to what was sealed, whole and in order, or not at all.
#include "platform/protocol/digest.h"
#include "platform/seal/blob_seal.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
using namespace jiujin::seal;
using protocol::blobStep;
using samples::must;

namespace {

constexpr std::size_t step = blobStep + 16;

long peakKilobytes() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmHWM:") {
            long value = 0;
            status >> value;
            return value;
        }
    return -1;
}

Bytes patterned(std::size_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::uint8_t>(i * 31 + i / 251);
    return bytes;
}

} // namespace

class BlobTest : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const std::vector<Certificate> recipients{pki.active.certificate, pki.escrow.certificate};

    struct Sealed {
        Bytes bytes;
        protocol::BlobReference said;
    };
    Sealed seal(const Bytes& plain, std::size_t piece = 10'000) const {
        Sealed sealed;
        const auto sealer = must(BlobSealer::begin(recipients, [&](ByteView ready) -> Result<void> {
            sealed.bytes.insert(sealed.bytes.end(), ready.begin(), ready.end());
            return {};
        }));
        for (std::size_t at = 0; at < plain.size(); at += piece)
            if (!sealer->write(ByteView(plain).subspan(at, std::min(piece, plain.size() - at))))
                std::abort();
        sealed.said = must(sealer->finish());
        return sealed;
    }
    // What it opens to; nothing when it is refused.
    std::optional<Bytes> open(ByteView sealed, const samples::Identity& with,
                              std::size_t piece = 7'777) const {
        Bytes plain;
        BlobOpener opener(with.certificate, with.key, [&](ByteView ready) -> Result<void> {
            plain.insert(plain.end(), ready.begin(), ready.end());
            return {};
        });
        for (; !sealed.empty(); sealed = sealed.subspan(std::min(piece, sealed.size())))
            if (!opener.write(sealed.first(std::min(piece, sealed.size()))))
                return std::nullopt;
        return opener.finish() ? std::optional(plain) : std::nullopt;
    }
    std::optional<Bytes> open(ByteView sealed) const { return open(sealed, pki.active); }

private slots:
    void itOpensToWhatWasSealed_data() {
        QTest::addColumn<std::size_t>("size");
        for (const std::size_t size : {std::size_t{0}, std::size_t{1}, blobStep - 1, blobStep,
                                       blobStep + 1, 2 * blobStep, 5 * blobStep + 4321})
            QTest::newRow(std::to_string(size).c_str()) << size;
    }
    void itOpensToWhatWasSealed() {
        QFETCH(std::size_t, size);
        const Bytes plain = patterned(size);
        const Sealed sealed = seal(plain);
        QCOMPARE(sealed.said.bytes, sealed.bytes.size());
        QCOMPARE(sealed.said.digest, digestOf(sealed.bytes));
        for (const auto* recipient : {&pki.active, &pki.escrow})
            for (const std::size_t piece : {std::size_t{1'000}, step, sealed.bytes.size()})
                QVERIFY(open(sealed.bytes, *recipient, piece) == plain);
        QVERIFY(!open(sealed.bytes, pki.acknowledge));
    }

    void thePiecesThatItCameInDoNotShow() {
        const Bytes plain = patterned(3 * blobStep);
        for (const std::size_t piece : {std::size_t{999}, blobStep, plain.size()})
            QVERIFY(open(seal(plain, piece).bytes) == plain);
    }

    void twoSealingsShareNothing() {
        const Bytes plain = patterned(1000);
        QVERIFY(seal(plain).said.digest != seal(plain).said.digest);
    }

    void everyTruncationIsRefused() {
        const Bytes sealed = seal(patterned(2 * blobStep + 100)).bytes;
        // At the end of each step too, where each that is there is genuine.
        for (std::size_t length = 0; length < sealed.size(); length += 211)
            QVERIFY(!open(ByteView(sealed).first(length)));
        for (const std::size_t gone : {std::size_t{116}, 116 + step})
            QVERIFY(!open(ByteView(sealed).first(sealed.size() - gone)));
        for (const std::size_t gone : {1, 16, 17})
            QVERIFY(!open(ByteView(sealed).first(sealed.size() - gone)));
    }

    void whatComesAfterTheEndIsRefused() {
        const Bytes plain = patterned(2 * blobStep);
        for (const std::size_t size : {std::size_t{100}, plain.size()}) {
            Bytes sealed = seal(Bytes(plain.begin(), plain.begin() + std::ptrdiff_t(size))).bytes;
            sealed.push_back(0);
            QVERIFY(!open(sealed));
            sealed.insert(sealed.end(), 15, 0);
            QVERIFY(!open(sealed));
        }
    }

    void stepsThatAreMovedDoubledOrLeftOutAreRefused() {
        const Bytes sealed = seal(patterned(4 * blobStep)).bytes;
        const std::size_t head = sealed.size() - 4 * step;
        const auto stepAt = [&](std::size_t number) {
            return ByteView(sealed).subspan(head + number * step, step);
        };
        const auto blobOf = [&](std::initializer_list<std::size_t> numbers) {
            Bytes blob(sealed.begin(), sealed.begin() + std::ptrdiff_t(head));
            for (const std::size_t number : numbers)
                blob.insert(blob.end(), stepAt(number).begin(), stepAt(number).end());
            return blob;
        };
        QVERIFY(open(blobOf({0, 1, 2, 3})));
        for (const auto& order : {blobOf({1, 0, 2, 3}), blobOf({0, 1, 3}), blobOf({0, 1, 1, 2, 3}),
                                  blobOf({0, 2, 1, 3}), blobOf({0, 1, 2}), blobOf({3}),
                                  blobOf({0, 1, 2, 3, 3}), blobOf({1, 2, 3})})
            QVERIFY(!open(order));
    }

    void stepsOfAnotherBlobAreRefused() {
        const Bytes one = seal(patterned(2 * blobStep)).bytes;
        Bytes other = seal(patterned(2 * blobStep)).bytes;
        std::copy(one.end() - std::ptrdiff_t(step), one.end(), other.end() - std::ptrdiff_t(step));
        QVERIFY(!open(other));
    }

    void noFlippedBitIsAccepted() {
        const Bytes plain = patterned(blobStep + 50);
        Bytes sealed = seal(plain).bytes;
        const std::size_t head = sealed.size() - step - 66;
        for (std::size_t byte = 0; byte < sealed.size(); byte += byte < head ? 1 : 977) {
            const auto mask = static_cast<std::uint8_t>(1U << (byte % 8));
            sealed[byte] ^= mask;
            QVERIFY2(!open(sealed), std::to_string(byte).c_str());
            sealed[byte] ^= mask;
        }
        QVERIFY(open(sealed) == plain);
    }

    void aCasesEnvelopeIsNoKey() {
        Bytes head = bytesOf("JJB1");
        const Bytes envelope = must(sealTo(recipients, "{\"header\":" + std::string(39, 'x')));
        for (int shift = 24; shift >= 0; shift -= 8)
            head.push_back(static_cast<std::uint8_t>(envelope.size() >> shift));
        head.insert(head.end(), envelope.begin(), envelope.end());
        head.insert(head.end(), 16, 0);
        QVERIFY(!open(head));
    }

    void anEnvelopeAboveTheLimitIsRefusedBeforeItIsRead() {
        Bytes head = bytesOf("JJB1");
        head.insert(head.end(), {0xff, 0xff, 0xff, 0xff});
        BlobOpener opener(pki.active.certificate, pki.active.key,
                          [](ByteView) { return Result<void>(); });
        QCOMPARE(opener.write(head).error().code, ErrorCode::EnvelopeDamaged);
        QCOMPARE(opener.write(head).error().code, ErrorCode::EnvelopeDamaged);
    }

    void aSinkThatFailsEndsIt() {
        const auto full = [](ByteView) {
            return Result<void>(Error(ErrorCode::DiskFull, ""));
        };
        QCOMPARE(BlobSealer::begin(recipients, full).error().code, ErrorCode::DiskFull);
        const Sealed sealed = seal(patterned(3 * blobStep));
        BlobOpener opener(pki.active.certificate, pki.active.key, full);
        QCOMPARE(opener.write(sealed.bytes).error().code, ErrorCode::DiskFull);
        QVERIFY(!opener.finish());
    }

    // Neither side holds the whole, and too much is refused before it is all there.
    void memoryDoesNotGrowWithTheBlob() {
        const Bytes piece = patterned(1024UL * 1024);
        const long before = peakKilobytes();
        std::optional<BlobOpener> opener;
        std::uint64_t opened = 0;
        opener.emplace(pki.active.certificate, pki.active.key, [&](ByteView plain) -> Result<void> {
            opened += plain.size();
            return {};
        });
        const auto sealer = must(
            BlobSealer::begin(recipients, [&](ByteView ready) { return opener->write(ready); }));
        Result<void> written;
        std::uint64_t sent = 0;
        for (; written.ok() && sent < 2 * protocol::maxBlobBytes; sent += piece.size())
            written = sealer->write(piece);
        QCOMPARE(written.error().code, ErrorCode::BlobTooLarge);
        QVERIFY(sent <= protocol::maxBlobBytes + piece.size());
        QVERIFY(opened > protocol::maxBlobBytes - 3 * blobStep);
        QVERIFY(peakKilobytes() - before < 4096);
    }

    void aRangeHasOneSpelling() {
        using protocol::ContentRange;
        const ContentRange range{65536, 131071, 200000};
        QCOMPARE(encode(range), std::string("bytes 65536-131071/200000"));
        QVERIFY(*protocol::decodeContentRange(encode(range)) == range);
        QCOMPARE(range.size(), 65536u);
        for (const std::string_view wrong :
             {"", "bytes", "bytes 0-1", "bytes 0-1/*", "bytes */2", "bytes 0-2/2", "bytes 1-0/2",
              "bytes 00-1/2", "bytes 0-1/2 ", " bytes 0-1/2", "bytes  0-1/2", "bytes -1-1/2",
              "bytes 0-1/2,3", "Bytes 0-1/2", "bytes 0-99999999999999999999/3", "bytes 0-0/0"})
            QCOMPARE(protocol::decodeContentRange(wrong).error().code, ErrorCode::BlobRange);
        QCOMPARE(protocol::decodeContentRange("bytes 0-1/67108865").error().code,
                 ErrorCode::BlobTooLarge);
    }
};

QTEST_GUILESS_MAIN(BlobTest)
#include "tst_blob.moc"
