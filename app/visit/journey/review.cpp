#include "app/visit/journey/review.h"

#include "platform/matter/review.h"

namespace jiujin::journey {

std::vector<ReviewRow> reviewRows(const matter::Matter& matter, const protocol::CaseBody& body) {
    std::vector<ReviewRow> rows;
    for (const auto& section : matter::reviewSections(matter, body, matter::languageOf(body)))
        for (const auto& line : section.lines) {
            const auto source = body.provenance.find(line.id);
            const bool fromCard =
                source != body.provenance.end() && source->second == protocol::Source::Card;
            rows.push_back({section.title, line.label, line.value, fromCard});
        }
    return rows;
}

} // namespace jiujin::journey
