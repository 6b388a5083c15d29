// The files of platform/maker/template, with marks such as {{code}} where words are put in.
#pragma once

#include "platform/matter/matter.h"

namespace jiujin::maker {

matter::PackageText packageTemplate();

} // namespace jiujin::maker
