// The open zone's door over the wire: a client of HTTP/1.1 over mutual TLS 1.3 (libcurl), with a
// certificate of role Inner on this side and one of role Server under the pinned root on the other.
#pragma once

#include "platform/seal/revocations.h"
#include "platform/server/mailbox/blob_door.h"
#include "platform/server/mailbox/mail_door.h"

#include <atomic>

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
    // The clock must outlive the door. ProgramStart when libcurl cannot be set up.
    static Result<std::unique_ptr<CurlDoor>> make(DoorSettings settings, const Clock& clock);
    ~CurlDoor() override;
    CurlDoor(const CurlDoor&) = delete;
    CurlDoor& operator=(const CurlDoor&) = delete;

    // NetworkDown; NotThePlatform when the other end does not prove to be it, or answers something
    // else than mail; PlatformRevoked; CertificateRole when it does not let this zone in;
    // PlatformBusy.
    Result<std::vector<protocol::Letter>> fetch(std::size_t limit) override;
    Result<void> answer(const std::vector<protocol::Reply>& replies) override;
    Result<Bytes> fetchPart(const std::string& terminalId, const std::string& digest,
                            std::uint64_t at) override;
    void cancel() override { cancelled_ = true; }

    // For libcurl's callbacks.
    bool cancelled() const { return cancelled_; }
    void refuseRevoked() { revoked_ = true; }
    const DoorSettings& settings() const { return settings_; }
    WallTime now() const { return clock_.wall().time; }

private:
    struct Got;
    CurlDoor(DoorSettings settings, const Clock& clock, void* easy);
    void configure();
    void forgetWhenRevoking();
    Result<Got> perform(const std::string& path, const std::string* body);

    DoorSettings settings_;
    const Clock& clock_;
    void* easy_; // CURL
    std::string rootPem_;
    std::uint64_t listNumber_ = 0; // of the list that the connection was held against
    bool revoked_ = false;         // the other end, in this call
    std::atomic<bool> cancelled_ = false;
};

} // namespace jiujin::server
