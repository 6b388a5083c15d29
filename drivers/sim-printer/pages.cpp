#include "drivers/sim-printer/pages.h"

#include <algorithm>

namespace jiujin::drivers::sim {

int pagesOf(const QByteArray& pdf) {
    static const QByteArray type("/Type");
    static const QByteArray page("/Page");
    int pages = 0;
    for (qsizetype at = pdf.indexOf(type); at >= 0; at = pdf.indexOf(type, at + 1)) {
        qsizetype name = at + type.size();
        while (name < pdf.size() && (pdf[name] == ' ' || pdf[name] == '\n' || pdf[name] == '\r'))
            ++name;
        const QByteArray found = pdf.mid(name, page.size() + 1);
        // Not /Pages, the tree above them.
        if (found.startsWith(page) && !found.endsWith('s'))
            ++pages;
    }
    return std::max(pages, 1);
}

} // namespace jiujin::drivers::sim
