#include "app/visit/journey/review.h"

#include "platform/matter/review.h"

namespace jiujin::journey {

std::vector<ReviewRow> reviewRows(const matter::Matter& matter, const protocol::CaseBody& body) {
    std::vector<ReviewRow> rows;
    const Language language = matter::languageOf(body);
    for (const auto& section : matter::reviewSections(matter, body, language))
        for (const auto& line : section.lines)
            rows.push_back({section.title, line.label, line.value,
                            line.source ? matter::sourceWords(*line.source, language) : ""});
    return rows;
}

} // namespace jiujin::journey
