// rooms: platform/base platform/protocol
// also: app/link/held_device.cpp app/link/queue_report.cpp app/link/status_report.cpp
// What jiujin-terminal tells over the control socket: what is understood comes again the same.
#include "app/link/held_device.h"
#include "app/link/ledger_report.cpp" // there is no room for it above
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
    const auto held = link::decodeHeldDevice(text);
    fuzz::require(!held.ok() || *link::decodeHeldDevice(encode(*held)) == *held);
    const auto ledger = link::decodeLedger(text);
    fuzz::require(!ledger.ok() || *link::decodeLedger(encode(*ledger)) == *ledger);
    const auto change = link::decodeChange(text);
    const bool known = status.ok() || queue.ok() || held.ok() || ledger.ok() || change.ok();
    fuzz::planted({data, size}, known, 5);
    return 0;
}
