#include "app/visit/ports/paper_drawer.h"

#include "app/visit/paper/form.h"
#include "app/visit/paper/qr.h"
#include "app/visit/paper/receipt.h"
#include "app/visit/ports/background.h"

namespace jiujin::ports {

namespace {

using journey::Filing;
using journey::ReceiptFacts;

Result<Bytes> drawReceipt(const ReceiptFacts& receipt, const Filing& filing, bool repeated) {
    const bool known = filing.matter != nullptr;
    return paper::drawReceipt({receipt.caseNumber,
                               receipt.code,
                               {receipt.taken, receipt.grade},
                               repeated,
                               filing.matter,
                               known ? &filing.body : nullptr});
}

Result<Bytes> drawForm(const ReceiptFacts& receipt, const Filing& filing) {
    return paper::drawForm(
        {*filing.matter, filing.body, receipt.caseNumber, {receipt.taken, receipt.grade}});
}

} // namespace

PaperDrawer::PaperDrawer() {
    pool_.setMaxThreadCount(1);
}

PaperDrawer::~PaperDrawer() {
    pool_.waitForDone();
}

void PaperDrawer::draw(journey::PaperKind kind, const ReceiptFacts& receipt, const Filing& filing,
                       bool repeated, Done done) {
    const auto work = [kind, receipt, filing, repeated]() -> Result<Bytes> {
        return kind == journey::PaperKind::Receipt ? drawReceipt(receipt, filing, repeated)
                                                   : drawForm(receipt, filing);
    };
    inBackground(pool_, this, work, std::move(done));
}

std::vector<std::string> PaperDrawer::codeRows(std::string_view code) {
    return paper::qrRows(code);
}

} // namespace jiujin::ports
