// GET /v1/mirror/NAME for terminals (platform/protocol/README.md, "Wire"): the files of a published
// catalogue (catalogue::isPublishedName), whole or by parts; every other call goes on to the next
// handler. What is in the folder is looked at for each call, so that a new version wants no
// restart.
#pragma once

#include "platform/server/access/request.h"

#include <filesystem>

namespace jiujin::server {

inline constexpr std::string_view mirrorPath = "/v1/mirror/",
                                  mirrorType = "application/vnd.jiujin.mirror";

class MirrorService : public Handler {
public:
    // The next handler must outlive the service. No folder: nothing is published.
    MirrorService(std::filesystem::path folder, Handler& rest)
        : folder_(std::move(folder)), rest_(rest) {}

    void handle(Request request, Answer answer) override;
    void drain() override { rest_.drain(); }

private:
    Response fileFor(const Request& request) const;

    const std::filesystem::path folder_;
    Handler& rest_;
};

} // namespace jiujin::server
