// What the outbox tests share: a notary without OpenSSL, a clock that is set, and a desk that
// files.
#pragma once

#include "app/terminal/outbox/outbox.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QMessageAuthenticationCode>

namespace jiujin::outbox {

class TestNotary : public Notary {
public:
    std::string terminal = "330105-A017", key = "key-1";

    std::string terminalId() const override { return terminal; }
    std::string keyId() const override { return key; }
    std::string digest(ByteView bytes) const override {
        return QCryptographicHash::hash(view(bytes), QCryptographicHash::Sha256)
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
            .toStdString();
    }
    Bytes authenticator(ByteView row) const override {
        const QByteArray code = QMessageAuthenticationCode::hash(
            view(row), QByteArray::fromStdString("of " + key), QCryptographicHash::Sha256);
        return Bytes(code.begin(), code.end());
    }
    Result<std::string> receiptCode(const protocol::ReceiptClaims& claims) const override {
        return "code of " + encode(claims);
    }
    Result<Bytes> signPacket(const protocol::PacketHeader& header, ByteView sealed) const override {
        Bytes packet = bytesOf(encode(header));
        packet.insert(packet.end(), sealed.begin(), sealed.end());
        return packet;
    }

private:
    static QByteArray view(ByteView bytes) {
        return QByteArray(reinterpret_cast<const char*>(bytes.data()),
                          static_cast<qsizetype>(bytes.size()));
    }
};

class SetClock : public Clock {
public:
    GradedTime now{WallTime(std::chrono::milliseconds(1'795'000'000'000)), ClockGrade::Drift};
    GradedTime wall() const override { return now; }
    SteadyTime steady() const override { return {}; }
};

inline protocol::CoreHeader headerFor(const Reservation& reservation) {
    protocol::CoreHeader header;
    header.packetId = reservation.packetId;
    header.terminalId = reservation.terminalId;
    header.counter = reservation.counter;
    header.caseNumber = reservation.caseNumber;
    header.recipientKeyIds = {std::string(64, 'a'), std::string(64, 'b')};
    header.bodyDigest = std::string(43, 'A');
    return header;
}

inline Result<StoredReceipt> putFor(Outbox& outbox, const Reservation& reservation,
                                    ByteView sealed) {
    return outbox.put(viewOf(encode(headerFor(reservation))), sealed);
}

struct Filed {
    Reservation reservation;
    StoredReceipt receipt;
};

inline Result<Filed> file(Outbox& outbox, ByteView sealed) {
    JIUJIN_TRY_ASSIGN(Reservation reservation, outbox.reserve());
    JIUJIN_TRY_ASSIGN(StoredReceipt receipt, putFor(outbox, reservation, sealed));
    return Filed{std::move(reservation), std::move(receipt)};
}

inline OutboxSettings settingsFor(const std::filesystem::path& folder) {
    OutboxSettings settings;
    settings.folder = folder;
    settings.ballastBytes = 64 * 1024;
    return settings;
}

} // namespace jiujin::outbox
