// The platform over the wire: HTTP/1.1 over mutual TLS 1.3, the device certificate on this side, a
// certificate with role Server under the pinned root on the other.
#pragma once

#include "app/terminal/keys/enrolment.h"
#include "app/terminal/sync/blob_carrier.h"
#include "app/terminal/sync/catalogue_fetcher.h"
#include "app/terminal/sync/catalogue_watch.h"
#include "platform/client/client.h"

namespace jiujin::sync {

struct LineSettings {
    std::string proxy;               // "http://host:port"; empty: none, whatever the environment
    std::int64_t bytesPerSecond = 0; // most that is sent; 0: no limit
};

class CurlTransport : public Transport,
                      public BlobTransport,
                      public PartTransport,
                      public WaitTransport {
public:
    // Enrolment and clock must outlive this.
    CurlTransport(const keys::Enrolment& enrolment, const Clock& clock, LineSettings line = {});

    Result<Answer> post(std::string_view path, std::string_view contentType,
                        const Bytes& body) override;
    void begin(std::string_view path, std::string_view contentType, Bytes body) override;
    Result<Answer> finish() override;
    Result<Answer> get(std::string_view path) override;
    Result<Answer> getPart(std::string_view path, std::uint64_t from, std::size_t most) override;
    Result<Answer> getOther(std::string_view path, std::string_view tag) override;
    Result<Answer> head(std::string_view path) override;
    Result<Answer> put(std::string_view path, std::string_view contentRange,
                       const Bytes& body) override;
    void cancel() override { client_.cancel(); }

private:
    Result<void> accept(const seal::Certificate& leaf) const;
    client::Request request(client::Method method, std::string_view path,
                            std::vector<std::string> headers = {}, Bytes body = {}) const;

    const keys::Enrolment& enrolment_;
    const Clock& clock_;
    client::Client client_;
};

} // namespace jiujin::sync
