// What the outbox needs of the terminal's keys. It holds none itself, so that a key may live in a
// file or in a TPM.
#pragma once

#include "platform/protocol/packet.h"
#include "platform/protocol/receipt.h"

namespace jiujin::outbox {

class Notary {
public:
    virtual ~Notary() = default;

    // As in the terminal's certificate.
    virtual std::string terminalId() const = 0;
    // Names the device key; an outbox belongs to one key.
    virtual std::string keyId() const = 0;
    // base64url SHA-256.
    virtual std::string digest(ByteView bytes) const = 0;
    // 32 bytes, keyed by something that only this terminal holds.
    virtual Bytes authenticator(ByteView row) const = 0;
    // What the receipt's QR holds (protocol/receipt.h). CryptoFailed.
    virtual Result<std::string> receiptCode(const protocol::ReceiptClaims& claims) const = 0;
    // The outer signature (protocol/packet.h). CryptoFailed.
    virtual Result<Bytes> signPacket(const protocol::PacketHeader& header,
                                     ByteView sealed) const = 0;
};

} // namespace jiujin::outbox
