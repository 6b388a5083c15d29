// The application form (申请表): everything that was filed, in full, with the signature; printed
// only when the citizen asks.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/clock.h"
#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"

namespace jiujin::paper {

struct FormPaper {
    const matter::Matter& matter;
    const protocol::CaseBody& body; // complete and signed
    std::string caseNumber;
    GradedTime taken;
};

// A4, PDF, as many pages as it takes. DocumentMalformed when the signature cannot be read,
// PrinterRefused when it cannot be drawn.
Result<Bytes> drawForm(const FormPaper& form);

} // namespace jiujin::paper
