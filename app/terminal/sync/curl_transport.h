// HTTP/1.1 over mutual TLS 1.3 by libcurl: the device certificate on this side, a certificate with
// role Server under the pinned root on the other.
#pragma once

#include "app/terminal/keys/enrolment.h"
#include "app/terminal/sync/transport.h"

#include <atomic>

namespace jiujin::sync {

class CurlTransport : public Transport {
public:
    CurlTransport(const keys::Enrolment& enrolment, const Clock& clock);
    ~CurlTransport() override;
    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;

    Result<Answer> post(std::string_view path, std::string_view contentType,
                        const Bytes& body) override;
    void cancel() override { cancelled_ = true; }

    // For libcurl's callbacks.
    bool cancelled() const { return cancelled_; }
    const keys::Enrolment& enrolment() const { return enrolment_; }
    GradedTime now() const { return clock_.wall(); }

private:
    void configure();

    const keys::Enrolment& enrolment_;
    const Clock& clock_;
    void* easy_; // CURL
    std::string rootPem_;
    std::atomic<bool> cancelled_ = false;
};

} // namespace jiujin::sync
