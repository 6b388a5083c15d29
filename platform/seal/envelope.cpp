#include "platform/seal/envelope.h"

#include "platform/protocol/digest.h"
#include "platform/protocol/packet.h"
#include "platform/seal/der.h"
#include "platform/seal/openssl.h"
#include "platform/seal/recipient_info.h"

#include <algorithm>
#include <array>
#include <openssl/err.h>

namespace jiujin::seal {

namespace {

// RFC 5083: id-ct-authEnvelopedData; version 0.
constexpr auto envelopeType = std::to_array<std::uint8_t>(
    {0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17});
constexpr auto versionZero = std::to_array<std::uint8_t>({0x02, 0x01, 0x00});
constexpr auto dataType =
    std::to_array<std::uint8_t>({0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01});
constexpr auto aes256Gcm =
    std::to_array<std::uint8_t>({0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2E});
constexpr auto tagOf16Bytes = std::to_array<std::uint8_t>({0x02, 0x01, 0x10});
constexpr std::size_t nonceBytes = 12, tagBytes = 16;

// An envelope taken apart as far as this room cares.
struct Frame {
    std::vector<ByteView> recipients; // each a whole element
    ByteView content;                 // encrypted content and its tag, two whole elements
};

bool isContentOfSuite1(ByteView content) {
    der::Reader both(content);
    const auto encrypted = both.take(der::Sequence);
    const auto tag = both.take(der::OctetString);
    if (!encrypted || !tag || tag->size() != tagBytes || !both.empty())
        return false;
    der::Reader reader(*encrypted);
    const bool isData = reader.takeExactly(dataType);
    const auto cipher = reader.take(der::Sequence);
    if (!isData || !cipher || !reader.take(der::Implicit0) || !reader.empty())
        return false;
    der::Reader algorithm(*cipher);
    const bool isGcm = algorithm.takeExactly(aes256Gcm);
    const auto values = algorithm.take(der::Sequence);
    if (!isGcm || !values || !algorithm.empty())
        return false;
    der::Reader parameters(*values);
    const auto nonce = parameters.take(der::OctetString);
    return nonce && nonce->size() == nonceBytes && parameters.takeExactly(tagOf16Bytes) &&
           parameters.empty();
}

// CMS would also open other ciphers, shorter tags and plain EnvelopedData; suite 1 is this alone.
std::optional<Frame> frameOf(ByteView sealed) {
    der::Reader outside(sealed);
    const auto info = outside.take(der::Sequence);
    if (!info || !outside.empty())
        return std::nullopt;
    der::Reader typed(*info);
    const bool isEnvelope = typed.takeExactly(envelopeType);
    const auto tagged = typed.take(der::Context0);
    if (!isEnvelope || !tagged || !typed.empty())
        return std::nullopt;
    der::Reader wrapped(*tagged);
    const auto envelope = wrapped.take(der::Sequence);
    if (!envelope || !wrapped.empty())
        return std::nullopt;
    der::Reader parts(*envelope);
    const bool isVersionZero = parts.takeExactly(versionZero);
    const auto recipients = parts.take(der::Set);
    if (!isVersionZero || !recipients || !isContentOfSuite1(parts.rest()))
        return std::nullopt;
    Frame frame{{}, parts.rest()};
    for (der::Reader reader(*recipients); !reader.empty();) {
        const auto one = reader.takeWhole(static_cast<der::Tag>(reader.nextTag()));
        if (!one)
            return std::nullopt;
        frame.recipients.push_back(*one);
    }
    return frame;
}

Bytes assemble(const Frame& frame) {
    Bytes recipients;
    for (const ByteView one : frame.recipients)
        recipients.insert(recipients.end(), one.begin(), one.end());
    const Bytes set = der::element(der::Set, {recipients});
    const Bytes envelope = der::element(der::Sequence, {versionZero, set, frame.content});
    const Bytes tagged = der::element(der::Context0, {envelope});
    return der::element(der::Sequence, {envelopeType, tagged});
}

// A recipient for one opening: a random key-encryption key (RFC 5652 section 6.2.3), because it can
// be told apart from the true recipients by its tag, and taken out without touching them.
struct OneTimeRecipient {
    Bytes key = randomBytes(32), id = randomBytes(16);
    OneTimeRecipient() = default;
    OneTimeRecipient(const OneTimeRecipient&) = delete;
    OneTimeRecipient& operator=(const OneTimeRecipient&) = delete;
    ~OneTimeRecipient() { OPENSSL_cleanse(key.data(), key.size()); }
};

bool addOneTime(CMS_ContentInfo* cms, const OneTimeRecipient& once) {
    auto* key = static_cast<unsigned char*>(OPENSSL_memdup(once.key.data(), once.key.size()));
    auto* id = static_cast<unsigned char*>(OPENSSL_memdup(once.id.data(), once.id.size()));
    if (key != nullptr && id != nullptr &&
        CMS_add0_recipient_key(cms, NID_id_aes256_wrap, key, once.key.size(), id, once.id.size(),
                               nullptr, nullptr, nullptr) != nullptr)
        return true;
    OPENSSL_clear_free(key, once.key.size());
    OPENSSL_free(id);
    return false;
}

bool addRecipient(CMS_ContentInfo* cms, const Certificate& recipient) {
    CMS_RecipientInfo* info =
        CMS_add1_recipient_cert(cms, recipient.handle(), CMS_BINARY | CMS_KEY_PARAM);
    if (info == nullptr || !isP256(X509_get0_pubkey(recipient.handle())))
        return false;
    EVP_PKEY_CTX* derivation = CMS_RecipientInfo_get0_pkey_ctx(info);
    EVP_CIPHER_CTX* wrap = CMS_RecipientInfo_kari_get0_ctx(info);
    // Left alone, OpenSSL would derive with SHA-1 and choose the wrap by itself.
    return derivation != nullptr && wrap != nullptr &&
           EVP_PKEY_CTX_set_ecdh_kdf_md(derivation, EVP_sha256()) > 0 &&
           EVP_EncryptInit_ex(wrap, EVP_aes_256_wrap(), nullptr, nullptr, nullptr) == 1;
}

Bytes encryptTo(std::span<const Certificate> recipients, const OneTimeRecipient& once,
                std::string_view plain) {
    const Owned<CMS_ContentInfo> cms(
        CMS_encrypt(nullptr, nullptr, EVP_aes_256_gcm(), CMS_BINARY | CMS_PARTIAL));
    const Owned<BIO> input = memoryOf(viewOf(plain));
    if (!cms || !input ||
        !std::ranges::all_of(recipients,
                             [&](const Certificate& to) { return addRecipient(cms.get(), to); }) ||
        !addOneTime(cms.get(), once) || CMS_final(cms.get(), input.get(), nullptr, CMS_BINARY) != 1)
        return {};
    return derOf(cms.get(), i2d_CMS_ContentInfo);
}

Owned<CMS_ContentInfo> parsed(ByteView sealed) {
    const std::uint8_t* at = sealed.data();
    return Owned<CMS_ContentInfo>(
        d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(sealed.size())));
}

bool opensTo(ByteView sealed, const OneTimeRecipient& once, std::string_view plain) {
    const Owned<CMS_ContentInfo> cms = parsed(sealed);
    const Owned<BIO> output = wipedMemory();
    Bytes key = once.key, id = once.id;
    const bool opened =
        cms && output &&
        CMS_decrypt_set1_key(cms.get(), key.data(), key.size(), id.data(), id.size()) == 1 &&
        CMS_decrypt(cms.get(), nullptr, nullptr, nullptr, output.get(), CMS_BINARY) == 1;
    OPENSSL_cleanse(key.data(), key.size());
    return opened && textOf(contentOf(output.get())) == plain;
}

} // namespace

