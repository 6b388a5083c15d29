// GET /v1/mirror/NAME for terminals (platform/protocol/README.md, "Wire"): the files of a published
// catalogue (catalogue::isPublishedName), whole or by parts; every other call goes on to the next
// handler. What is in the folder is looked at for each call, so that a new version wants no
// restart. GET /v1/mirror/timestamp.jws?wait=N with If-None-Match is answered when there is
// another.
#pragma once

#include "platform/server/library/timestamp_watch.h"

#include <filesystem>

namespace jiujin::server {

inline constexpr std::string_view mirrorPath = "/v1/mirror/",
                                  mirrorType = "application/vnd.jiujin.mirror";

class MirrorService : public Handler {
public:
    // The next handler must outlive the service, and this what `later` still runs. No folder:
    // nothing is published; no `later`: nobody waits.
    MirrorService(std::filesystem::path folder, Handler& rest, TimestampWatch::Later later = {});

    void handle(Request request, Answer answer) override;
    void drain() override;
    // Requests that are answered when there is another timestamp.
    std::size_t waiting() const { return watch_.waiting(); }

private:
    Response fileFor(const Request& request) const;

    const std::filesystem::path folder_;
    Handler& rest_;
    TimestampWatch watch_;
};

} // namespace jiujin::server
