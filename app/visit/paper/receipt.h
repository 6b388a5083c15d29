// The receipt (收件凭证): personal data masked, and nothing said beyond "this terminal took a
// sealed packet".
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/clock.h"
#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"

namespace jiujin::paper {

struct ReceiptPaper {
    std::string caseNumber;
    std::string code; // what the QR code holds: protocol/receipt.h
    GradedTime taken;
    bool repeated = false; // it may have come out once already, and says so
    // Both or none; none after a lost visit, when nobody knows any more what was filed.
    const matter::Matter* matter = nullptr;
    const protocol::CaseBody* body = nullptr;
};

// A4, PDF. PrinterRefused when it cannot be drawn or the code is too long for a QR code.
Result<Bytes> drawReceipt(const ReceiptPaper& receipt);

} // namespace jiujin::paper
