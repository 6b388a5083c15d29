// The root's revocation list, for whoever asks (platform/protocol/README.md, "Wire"); every other
// call goes on to the next handler. The list is public and its own proof.
#pragma once

#include "platform/seal/revocations.h"
#include "platform/server/access/request.h"

namespace jiujin::server {

class RevocationService : public Handler {
public:
    // The next handler must outlive the service.
    RevocationService(seal::Revocations revoked, Handler& rest)
        : revoked_(std::move(revoked)), rest_(rest) {}

    void handle(Request request, Answer answer) override;
    void drain() override { rest_.drain(); }

private:
    Response listFor(const Request& request) const;

    const seal::Revocations revoked_;
    Handler& rest_;
};

} // namespace jiujin::server
