#include "platform/protocol/case_document.h"

#include "platform/protocol/case_json.h"
#include "platform/protocol/digest.h"
#include "platform/protocol/header_json.h"

#include <optional>

namespace jiujin::protocol {

namespace {

constexpr JsonLimits limits{8UL * 1024 * 1024, 8, ErrorCode::DocumentMalformed,
                            ErrorCode::DocumentTooDeep, ErrorCode::DocumentMalformed};

struct OpenedDocument {
    CaseDocument document;
    Bytes salt;
};

OpenedDocument readDocument(const boost::json::object& object) {
    OpenedDocument opened;
    opened.document.header = readCoreHeader(objectAt(object, "header"));
    opened.salt = needed(fromBase64Url(textAt(object, "salt")), "salt is not base64url");
    require(opened.salt.size() == 32, "salt has not 32 bytes");
    opened.document.body = readBody(objectAt(object, "body"));
    return opened;
}

} // namespace

std::string bodyDigest(ByteView salt, const Secret& bodyJson) {
    return digestText({salt, viewOf(bodyJson.expose())});
}

Secret encodeDocument(const CoreHeader& header, const Secret& bodyJson, ByteView salt) {
    JsonText json;
    json.open('{').key("header");
    writeCoreHeader(json, header);
    json.member("salt", toBase64Url(salt)).key("body").raw(bodyJson.expose()).close('}');
    return json.secret();
}

Result<CaseDocument> decodeDocument(std::string_view json) {
    bool digestFits = false;
    const auto respell = [&](const OpenedDocument& opened) {
        const Secret bodyJson = encode(opened.document.body);
        digestFits = bodyDigest(opened.salt, bodyJson) == opened.document.header.bodyDigest;
        return encodeDocument(opened.document.header, bodyJson, opened.salt);
    };
    auto opened =
        decoded<OpenedDocument>(json, limits, readDocument, [&](const OpenedDocument& candidate) {
            return respell(candidate);
        });
    if (!opened.ok())
        return opened.error();
    if (!digestFits)
        return Error(ErrorCode::HeaderMismatch, "bodyDigest is not that of the body");
    return std::move(opened.value().document);
}

} // namespace jiujin::protocol
