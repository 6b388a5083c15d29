// What the citizen is shown before signing, one line a row.
#pragma once

#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"

namespace jiujin::journey {

struct ReviewRow {
    std::string group, label;
    Secret value;
    std::string source; // in words; empty for what the citizen typed
};

// The lines of matter::reviewSections, in the body's language.
std::vector<ReviewRow> reviewRows(const matter::Matter& matter, const protocol::CaseBody& body);

} // namespace jiujin::journey
