#include "platform/catalogue/trust.h"

#include "platform/catalogue/unverified.h"
#include "platform/protocol/digest.h"
#include "platform/protocol/shapes.h"
#include "platform/seal/jws.h"

#include <array>
#include <map>
#include <sstream>

namespace jiujin::catalogue {

namespace {

// Names of the marks in the order in which they are written.
constexpr std::array<std::pair<std::string_view, Highest::One Highest::*>, 3> marks{{
    {"root", &Highest::root},
    {"timestamp", &Highest::timestamp},
    {"catalogue", &Highest::catalogue},
}};

Error forged(const char* what) {
    return {ErrorCode::CatalogueSignature, std::string("catalogue: ") + what};
}

Error malformed(const char* what) {
    return {ErrorCode::CatalogueMalformed, std::string("catalogue: ") + what};
}

Result<void> goesForward(const Highest::One& mark, const Highest::One& highest) {
    if (mark.version < highest.version)
        return Error(ErrorCode::CatalogueOlder, "version " + std::to_string(mark.version) +
                                                    " after " + std::to_string(highest.version));
    if (mark.version == highest.version && mark.digest != highest.digest)
        return Error(ErrorCode::CatalogueMixed, "another version " + std::to_string(mark.version));
    return {};
}

// The tokens of a root document by the key that each names: one or two lines.
Result<std::map<std::string, std::string_view>> tokensIn(std::string_view text) {
    std::map<std::string, std::string_view> tokens;
    if (text.size() > maxRootBytes)
        return malformed("the root document is too long");
    while (!text.empty() && tokens.size() < 2) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos)
            return malformed("the root document does not end with its line");
        const auto keyId = seal::keyIdOfJws(text.substr(0, end));
        if (!keyId)
            return malformed("the root document is no JWS");
        if (!tokens.emplace(*keyId, text.substr(0, end)).second)
            return malformed("the root document has two signatures of one key");
        text.remove_prefix(end + 1);
    }
    return text.empty() ? Result(std::move(tokens)) : malformed("the root document is too long");
}

// What a token says, for `signer` to be named by it and then to have signed it.
Result<std::string> signedBy(const seal::Certificate& signer,
                             const std::map<std::string, std::string_view>& tokens) {
    const auto token = tokens.find(signer.keyId());
    if (token == tokens.end())
        return forged("the root document lacks a signature");
    auto payload = seal::verifyJws(token->second, signer);
    return payload ? std::move(payload) : forged("the root document was signed by another key");
}

Result<std::string> payloadOf(std::string_view token, const seal::Certificate& signer) {
    if (!seal::keyIdOfJws(token))
        return malformed("a document is no JWS");
    auto payload = seal::verifyJws(token, signer);
    return payload ? std::move(payload) : forged("a document was signed by another key");
}

Result<void> stands(const seal::Certificate& certificate, seal::Role role, WallTime at,
                    const Anchors& anchors) {
    if (!seal::verifyLeaf(certificate, anchors.root, role, at))
        return forged("a certificate does not stand under the pinned root with its role");
    if (anchors.revoked.holds(certificate))
        return forged("a certificate was revoked");
    return {};
}

Result<void> followsOn(const RootDocument& document, const RootDocument& before,
                       const std::string& payload, const Anchors& anchors,
                       const std::map<std::string, std::string_view>& tokens) {
    if (document.version != before.version + 1)
        return Error(document.version > before.version ? ErrorCode::CatalogueMixed
                                                       : ErrorCode::CatalogueOlder,
                     "root versions go up by one");
    if (anchors.revoked.holds(before.root))
        return {};
    JIUJIN_TRY(stands(before.root, seal::Role::CatalogueRoot, document.issued, anchors));
    JIUJIN_TRY_ASSIGN(const std::string said, signedBy(before.root, tokens));
    return said == payload ? Result<void>() : forged("two signatures over different documents");
}

} // namespace

Result<Trust> Trust::from(std::string_view text, const Anchors& anchors, const Trust* before,
                          const Highest& highest) {
    JIUJIN_TRY_ASSIGN(const auto tokens, tokensIn(text));
    if (tokens.empty())
        return malformed("the root document is empty");
    // Whom it names is read first, and believed when these have signed.
    JIUJIN_TRY_ASSIGN(const std::string claimed, unverifiedPayload(tokens.begin()->second));
    JIUJIN_TRY_ASSIGN(RootDocument document, decodeRoot(claimed));
    JIUJIN_TRY_ASSIGN(const std::string payload, signedBy(document.root, tokens));
    if (payload != claimed)
        return forged("two signatures over different documents");
    JIUJIN_TRY(stands(document.root, seal::Role::CatalogueRoot, document.issued, anchors));
    if (before != nullptr)
        JIUJIN_TRY(followsOn(document, before->document_, payload, anchors, tokens));
    Trust trust(std::move(document), protocol::digestText({viewOf(payload)}));
    JIUJIN_TRY(goesForward(trust.mark(), highest.root));
    return trust;
}

