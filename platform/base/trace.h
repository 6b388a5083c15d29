// One request through several programs and threads: its W3C trace id (Trace Context level 1,
// https://www.w3.org/TR/trace-context/), which stands in every log line of the request.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace jiujin {

// 32 lower-case hex digits, not all zero.
std::string newTraceId();
// The trace id of a "traceparent" header; nothing when it is not well formed.
std::optional<std::string> traceIdFrom(std::string_view traceparent);
// A header for what is sent on behalf of a trace, with a parent id of its own.
std::string traceparentOf(std::string_view traceId);

// While it lives, log lines of this thread carry the trace. Scopes nest.
class TraceScope {
public:
    explicit TraceScope(std::string traceId); // empty: none
    ~TraceScope();
    TraceScope(const TraceScope&) = delete;
    TraceScope& operator=(const TraceScope&) = delete;

    // That of this thread, to be carried to another; empty: none.
    static const std::string& current();

private:
    std::string before_;
};

} // namespace jiujin
