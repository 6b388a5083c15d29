// Which documents of a catalogue are believed, and why the others are not.
#include "platform/protocol/digest.h"
#include "platform/seal/jws.h"
#include "tests/support/catalogue/catalogue.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::catalogue;
using namespace std::chrono_literals;
using samples::CatalogueKeys;
using samples::must;
using samples::noon;
using samples::rootDocument;

namespace {

template <typename T>
ErrorCode refusal(const Result<T>& result) {
    return result ? ErrorCode::Usage : result.error().code;
}

std::string signedBy(const Signer& signer, const std::string& payload) {
    return must(seal::signJws(payload, signer.key, signer.certificate.keyId()));
}

} // namespace

class TestTrust : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const Anchors anchors{pki.root};
    const CatalogueKeys keys{pki}, next{pki};

    std::string firstRoot() const { return must(signRoot(rootDocument(keys), keys.root, nullptr)); }
    Trust trust() const { return must(Trust::from(firstRoot(), anchors, nullptr, {})); }
    std::string catalogueText(std::uint64_t version) const {
        return must(signCatalogue({version, noon(), {}}, keys.catalogue));
    }
    TimestampDocument stamp(std::uint64_t serial, std::uint64_t version) const {
        const std::string text = catalogueText(version);
        return {serial,  1,
                version, {protocol::digestText({viewOf(text)}), text.size()},
                noon(),  noon() + 720h};
    }
    std::string stampText(std::uint64_t serial, std::uint64_t version) const {
        return must(signTimestamp(stamp(serial, version), keys.timestamp));
    }
    Result<Trust> second(const std::string& text, const Anchors& at) const {
        const Trust first = trust();
        return Trust::from(text, at, &first, {});
    }

