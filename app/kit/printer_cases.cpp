#include "app/kit/paper_cases.h"
#include "app/kit/test_page.h"

#include "rep_printer_merged.h"

namespace jiujin::kit {

namespace {

struct Printer {
    using Replica = PrinterReplica;
    using Status = PrinterStatus;

    static Result<void> print(Replica& replica, quint32 call, const std::string& device) {
        JIUJIN_TRY_ASSIGN(const Bytes page, testPage(device, SystemClock().wall().time));
        replica.print(call, QByteArray(reinterpret_cast<const char*>(page.data()),
                                       static_cast<qsizetype>(page.size())));
        return {};
    }
};

} // namespace

std::vector<Case> printerCases() {
    return paperCases<Printer>();
}

} // namespace jiujin::kit
