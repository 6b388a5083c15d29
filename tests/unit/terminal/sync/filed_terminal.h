// A terminal that has filed, and the platform's side of an acknowledgement: for tests of sync.
#pragma once

#include "app/terminal/keys/device_keys.h"
#include "app/terminal/sync/courier.h"
#include "app/terminal/sync/wire.h"
#include "platform/protocol/acknowledgement.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QTemporaryDir>

namespace jiujin::sync {

class FiledTerminal {
public:
    explicit FiledTerminal(const Clock& clock, std::string_view url = "https://localhost:1")
        : pki(clock.wall().time) {
        const std::filesystem::path folder = temporary_.path().toStdString();
        writeEnrolment(folder / "enrolment", pki, url);
        GradedTime now = clock.wall();
        now.grade = ClockGrade::Drift;
        keys = std::make_unique<keys::DeviceKeys>(
            enrolment::must(keys::loadEnrolment(folder / "enrolment", now)));
        outbox::OutboxSettings settings;
        settings.folder = folder / "outbox";
        settings.ballastBytes = 64 * 1024;
        outbox = enrolment::must(outbox::Outbox::open(settings, *keys, clock));
    }

    // Of the outbox.
    std::filesystem::path folder() const {
        return std::filesystem::path(temporary_.path().toStdString()) / "outbox";
    }

    // The packet id.
    std::string file(std::size_t sealedBytes = 100) {
        const auto reservation = enrolment::must(outbox->reserve());
        protocol::CoreHeader header;
        header.packetId = reservation.packetId;
        header.terminalId = reservation.terminalId;
        header.counter = reservation.counter;
        header.caseNumber = reservation.caseNumber;
        header.recipientKeyIds = {pki.sealing.certificate.keyId(), pki.escrow.certificate.keyId()};
        header.bodyDigest = keys->digest(viewOf("body"));
        enrolment::must(outbox->put(viewOf(encode(header)), Bytes(sealedBytes, 7)));
        return reservation.packetId;
    }

    // What an honest platform would say of each queued packet.
    protocol::AcknowledgementBatch honest(protocol::Verdict verdict) const {
        protocol::AcknowledgementBatch batch{pki.validity.from, {}};
        for (const outbox::QueuedPacket& packet : outbox->next(100, 100000000))
            batch.entries.push_back({packet.packetId, packet.headerDigest,
                                     std::string(enrolment::terminalId), verdict,
                                     verdict == protocol::Verdict::Refused ? "JJ-2105" : ""});
        return batch;
    }

    static std::string bodyOf(const protocol::AcknowledgementBatch& batch,
                              const enrolment::Identity& signer) {
        return "{\"acknowledgements\":[\"" +
               enrolment::must(
                   seal::signJws(encode(batch), signer.key, signer.certificate.keyId())) +
               "\"]}";
    }

    enrolment::TestPki pki;
    std::unique_ptr<keys::DeviceKeys> keys;
    std::unique_ptr<outbox::Outbox> outbox;

private:
    QTemporaryDir temporary_;
};

} // namespace jiujin::sync
