#include "platform/seal/recipient_info.h"

#include "platform/seal/der.h"
#include "platform/seal/openssl.h"

#include <algorithm>
#include <array>

namespace jiujin::seal {

namespace {

// version 3; originator: [0] { [1] { id-ecPublicKey, BIT STRING with an uncompressed point
constexpr auto beforeKey =
    std::to_array<std::uint8_t>({0x02, 0x01, 0x03, 0xA0, 0x51, 0xA1, 0x4F, 0x30, 0x09, 0x06, 0x07,
                                 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x03, 0x42, 0x00, 0x04});
constexpr std::size_t coordinatesBytes = 64, wrappedBytes = 40;
// dhSinglePass-stdDH-sha256kdf-scheme with id-aes256-wrap
constexpr auto agreement = std::to_array<std::uint8_t>(
    {0x30, 0x15, 0x06, 0x06, 0x2B, 0x81, 0x04, 0x01, 0x0B, 0x01, 0x30, 0x0B,
     0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2D});

} // namespace

bool isRecipientInfoFor(ByteView element, const Certificate& recipient) {
    const auto info = der::Reader(element).take(der::Context1);
    if (!info || info->size() < beforeKey.size() + coordinatesBytes + wrappedBytes)
        return false;
    const Bytes issuer = derOf(X509_get_issuer_name(recipient.handle()), i2d_X509_NAME);
    const Bytes serial = derOf(X509_get0_serialNumber(recipient.handle()), i2d_ASN1_INTEGER);
    const Bytes name = der::element(der::Sequence, {issuer, serial});
    const Bytes wrapped = der::element(der::OctetString, {info->last(wrappedBytes)});
    const Bytes encrypted = der::element(der::Sequence, {name, wrapped});
    const Bytes all = der::element(der::Sequence, {encrypted});
    const ByteView coordinates = info->subspan(beforeKey.size(), coordinatesBytes);
    return std::ranges::equal(der::element(der::Context1, {beforeKey, coordinates, agreement, all}),
                              element);
}

} // namespace jiujin::seal