private slots:
    void theThreeRolesTogether() {
        const Trust root = trust();
        const TimestampDocument said = stamp(1, 7);
        QCOMPARE(must(root.timestamp(must(signTimestamp(said, keys.timestamp)), anchors, {})),
                 said);
        const std::string text = catalogueText(7);
        TimestampDocument named = said;
        named.catalogue = {protocol::digestText({viewOf(text)}), text.size()};
        QCOMPARE(must(root.catalogue(text, named, anchors)).version, std::uint64_t(7));
    }

    void rolesDoNotStandInForEachOther() {
        const Trust root = trust();
        const std::string payload = encode(stamp(1, 7));
        for (const Signer* wrong : {&keys.catalogue, &keys.root, &next.timestamp})
            QCOMPARE(refusal(root.timestamp(signedBy(*wrong, payload), anchors, {})),
                     ErrorCode::CatalogueSignature);
        const std::string text = must(signCatalogue({7, noon(), {}}, keys.timestamp));
        QCOMPARE(refusal(root.catalogue(text, stamp(1, 7), anchors)),
                 ErrorCode::CatalogueSignature);
        // Named in each other's place by the root itself.
        RootDocument swapped = rootDocument(keys);
        std::swap(swapped.catalogue, swapped.timestamp);
        const Trust odd =
            must(Trust::from(must(signRoot(swapped, keys.root, nullptr)), anchors, nullptr, {}));
        QCOMPARE(refusal(odd.timestamp(signedBy(keys.catalogue, payload), anchors, {})),
                 ErrorCode::CatalogueSignature);
    }

    void aDocumentOfAnotherKindIsNone() {
        const Trust root = trust();
        const CatalogueDocument empty{1, noon(), {}};
        QCOMPARE(refusal(root.timestamp(signedBy(keys.timestamp, encode(empty)), anchors, {})),
                 ErrorCode::CatalogueMalformed);
        QCOMPARE(refusal(decodeRoot(encode(empty))), ErrorCode::CatalogueMalformed);
        QCOMPARE(refusal(decodeItems(encode(stamp(1, 1)))), ErrorCode::CatalogueMalformed);
    }

    void aStrangersRootIsNone() {
        const samples::Pki others;
        const CatalogueKeys theirs(others);
        const std::string text = must(signRoot(rootDocument(theirs), theirs.root, nullptr));
        QCOMPARE(refusal(Trust::from(text, anchors, nullptr, {})), ErrorCode::CatalogueSignature);
        // Ours, of another role.
        const std::string role = must(signRoot(rootDocument(keys), keys.catalogue, nullptr));
        QCOMPARE(refusal(Trust::from(role, anchors, nullptr, {})), ErrorCode::CatalogueSignature);
    }

    void noFlippedBitIsBelieved() {
        const Trust root = trust();
        const auto each = [](const std::string& text, const auto& accepts) {
            for (std::size_t at = 0; at < text.size(); ++at) {
                std::string flipped = text;
                flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 7)));
                if (accepts(flipped))
                    return false;
            }
            return true;
        };
        const std::string stamped = stampText(1, 7), text = catalogueText(7);
        TimestampDocument named = stamp(1, 7);
        named.catalogue = {protocol::digestText({viewOf(text)}), text.size()};
        QVERIFY(each(firstRoot(), [&](const std::string& bytes) {
            return Trust::from(bytes, anchors, nullptr, {}).ok();
        }));
        QVERIFY(each(stamped, [&](const std::string& bytes) {
            return root.timestamp(bytes, anchors, {}).ok();
        }));
        QVERIFY(each(text, [&](const std::string& bytes) {
            return root.catalogue(bytes, named, anchors).ok();
        }));
    }

    void whatIsTooLongIsNotLookedAt() {
        const std::string endless(1024UL * 1024, 'A');
        QCOMPARE(refusal(Trust::from(endless, anchors, nullptr, {})),
                 ErrorCode::CatalogueMalformed);
        QCOMPARE(refusal(trust().timestamp(endless, anchors, {})), ErrorCode::CatalogueMalformed);
        QCOMPARE(refusal(trust().catalogue(endless, stamp(1, 1), anchors)),
                 ErrorCode::CatalogueMalformed);
        std::string thrice;
        for (int i = 0; i < 3; ++i)
            thrice += firstRoot();
        QCOMPARE(refusal(Trust::from(thrice + firstRoot(), anchors, nullptr, {})),
                 ErrorCode::CatalogueMalformed);
    }

    void versionsOnlyGrow() {
        const Trust root = trust();
        Highest highest;
        highest.timestamp = markOf(stamp(5, 7));
        highest.catalogue = {7, "x"};
        const auto say = [&](std::uint64_t serial, std::uint64_t version) {
            return refusal(root.timestamp(stampText(serial, version), anchors, highest));
        };
        QCOMPARE(say(4, 8), ErrorCode::CatalogueOlder);
        QCOMPARE(say(6, 6), ErrorCode::CatalogueOlder);
        QCOMPARE(say(5, 8), ErrorCode::CatalogueMixed); // the same number, said of another
        QCOMPARE(say(6, 7), ErrorCode::CatalogueMixed); // signed anew, with other bytes
        QCOMPARE(say(6, 8), ErrorCode::Usage);          // believed
        highest.root = {2, "x"};
        QCOMPARE(refusal(Trust::from(firstRoot(), anchors, nullptr, highest)),
                 ErrorCode::CatalogueOlder);
    }

    void partsOfTwoVersionsAreMixed() {
        const Trust root = trust();
        QCOMPARE(refusal(root.catalogue(catalogueText(6), stamp(1, 7), anchors)),
                 ErrorCode::CatalogueMixed);
        const std::string text = catalogueText(6);
        TimestampDocument said = stamp(1, 7);
        said.catalogue = {protocol::digestText({viewOf(text)}), text.size()};
        QCOMPARE(refusal(root.catalogue(text, said, anchors)), ErrorCode::CatalogueMixed);
        TimestampDocument later = stamp(1, 7);
        later.root = 2;
        QCOMPARE(refusal(root.timestamp(must(signTimestamp(later, keys.timestamp)), anchors, {})),
                 ErrorCode::CatalogueMixed);
    }

    void freshnessIsJudgedByAKnownClockOnly() {
        const TimestampDocument said = stamp(1, 1);
        const auto at = [&](WallTime time, ClockGrade grade) {
            return freshnessAt(said, {time, grade});
        };
        QCOMPARE(at(noon(), ClockGrade::Network), Freshness::Fresh);
        QCOMPARE(at(said.until, ClockGrade::Drift), Freshness::Frozen);
        QCOMPARE(at(said.until, ClockGrade::Unknown), Freshness::Unjudged);
        QVERIFY(opensInstantMatters(Freshness::Fresh));
        QVERIFY(!opensInstantMatters(Freshness::Frozen));
        QVERIFY(!opensInstantMatters(Freshness::Unjudged));
    }

    // The old and the new root key sign; one of them alone does not do.
    void rotationWantsBothSignatures() {
        const RootDocument document = rootDocument(next, 2);
        const std::string both = must(signRoot(document, next.root, &keys.root));
        QVERIFY(second(both, anchors).ok());
        QCOMPARE(refusal(second(must(signRoot(document, next.root, nullptr)), anchors)),
                 ErrorCode::CatalogueSignature);
        QCOMPARE(refusal(second(must(signRoot(document, keys.root, nullptr)), anchors)),
                 ErrorCode::CatalogueSignature);
        // Two good signatures, over two documents.
        RootDocument other = document;
        other.until += 1h;
        const std::string apart = must(signRoot(document, next.root, nullptr)) +
                                  must(signRoot(other, keys.root, nullptr));
        QCOMPARE(refusal(second(apart, anchors)), ErrorCode::CatalogueSignature);
        // Not a step, but two.
        const std::string leap = must(signRoot(rootDocument(next, 3), next.root, &keys.root));
        QCOMPARE(refusal(second(leap, anchors)), ErrorCode::CatalogueMixed);
        const std::string back = must(signRoot(rootDocument(next, 1), next.root, &keys.root));
        QCOMPARE(refusal(second(back, anchors)), ErrorCode::CatalogueOlder);
    }

    void theKeysBeforeAreNotBelievedAnyMore() {
        const Trust later =
            must(second(must(signRoot(rootDocument(next, 2), next.root, &keys.root)), anchors));
        TimestampDocument said = stamp(1, 7);
        said.root = 2;
        QCOMPARE(refusal(later.timestamp(signedBy(keys.timestamp, encode(said)), anchors, {})),
                 ErrorCode::CatalogueSignature);
        QVERIFY(later.timestamp(signedBy(next.timestamp, encode(said)), anchors, {}).ok());
    }

    // A root key that was stolen can be left behind without its word, and its word counts nowhere.
    void aRevokedKeyCountsForNothing() {
        const Anchors revoked{pki.root,
                              must(seal::RevocationList::issue({}, {keys.root.certificate},
                                                               pki.root, pki.rootKey, noon()))};
        QCOMPARE(refusal(Trust::from(firstRoot(), revoked, nullptr, {})),
                 ErrorCode::CatalogueSignature);
        QVERIFY(second(must(signRoot(rootDocument(next, 2), next.root, nullptr)), revoked).ok());
        const Anchors stamped{pki.root,
                              must(seal::RevocationList::issue({}, {keys.timestamp.certificate},
                                                               pki.root, pki.rootKey, noon()))};
        QCOMPARE(refusal(trust().timestamp(stampText(1, 7), stamped, {})),
                 ErrorCode::CatalogueSignature);
    }

    // What was signed after a certificate's or the root document's end was not signed by who may.
    void signaturesCountInTheirTime() {
        const auto at = [&](WallTime time) {
            TimestampDocument said = stamp(1, 7);
            said.issued = time;
            said.until = time + 24h;
            return refusal(trust().timestamp(signedBy(keys.timestamp, encode(said)), anchors, {}));
        };
        QCOMPARE(at(noon() + 364 * 24h), ErrorCode::Usage);
        QCOMPARE(at(noon() + 366 * 24h), ErrorCode::CatalogueSignature);
        RootDocument brief = rootDocument(keys);
        brief.until = noon() - 1min;
        const Trust over =
            must(Trust::from(must(signRoot(brief, keys.root, nullptr)), anchors, nullptr, {}));
        QCOMPARE(refusal(over.timestamp(stampText(1, 7), anchors, {})),
                 ErrorCode::CatalogueSignature);
    }

    void theHighestAreKeptAsLines() {
        Highest highest;
        QCOMPARE(must(decodeHighest("")), highest);
        highest.root = {2, "a"};
        highest.catalogue = {12, "b"};
        QCOMPARE(encode(highest), std::string("root 2 a\ncatalogue 12 b\n"));
        QCOMPARE(must(decodeHighest(encode(highest))), highest);
        for (const char* text : {"root 2", "root 2 a", "leaf 2 a\n", "root -2 a\n", "root 2 a\n\n"})
            QCOMPARE(refusal(decodeHighest(text)), ErrorCode::CatalogueMalformed);
    }
};

QTEST_GUILESS_MAIN(TestTrust)
#include "tst_trust.moc"