bool Trust::isRevoked(std::string_view text, const Anchors& anchors) {
    const auto tokens = tokensIn(text);
    if (!tokens || tokens->empty())
        return false;
    const auto claimed = unverifiedPayload(tokens->begin()->second);
    const auto document = claimed ? decodeRoot(*claimed) : Result<RootDocument>(claimed.error());
    return document && anchors.revoked.holds(document->root);
}

Result<void> Trust::mayHaveSigned(const seal::Certificate& signer, seal::Role role, WallTime at,
                                  const Anchors& anchors) const {
    if (at > document_.until)
        return forged("signed after the end of its root document");
    return stands(signer, role, at, anchors);
}

Result<TimestampDocument> Trust::timestamp(std::string_view token, const Anchors& anchors,
                                           const Highest& highest) const {
    if (token.size() > maxTimestampBytes)
        return malformed("the timestamp is too long");
    JIUJIN_TRY_ASSIGN(const std::string payload, payloadOf(token, document_.timestamp));
    JIUJIN_TRY_ASSIGN(TimestampDocument document, decodeTimestamp(payload));
    JIUJIN_TRY(mayHaveSigned(document_.timestamp, seal::Role::Timestamp, document.issued, anchors));
    if (document.root != document_.version)
        return Error(document.root < document_.version ? ErrorCode::CatalogueOlder
                                                       : ErrorCode::CatalogueMixed,
                     "the timestamp names another root document");
    JIUJIN_TRY(goesForward(markOf(document), highest.timestamp));
    JIUJIN_TRY(goesForward(markOfCatalogue(document), highest.catalogue));
    return document;
}

Result<CatalogueDocument> Trust::catalogue(std::string_view token,
                                           const TimestampDocument& timestamp,
                                           const Anchors& anchors) const {
    if (token.size() > maxCatalogueBytes)
        return malformed("the catalogue is too long");
    JIUJIN_TRY_ASSIGN(const std::string payload, payloadOf(token, document_.catalogue));
    JIUJIN_TRY_ASSIGN(CatalogueDocument document, decodeCatalogue(payload));
    JIUJIN_TRY(mayHaveSigned(document_.catalogue, seal::Role::Catalogue, document.issued, anchors));
    JIUJIN_TRY(isObject(viewOf(token), timestamp.catalogue));
    if (document.version != timestamp.version)
        return Error(ErrorCode::CatalogueMixed, "the timestamp names another version");
    return document;
}

Highest::One markOf(const TimestampDocument& timestamp) {
    return {timestamp.serial, protocol::digestText({viewOf(encode(timestamp))})};
}

Highest::One markOfCatalogue(const TimestampDocument& timestamp) {
    return {timestamp.version, timestamp.catalogue.digest};
}

Result<void> isObject(ByteView bytes, const ObjectName& name) {
    if (bytes.size() != name.size || protocol::digestText({bytes}) != name.digest)
        return Error(ErrorCode::CatalogueMixed, "an object is not the one that was signed for");
    return {};
}

Result<ItemList> itemsOf(std::string_view list, const ListName& name) {
    JIUJIN_TRY(isObject(viewOf(list), name.object));
    JIUJIN_TRY_ASSIGN(ItemList items, decodeItems(list));
    if (items.prefix != name.prefix)
        return Error(ErrorCode::CatalogueMixed, "a list stands in another's place");
    return items;
}

Freshness freshnessAt(const TimestampDocument& timestamp, GradedTime now) {
    if (now.grade == ClockGrade::Unknown)
        return Freshness::Unjudged;
    return now.time < timestamp.until ? Freshness::Fresh : Freshness::Frozen;
}

std::string encode(const Highest& highest) {
    std::string text;
    for (const auto& [name, place] : marks)
        if (const Highest::One& mark = highest.*place; mark.version > 0)
            text +=
                std::string(name) + ' ' + std::to_string(mark.version) + ' ' + mark.digest + '\n';
    return text;
}

Result<Highest> decodeHighest(std::string_view text) {
    Highest highest;
    std::istringstream lines{std::string(text)};
    std::string name;
    Highest::One mark;
    while (lines >> name >> mark.version >> mark.digest)
        for (const auto& [known, place] : marks)
            if (name == known)
                highest.*place = mark;
    return encode(highest) == text ? Result(std::move(highest))
                                   : malformed("the kept versions cannot be read");
}

} // namespace jiujin::catalogue
