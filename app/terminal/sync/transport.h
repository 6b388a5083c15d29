// One request to the platform and what came back.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace jiujin::sync {

struct Answer {
    int status = 0;
    std::string contentType;
    std::string body;
};

class Transport {
public:
    virtual ~Transport() = default;

    // NetworkDown; NotThePlatform when the other end did not prove to be it. Blocks.
    virtual Result<Answer> post(std::string_view path, std::string_view contentType,
                                const Bytes& body) = 0;
    // Ends a running post, and every later one, soon. From any thread.
    virtual void cancel() = 0;
};

} // namespace jiujin::sync
