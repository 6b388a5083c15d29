#include "platform/seal/envelope.h"

#include "platform/protocol/digest.h"
#include "platform/protocol/packet.h"
#include "platform/seal/agreed_key.h"
#include "platform/seal/der.h"
#include "platform/seal/openssl.h"
#include "platform/seal/recipient_info.h"

#include <algorithm>
#include <array>
#include <limits>
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

struct Content {
    ByteView nonce, encrypted, tag;
};
// An envelope taken apart as far as this room cares.
struct Frame {
    std::vector<ByteView> recipients; // each a whole element
    ByteView content;                 // encrypted content and its tag, two whole elements
    Content parts;                    // of them; none while one is written
};

std::optional<Content> contentOfSuite1(ByteView content) {
    der::Reader both(content);
    const auto encrypted = both.take(der::Sequence);
    const auto tag = both.take(der::OctetString);
    if (!encrypted || !tag || tag->size() != tagBytes || !both.empty())
        return std::nullopt;
    der::Reader reader(*encrypted);
    const bool isData = reader.takeExactly(dataType);
    const auto cipher = reader.take(der::Sequence);
    const auto bytes = reader.take(der::Implicit0);
    if (!isData || !cipher || !bytes || !reader.empty())
        return std::nullopt;
    der::Reader algorithm(*cipher);
    const bool isGcm = algorithm.takeExactly(aes256Gcm);
    const auto values = algorithm.take(der::Sequence);
    if (!isGcm || !values || !algorithm.empty())
        return std::nullopt;
    der::Reader parameters(*values);
    const auto nonce = parameters.take(der::OctetString);
    if (!nonce || nonce->size() != nonceBytes || !parameters.takeExactly(tagOf16Bytes) ||
        !parameters.empty())
        return std::nullopt;
    return Content{*nonce, *bytes, *tag};
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
    const auto content = contentOfSuite1(parts.rest());
    if (!isVersionZero || !recipients || !content)
        return std::nullopt;
    Frame frame{{}, parts.rest(), *content};
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

// A recipient for one opening, by OpenSSL's own CMS: a random key-encryption key (RFC 5652 section
// 6.2.3), of which nothing is left in what is handed on.
struct OneTimeRecipient {
    Bytes key = randomBytes(32), id = randomBytes(16);
    OneTimeRecipient() = default;
    OneTimeRecipient(const OneTimeRecipient&) = delete;
    OneTimeRecipient& operator=(const OneTimeRecipient&) = delete;
    ~OneTimeRecipient() { OPENSSL_cleanse(key.data(), key.size()); }
};

// The content's own key.
struct ContentKey {
    Bytes bytes = randomBytes(32);
    ContentKey() = default;
    ContentKey(const ContentKey&) = delete;
    ContentKey& operator=(const ContentKey&) = delete;
    ~ContentKey() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
};

// EncryptedContentInfo and the tag: what contentOfSuite1() takes. Empty when it fails.
Bytes sealedContent(const ContentKey& key, std::string_view plain) {
    const Owned<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
    const Bytes nonce = randomBytes(nonceBytes);
    const auto size = static_cast<int>(plain.size());
    Bytes cipher(plain.size()), tag(tagBytes);
    const ByteView in = viewOf(plain);
    int done = 0;
    if (!context || plain.size() > std::numeric_limits<int>::max() ||
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes.data(),
                           nonce.data()) != 1 ||
        (size > 0 &&
         EVP_EncryptUpdate(context.get(), cipher.data(), &done, in.data(), size) != 1) ||
        EVP_EncryptFinal_ex(context.get(), tag.data(), &done) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tagBytes, tag.data()) != 1)
        return {};
    const Bytes nonceOctets = der::element(der::OctetString, {nonce});
    const Bytes parameters = der::element(der::Sequence, {nonceOctets, tagOf16Bytes});
    const Bytes algorithm = der::element(der::Sequence, {aes256Gcm, parameters});
    const Bytes encrypted = der::element(der::Implicit0, {cipher});
    Bytes content = der::element(der::Sequence, {dataType, algorithm, encrypted});
    const Bytes tagOctets = der::element(der::OctetString, {tag});
    content.insert(content.end(), tagOctets.begin(), tagOctets.end());
    return content;
}

