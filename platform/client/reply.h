// What libcurl says of a call that has ended.
#pragma once

#include "platform/client/client.h"

#include <curl/curl.h>

namespace jiujin::client {

struct Ended {
    CURL* easy;
    CURLcode code;
    std::string_view detail;
    std::optional<ErrorCode> refusal;
    bool byProxy; // one was to be used
};
Reply replyOf(const Ended& call);

} // namespace jiujin::client
