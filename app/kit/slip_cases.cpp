#include "app/kit/paper_cases.h"
#include "app/kit/test_page.h"

#include "rep_slip_merged.h"

namespace jiujin::kit {

namespace {

struct SlipRoll {
    using Replica = SlipPrinterReplica;
    using Status = SlipStatus;

    static Result<void> print(Replica& replica, quint32 call, const std::string& device) {
        replica.print(call, testSlip(device, SystemClock().wall().time));
        return {};
    }
};

} // namespace

std::vector<Case> slipCases() {
    return paperCases<SlipRoll>();
}

} // namespace jiujin::kit
