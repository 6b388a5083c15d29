// rooms: platform/base platform/protocol
// also: app/link/ask_call.cpp app/link/queue_report.cpp app/link/status_report.cpp
// Lines on the control socket, both ways: what is understood has one spelling.
#include "app/link/ask_call.h"
#include "app/link/queue_report.h"
#include "app/link/status_report.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    const auto status = link::decodeStatusReport(text);
    fuzz::require(!status.ok() || *link::decodeStatusReport(encode(*status)) == *status);
    const auto queue = link::decodeQueueReport(text);
    fuzz::require(!queue.ok() || *link::decodeQueueReport(encode(*queue)) == *queue);
    const auto change = link::decodeChange(text);
    const auto call = link::askCallFrom(text);
    fuzz::require(!call || encode(*call) == text);
    const auto answer = link::decodeAskResult(text);
    fuzz::planted({data, size}, status.ok() || queue.ok() || change.ok() || call || answer.ok(), 5);
    return 0;
}
