// One more rule of lint, over a catalogue's folder "finding" (platform/find/finding.h):
//
//   finding      an error: what its reader refuses, for with it no visit starts; a remark: a code,
//                event or domain that only one of finding and matters knows, which terminals pass
//                over
#pragma once

#include "platform/matter/lint.h"

namespace jiujin::maker {

// Of a catalogue's folder; none where it has no folder "finding", as a matter alone has none. What
// the two do not know of each other is told once every matter can be read.
std::vector<matter::Finding> lintFinding(const std::filesystem::path& catalogue);

} // namespace jiujin::maker
