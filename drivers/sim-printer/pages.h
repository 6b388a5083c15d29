// How many sheets a PDF would take.
#pragma once

#include <QtCore/QByteArray>

namespace jiujin::drivers::sim {

// Page objects (ISO 32000-1 clause 7.7.3.3) that are not packed into an object stream, as cairo
// writes them; at least one.
int pagesOf(const QByteArray& pdf);

} // namespace jiujin::drivers::sim
