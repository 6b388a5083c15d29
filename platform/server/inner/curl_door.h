// The open zone's door over the wire: HTTP/1.1 over mutual TLS 1.3, with a certificate of role
// Inner on this side and one of role Server under the pinned root on the other.
#pragma once

#include "platform/client/client.h"
#include "platform/server/mailbox/blob_door.h"
#include "platform/server/mailbox/mail_door.h"

namespace jiujin::server {

struct DoorSettings {
    std::string url; // https://host:port
    seal::Certificate root, certificate;
    seal::PrivateKey key;
    seal::Revocations revoked{}; // an open zone that is on it is told nothing
    // Which letters: those of the mailbox, or the asks.
    std::string mailPath = "/v1/inner/mail", answersPath = "/v1/inner/answers";
};

class CurlDoor : public MailDoor, public BlobDoor {
public:
    // The clock must outlive the door.
    CurlDoor(const DoorSettings& settings, const Clock& clock);

    // NetworkDown; NotThePlatform when the other end does not prove to be it, or answers something
    // else than mail; PlatformRevoked; CertificateRole when it does not let this zone in;
    // PlatformBusy.
    Result<std::vector<protocol::Letter>> fetch(std::size_t limit) override;
    Result<void> answer(const std::vector<protocol::Reply>& replies) override;
    Result<Bytes> fetchPart(const std::string& terminalId, const std::string& digest,
                            std::uint64_t at) override;
    void cancel() override { client_.cancel(); }

private:
    struct Got;
    Result<Got> perform(client::Method method, const std::string& path, Bytes body = {});

    const std::string url_, mailPath_, answersPath_;
    client::Client client_;
};

} // namespace jiujin::server