// Of each recipient its element, in DER's order of a SET OF; none when one cannot be written.
std::vector<Bytes> elementsFor(std::span<const Certificate> recipients, const ContentKey& key) {
    std::vector<Bytes> elements;
    for (const Certificate& recipient : recipients)
        elements.push_back(recipientInfoFor(recipient, key.bytes));
    std::ranges::sort(elements);
    return elements.empty() || elements.front().empty() ? std::vector<Bytes>() : elements;
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

std::optional<Secret> decrypted(const Content& content, const AgreedKey& key) {
    const Owned<EVP_CIPHER_CTX> cipher(EVP_CIPHER_CTX_new());
    std::string plain(content.encrypted.size(), '\0');
    auto* const out = reinterpret_cast<unsigned char*>(plain.data());
    Bytes tag(content.tag.begin(), content.tag.end());
    int length = 0, rest = 0;
    const bool whole = cipher &&
                       EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr,
                                          key.bytes().data(), content.nonce.data()) == 1 &&
                       EVP_DecryptUpdate(cipher.get(), out, &length, content.encrypted.data(),
                                         static_cast<int>(content.encrypted.size())) == 1 &&
                       EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG,
                                           static_cast<int>(tag.size()), tag.data()) == 1 &&
                       EVP_DecryptFinal_ex(cipher.get(), out + length, &rest) == 1;
    std::optional<Secret> opened;
    if (whole)
        opened.emplace(plain);
    wipe(plain);
    return opened;
}

// Nothing when no element of it is as sealTo() writes them, or it does not open.
std::optional<Secret> openedAsSealed(const Frame& frame, const Certificate& recipient,
                                     const PrivateKey& key) {
    for (const ByteView element : frame.recipients) {
        const auto parts = partsFor(element, recipient);
        AgreedKey content;
        if (parts && unwrapKey(*parts, key, content))
            return decrypted(frame.parts, content);
    }
    return std::nullopt;
}

} // namespace

std::string digestOf(ByteView bytes) {
    return protocol::digestText({bytes});
}

Result<Bytes> sealTo(std::span<const Certificate> recipients, std::string_view plain) {
    const ContentKey key;
    const std::vector<Bytes> elements = elementsFor(recipients, key);
    const Bytes content = sealedContent(key, plain);
    if (elements.empty() || content.empty())
        return Error(ErrorCode::SealFailed, "a recipient to whom nothing can be sealed");
    const OneTimeRecipient once;
    const Bytes onceElement = recipientInfoFor(once.id, once.key, key.bytes);
    Frame frame{{elements.begin(), elements.end()}, content, {}};
    frame.recipients.emplace_back(onceElement);
    const bool opened = !onceElement.empty() && opensTo(assemble(frame), once, plain);
    ERR_clear_error();
    if (!opened)
        return Error(ErrorCode::SealFailed, "the sealed bytes did not open again");
    frame.recipients.pop_back();
    return assemble(frame);
}

Result<Secret> openEnvelope(ByteView sealed, const Certificate& recipient, const PrivateKey& key) {
    const Error damaged(ErrorCode::EnvelopeDamaged, "not an envelope of suite 1 for this key");
    if (sealed.size() > protocol::maxPacketBytes)
        return damaged;
    const auto frame = frameOf(sealed);
    if (!frame)
        return damaged;
    auto asSealed = openedAsSealed(*frame, recipient, key);
    ERR_clear_error();
    if (asSealed)
        return std::move(*asSealed);
    // CMS knows more spellings of a recipient.
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
        !partsFor(frame->recipients.front(), recipient) ||
        !std::ranges::equal(assemble(*frame), sealed))
        return Error(ErrorCode::EnvelopeDamaged, "not an envelope for this key alone");
    return openEnvelope(sealed, recipient, key);
}

} // namespace jiujin::seal
