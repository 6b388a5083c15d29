// HTTP/1.1 over mutual TLS 1.3 by libcurl: the device certificate on this side, a certificate with
// role Server under the pinned root on the other. One connection, kept alive; a new one resumes the
// session of the last.
#pragma once

#include "app/terminal/keys/enrolment.h"
#include "app/terminal/sync/blob_carrier.h"

#include <atomic>

namespace jiujin::sync {

struct LineSettings {
    std::string proxy;               // "http://host:port"; empty: none, whatever the environment
    std::int64_t bytesPerSecond = 0; // most that is sent; 0: no limit
};

class CurlTransport : public Transport, public BlobTransport {
public:
    CurlTransport(const keys::Enrolment& enrolment, const Clock& clock, LineSettings line = {});
    ~CurlTransport() override;
    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;

    Result<Answer> post(std::string_view path, std::string_view contentType,
                        const Bytes& body) override;
    Result<Answer> get(std::string_view path) override;
    Result<Answer> head(std::string_view path) override;
    Result<Answer> put(std::string_view path, std::string_view contentRange,
                       const Bytes& body) override;
    void cancel() override { cancelled_ = true; }

    // For libcurl's callbacks.
    bool cancelled() const { return cancelled_; }
    const keys::Enrolment& enrolment() const { return enrolment_; }
    // Whether the other end is the platform; why not is kept for the error.
    bool accepts(const seal::Certificate& leaf);
    void refuse(ErrorCode why) { refusal_ = why; }

private:
    void configure();
    void forgetWhenRevoking();
    Result<Answer> perform(std::string_view path, const std::vector<std::string>& lines);
    Result<Answer> send(std::string_view path, const std::vector<std::string>& headers,
                        const Bytes& body);
    Error failureOf(int code, std::string_view detail) const;

    const keys::Enrolment& enrolment_;
    const Clock& clock_;
    const LineSettings line_;
    void* easy_; // CURL
    std::string rootPem_;
    std::uint64_t listNumber_ = 0; // of the list that the connection was held against
    std::optional<ErrorCode> refusal_;
    std::atomic<bool> cancelled_ = false;
};

} // namespace jiujin::sync
