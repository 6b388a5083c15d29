// The device key at work: receipts, outer signatures, authenticators of the outbox's rows.
#pragma once

#include "app/terminal/keys/enrolment.h"
#include "app/terminal/outbox/notary.h"

namespace jiujin::keys {

class DeviceKeys : public outbox::Notary {
public:
    explicit DeviceKeys(Enrolment enrolment);
    ~DeviceKeys() override;
    DeviceKeys(const DeviceKeys&) = delete;
    DeviceKeys& operator=(const DeviceKeys&) = delete;

    const Enrolment& enrolment() const { return enrolment_; }

    std::string terminalId() const override { return enrolment_.device.commonName(); }
    std::string keyId() const override { return enrolment_.device.keyId(); }
    std::string digest(ByteView bytes) const override;
    // HMAC-SHA256 under a key derived from the device key: no second secret to keep.
    Bytes authenticator(ByteView row) const override;
    Result<std::string> receiptCode(const protocol::ReceiptClaims& claims) const override;
    Result<Bytes> signPacket(const protocol::PacketHeader& header, ByteView sealed) const override;

private:
    Enrolment enrolment_;
    Bytes rowKey_;
};

} // namespace jiujin::keys
