// The SignedData of a packet has exactly one spelling: one digest algorithm, id-data, one
// certificate, one signer, and the two signed attributes that RFC 5652 demands. It is therefore
// written from a frame, and verified by taking four parts out, writing the frame again around them,
// and comparing all bytes. What CMS leaves open (versions, algorithm spellings, the letters of a
// name, further signers or attributes such as signingTime) has no way in, and no general parser
// sees a packet before its signature is known to be good. Any CMS implementation verifies it.
#include "platform/seal/packet_signature.h"

#include "platform/protocol/digest.h"
#include "platform/seal/der.h"
#include "platform/seal/envelope.h"
#include "platform/seal/openssl.h"

#include <algorithm>
#include <array>
#include <openssl/err.h>
#include <openssl/sha.h>

namespace jiujin::seal {

namespace {

constexpr auto signedDataType =
    std::to_array<std::uint8_t>({0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02});
constexpr auto dataType =
    std::to_array<std::uint8_t>({0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01});
constexpr auto versionOne = std::to_array<std::uint8_t>({0x02, 0x01, 0x01});
constexpr auto sha256 = std::to_array<std::uint8_t>(
    {0x30, 0x0B, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01});
constexpr auto ecdsaWithSha256 = std::to_array<std::uint8_t>(
    {0x30, 0x0A, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02});
constexpr auto contentTypeAttribute = std::to_array<std::uint8_t>(
    {0x30, 0x18, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x03,
     0x31, 0x0B, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01});
constexpr auto messageDigestAttribute =
    std::to_array<std::uint8_t>({0x30, 0x2F, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01,
                                 0x09, 0x04, 0x31, 0x22, 0x04, 0x20});

// Terminals of a city; each costs some kilobytes of memory.
constexpr std::size_t issuedAtMost = 20'000;

struct Parts {
    ByteView content, certificate, signature;
};

// The signed attributes: what differs from packet to packet is the digest alone.
Bytes attributesOf(der::Tag tag, ByteView content) {
    std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
    SHA256(content.data(), content.size(), digest.data());
    return der::element(tag, {contentTypeAttribute, messageDigestAttribute, digest});
}

// RFC 5652 section 5.4: they stand in the signer as [0], and are signed as a SET OF.
Bytes signedBytes(ByteView content) {
    return attributesOf(der::Set, content);
}

Bytes signerOf(const Parts& parts, X509* certificate) {
    const Bytes issuer = derOf(X509_get_issuer_name(certificate), i2d_X509_NAME);
    const Bytes serial = derOf(X509_get0_serialNumber(certificate), i2d_ASN1_INTEGER);
    const Bytes identifier = der::element(der::Sequence, {issuer, serial});
    const Bytes attributes = attributesOf(der::Context0, parts.content);
    const Bytes signature = der::element(der::OctetString, {parts.signature});
    const Bytes signer = der::element(
        der::Sequence, {versionOne, identifier, sha256, attributes, ecdsaWithSha256, signature});
    return der::element(der::Set, {signer});
}

Bytes assemble(const Parts& parts, X509* certificate) {
    const Bytes octets = der::element(der::OctetString, {parts.content});
    const Bytes content = der::element(der::Context0, {octets});
    const Bytes encapsulated = der::element(der::Sequence, {dataType, content});
    const Bytes digests = der::element(der::Set, {sha256});
    const Bytes certificates = der::element(der::Context0, {parts.certificate});
    const Bytes signers = signerOf(parts, certificate);
    const Bytes data =
        der::element(der::Sequence, {versionOne, digests, encapsulated, certificates, signers});
    const Bytes tagged = der::element(der::Context0, {data});
    return der::element(der::Sequence, {signedDataType, tagged});
}

// Content of the element that follows `skipped` elements inside a constructed one.
std::optional<ByteView> inside(std::optional<ByteView> outer, int skipped, der::Tag tag) {
    if (!outer)
        return std::nullopt;
    der::Reader reader(*outer);
    for (; skipped > 0; --skipped)
        if (!reader.takeWhole(static_cast<der::Tag>(reader.nextTag())))
            return std::nullopt;
    return reader.take(tag);
}

// Finds the parts; that everything around them is right shows when the frame is written again.
std::optional<Parts> takeApart(ByteView packet) {
    const auto info = inside(packet, 0, der::Sequence);
    const auto data = inside(inside(info, 1, der::Context0), 0, der::Sequence);
    const auto encapsulated = inside(data, 2, der::Sequence);
    const auto content = inside(inside(encapsulated, 1, der::Context0), 0, der::OctetString);
    const auto certificate = inside(data, 3, der::Context0);
    const auto signer = inside(inside(data, 4, der::Set), 0, der::Sequence);
    const auto signature = inside(signer, 5, der::OctetString);
    if (!content || !certificate || !signature)
        return std::nullopt;
    return Parts{*content, *certificate, *signature};
}

Result<Certificate> certificateOf(ByteView der) {
    const std::uint8_t* at = der.data();
    const Owned<X509> parsed(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    if (!parsed || !std::ranges::equal(derOf(parsed.get(), i2d_X509), der))
        return Error(ErrorCode::PacketMalformed, "not one certificate in DER");
    return Certificate::fromHandle(parsed.get());
}

struct Opened {
    ByteView header, sealed;
};

std::optional<Opened> openContent(ByteView content) {
    der::Reader outside(content);
    const auto both = outside.take(der::Sequence);
    if (!both || !outside.empty())
        return std::nullopt;
    der::Reader reader(*both);
    const auto header = reader.take(der::OctetString);
    const auto sealed = reader.take(der::OctetString);
    if (!header || !sealed || !reader.empty())
        return std::nullopt;
    return Opened{*header, *sealed};
}

Result<VerifiedPacket> readContent(ByteView content, const Certificate& signer) {
    const auto opened = openContent(content);
    if (!opened)
        return Error(ErrorCode::PacketMalformed, "content is not header and sealed bytes");
    const std::string headerJson(textOf(opened->header));
    JIUJIN_TRY_ASSIGN(auto header, protocol::decodePacketHeader(headerJson));
    if (header.core.suite != protocol::suiteNist)
        return Error(ErrorCode::SuiteUnknown, "suite " + std::to_string(header.core.suite));
    if (header.core.terminalId != signer.commonName())
        return Error(ErrorCode::HeaderMismatch,
                     "the header names another terminal than the signer");
    if (header.sealedDigest != digestOf(opened->sealed))
        return Error(ErrorCode::HeaderMismatch, "sealedDigest is not that of the sealed bytes");
    return VerifiedPacket{std::move(header), headerJson,
                          Bytes(opened->sealed.begin(), opened->sealed.end()), signer};
}

} // namespace

Result<Bytes> signPacket(const protocol::PacketHeader& header, ByteView sealed,
                         const Certificate& signer, const PrivateKey& key) {
    if (!key.matches(signer))
        return Error(ErrorCode::KeyMismatch, "the key does not belong to the signer's certificate");
    const Bytes headerOctets = der::element(der::OctetString, {viewOf(encode(header))});
    const Bytes sealedOctets = der::element(der::OctetString, {sealed});
    const Bytes content = der::element(der::Sequence, {headerOctets, sealedOctets});
    const Bytes certificate = derOf(signer.handle(), i2d_X509);
    const Bytes signature = signSha256(key.handle(), signedBytes(content));
    if (signature.empty())
        return Error(ErrorCode::CryptoFailed, "cannot sign");
    Bytes packet = assemble({content, certificate, signature}, signer.handle());
    if (packet.size() > protocol::maxPacketBytes)
        return Error(ErrorCode::PacketTooLarge, std::to_string(packet.size()) + " bytes");
    return packet;
}

Result<VerifiedPacket> verifyPacket(ByteView packet, const Certificate& root, WallTime at) {
    return PacketVerifier(root).verify(packet, at);
}

Result<VerifiedPacket> PacketVerifier::verify(ByteView packet, WallTime at) const {
    if (packet.size() > protocol::maxPacketBytes)
        return Error(ErrorCode::PacketTooLarge, std::to_string(packet.size()) + " bytes");
    const auto parts = takeApart(packet);
    if (!parts)
        return Error(ErrorCode::PacketMalformed, "not the frame of a packet");
    JIUJIN_TRY_ASSIGN(const Certificate signer, signerOf(parts->certificate));
    if (!std::ranges::equal(assemble(*parts, signer.handle()), packet))
        return Error(ErrorCode::PacketMalformed, "not in its one spelling");
    JIUJIN_TRY(verifyTime(signer, root_, deliveringTime(signer, at)));
    Digest digest{};
    if (remembers_ > 0)
        SHA256(packet.data(), packet.size(), digest.data());
    if (!isRemembered(digest)) {
        if (!verifySha256(X509_get0_pubkey(signer.handle()), signedBytes(parts->content),
                          parts->signature))
            return Error(ErrorCode::PacketSignature, "the signature does not fit the signer");
        remember(digest);
    }
    return readContent(parts->content, signer);
}

bool PacketVerifier::isRemembered(const Digest& packet) const {
    const std::lock_guard lock(mutex_);
    return verified_.erase(packet) > 0;
}

void PacketVerifier::remember(const Digest& packet) const {
    const std::lock_guard lock(mutex_);
    if (verified_.size() >= remembers_)
        verified_.clear();
    if (remembers_ > 0)
        verified_.insert(packet);
}

Result<Certificate> PacketVerifier::signerOf(ByteView der) const {
    const Bytes whole(der.begin(), der.end());
    {
        const std::lock_guard lock(mutex_);
        if (const auto known = issued_.find(whole); known != issued_.end())
            return known->second;
    }
    JIUJIN_TRY_ASSIGN(const Certificate signer, certificateOf(der));
    JIUJIN_TRY(verifyIssue(signer, root_, Role::Terminal));
    const std::lock_guard lock(mutex_);
    if (issued_.size() >= issuedAtMost)
        issued_.clear();
    issued_.emplace(whole, signer);
    return signer;
}

} // namespace jiujin::seal
