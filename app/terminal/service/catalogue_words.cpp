#include "app/terminal/service/catalogue_words.h"

namespace jiujin::service {

Rules rulesOf(const std::shared_ptr<const mirror::Snapshot>& snapshot) {
    return snapshot ? Rules{snapshot->folder, snapshot->id, snapshot} : Rules{};
}

void describe(const mirror::State& state, link::StatusReport& report) {
    report.catalogueVersion = static_cast<std::int64_t>(state.version);
    report.catalogueRefused = state.refused ? std::string(codeOf(*state.refused)) : std::string();
    if (state.version == 0)
        return;
    report.catalogueIssued = toRfc3339(state.issued);
    report.catalogueFreshness = nameOf(state.freshness);
}

} // namespace jiujin::service
