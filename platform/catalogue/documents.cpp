#include "platform/catalogue/documents.h"

#include "platform/catalogue/object_json.h"

#include <algorithm>

namespace jiujin::catalogue {

namespace {

using protocol::JsonText;
using protocol::needed;
using protocol::numberAt;
using protocol::objectAt;
using protocol::require;
using protocol::textAt;

constexpr std::string_view rootKind = "jiujin-catalogue-root/1",
                           catalogueKind = "jiujin-catalogue/1",
                           timestampKind = "jiujin-catalogue-timestamp/1";

std::uint64_t versionAt(const boost::json::object& object, std::string_view key) {
    const std::uint64_t version = numberAt(object, key, highestVersion);
    require(version >= 1, "versions begin with 1");
    return version;
}

WallTime timeAt(const boost::json::object& object, std::string_view key) {
    return needed(fromRfc3339(textAt(object, key)), "a time is none");
}

seal::Certificate certificateAt(const boost::json::object& object, std::string_view key) {
    const Bytes der = needed(fromBase64Url(textAt(object, key)), "a certificate is no base64url");
    return needed(seal::Certificate::fromDer(der), "a certificate is none");
}

void isOfKind(const boost::json::object& object, std::string_view kind) {
    require(textAt(object, "kind") == kind, "a document of another kind");
}

std::string base64Of(const seal::Certificate& certificate) {
    return certificate.handle() == nullptr ? std::string() : toBase64Url(certificate.der());
}

RootDocument readRoot(const boost::json::object& object) {
    isOfKind(object, rootKind);
    RootDocument document{versionAt(object, "version"),       certificateAt(object, "root"),
                          certificateAt(object, "catalogue"), certificateAt(object, "timestamp"),
                          timeAt(object, "issued"),           timeAt(object, "until")};
    require(document.issued < document.until, "it ends before it begins");
    return document;
}

std::string hexOf(std::uint8_t prefix) {
    return toHex(ByteView(&prefix, 1));
}

ListName readList(const boost::json::object& object) {
    const Bytes prefix = needed(fromHex(textAt(object, "prefix")), "a prefix is no hex");
    require(prefix.size() == 1, "a prefix is one byte");
    return {prefix.front(), readObject(object, maxListBytes)};
}

CatalogueDocument readCatalogue(const boost::json::object& object) {
    isOfKind(object, catalogueKind);
    CatalogueDocument document{versionAt(object, "version"), timeAt(object, "issued"), {}};
    for (const auto& each : protocol::arrayAt(object, "lists", 256))
        document.lists.push_back(readList(each.as_object()));
    require(std::ranges::adjacent_find(document.lists, std::ranges::greater_equal(),
                                       &ListName::prefix) == document.lists.end(),
            "prefixes rise");
    return document;
}

TimestampDocument readTimestamp(const boost::json::object& object) {
    isOfKind(object, timestampKind);
    TimestampDocument document{
        versionAt(object, "serial"),  versionAt(object, "root"),
        versionAt(object, "version"), readObject(objectAt(object, "catalogue"), maxCatalogueBytes),
        timeAt(object, "issued"),     timeAt(object, "until")};
    require(document.issued < document.until, "it ends before it begins");
    return document;
}

template <typename T, typename Read>
Result<T> decodedAs(std::string_view json, std::size_t most, std::size_t depth, Read read) {
    return protocol::decoded<T>(json, limitsOf(most, depth), read,
                                [](const T& document) { return encode(document); });
}

} // namespace

std::string encode(const RootDocument& document) {
    JsonText json;
    json.open('{')
        .member("kind", rootKind)
        .member("version", document.version)
        .member("root", base64Of(document.root))
        .member("catalogue", base64Of(document.catalogue))
        .member("timestamp", base64Of(document.timestamp))
        .member("issued", toRfc3339(document.issued))
        .member("until", toRfc3339(document.until))
        .close('}');
    return json.text();
}

std::string encode(const CatalogueDocument& document) {
    JsonText json;
    json.open('{')
        .member("kind", catalogueKind)
        .member("version", document.version)
        .member("issued", toRfc3339(document.issued))
        .key("lists")
        .open('[');
    for (const ListName& list : document.lists) {
        json.open('{').member("prefix", hexOf(list.prefix));
        writeObject(json, list.object);
        json.close('}');
    }
    json.close(']').close('}');
    return json.text();
}

std::string encode(const TimestampDocument& document) {
    JsonText json;
    json.open('{')
        .member("kind", timestampKind)
        .member("serial", document.serial)
        .member("root", document.root)
        .member("version", document.version)
        .key("catalogue")
        .open('{');
    writeObject(json, document.catalogue);
    json.close('}')
        .member("issued", toRfc3339(document.issued))
        .member("until", toRfc3339(document.until))
        .close('}');
    return json.text();
}

Result<RootDocument> decodeRoot(std::string_view json) {
    return decodedAs<RootDocument>(json, maxRootBytes, 2, readRoot);
}

Result<CatalogueDocument> decodeCatalogue(std::string_view json) {
    return decodedAs<CatalogueDocument>(json, maxCatalogueBytes, 4, readCatalogue);
}

Result<TimestampDocument> decodeTimestamp(std::string_view json) {
    return decodedAs<TimestampDocument>(json, maxTimestampBytes, 3, readTimestamp);
}

std::string snapshotId(std::uint64_t version, std::string_view digest) {
    return std::to_string(version) + '.' + std::string(digest);
}

} // namespace jiujin::catalogue
