// A case of the bundle 个体工商户开办 that is right in every part.
#pragma once

#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"

namespace jiujin::tests {

matter::Matter bundleMatter(); // resources/matters/household-business

// The trade decides the order of the chain: "11" permitFirst, "22" licenceFirst, "01" allInOne.
protocol::CaseBody bundleBody(const matter::Matter& matter, std::string_view trade);

} // namespace jiujin::tests