std::string digestOf(ByteView bytes) {
    return protocol::digestText({bytes});
}

Result<Bytes> sealTo(std::span<const Certificate> recipients, std::string_view plain) {
    const OneTimeRecipient once;
    const Bytes checked = recipients.empty() ? Bytes() : encryptTo(recipients, once, plain);
    const bool opened = !checked.empty() && opensTo(checked, once, plain);
    ERR_clear_error();
    auto frame = opened ? frameOf(checked) : std::nullopt;
    if (!frame)
        return Error(ErrorCode::SealFailed, "the sealed bytes did not open again");
    const auto removed =
        std::erase_if(frame->recipients, [](ByteView one) { return one.front() == der::Context2; });
    if (removed != 1 || frame->recipients.size() != recipients.size())
        return Error(ErrorCode::SealFailed, "the envelope has other recipients than were asked");
    return assemble(*frame);
}

Result<Secret> openEnvelope(ByteView sealed, const Certificate& recipient, const PrivateKey& key) {
    const Error damaged(ErrorCode::EnvelopeDamaged, "not an envelope of suite 1 for this key");
    if (sealed.size() > protocol::maxPacketBytes || !frameOf(sealed))
        return damaged;
    const Owned<CMS_ContentInfo> cms = parsed(sealed);
    const Owned<BIO> output = wipedMemory();
    const bool opened = cms && output &&
                        CMS_decrypt(cms.get(), key.handle(), recipient.handle(), nullptr,
                                    output.get(), CMS_BINARY) == 1;
    ERR_clear_error();
    if (!opened)
        return damaged;
    return Secret(textOf(contentOf(output.get())));
}

Result<Secret> openSoleEnvelope(ByteView sealed, const Certificate& recipient,
                                const PrivateKey& key) {
    const auto frame = frameOf(sealed);
    if (!frame || frame->recipients.size() != 1 ||
        !isRecipientInfoFor(frame->recipients.front(), recipient) ||
        !std::ranges::equal(assemble(*frame), sealed))
        return Error(ErrorCode::EnvelopeDamaged, "not an envelope for this key alone");
    return openEnvelope(sealed, recipient, key);
}

} // namespace jiujin::seal
