// What the outbox tests share: a notary without OpenSSL, a clock that is set, and a desk that
// files.
#pragma once

#include "app/terminal/outbox/outbox.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QMessageAuthenticationCode>

#include <map>

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

inline Result<protocol::BlobReference> shelve(Outbox& outbox, ByteView sealed) {
    JIUJIN_TRY_ASSIGN(const auto draft, outbox.newBlob());
    JIUJIN_TRY(draft->write(sealed));
    return outbox.keep(*draft);
}

inline Result<StoredReceipt> putWith(Outbox& outbox, const Reservation& reservation,
                                     const std::vector<protocol::BlobReference>& blobs,
                                     ByteView sealed) {
    protocol::CoreHeader header = headerFor(reservation);
    header.blobs = blobs;
    return outbox.put(viewOf(encode(header)), sealed);
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

// A platform that takes what is sent and says what it holds.
class TestPlatform {
public:
    std::map<std::int64_t, std::string> packets; // header digests by counter

    // Until nothing waits; false when the outbox does not take the word on it.
    bool drain(Outbox& outbox) {
        for (auto sent = outbox.next(8, 1000000); !sent.empty(); sent = outbox.next(8, 1000000)) {
            std::vector<std::string> ids;
            for (const QueuedPacket& packet : sent) {
                ids.push_back(packet.packetId);
                packets[outbox.item(packet.packetId)->counter] = packet.headerDigest;
            }
            if (!outbox.done(ids))
                return false;
        }
        return true;
    }

    protocol::Checkpoint checkpoint(CounterRange range) const {
        std::vector<protocol::CheckpointLeaf> leaves;
        for (auto at = packets.lower_bound(range.from);
             at != packets.end() && at->first <= range.upTo; ++at)
            leaves.push_back({static_cast<std::uint64_t>(at->first), at->second});
        protocol::Checkpoint checkpoint;
        checkpoint.terminalId = "330105-A017";
        checkpoint.from = static_cast<std::uint64_t>(range.from);
        checkpoint.upTo = static_cast<std::uint64_t>(range.upTo);
        checkpoint.count = leaves.size();
        checkpoint.root = protocol::checkpointRoot(leaves);
        return checkpoint;
    }

    // Asked as a terminal asks: narrower and narrower.
    Reconciliation reconcile(Outbox& outbox, bool all) const {
        Reconciliation sum;
        for (sum.narrower = outbox.reconcilable(all); !sum.narrower.empty();) {
            const CounterRange range = sum.narrower.back();
            sum.narrower.pop_back();
            const auto part = outbox.applyCheckpoint(checkpoint(range));
            sum.agreed += part->agreed;
            for (const Difference& difference : part->differences)
                sum.differences.push_back(difference);
            for (const CounterRange& narrower : part->narrower)
                sum.narrower.push_back(narrower);
        }
        return sum;
    }
};

} // namespace jiujin::outbox
