#include "app/terminal/service/catalogue_words.h"

namespace jiujin::service {

Rules rulesOf(const std::shared_ptr<const mirror::Snapshot>& snapshot) {
    return snapshot ? Rules{snapshot->folder, snapshot->id, snapshot} : Rules{};
}

void describe(const mirror::State& state, link::StatusReport& report) {
    report.catalogueVersion = static_cast<std::int64_t>(state.version);
    report.catalogueRefused = state.refused ? std::string(codeOf(*state.refused)) : std::string();
    report.catalogueCloses = state.closes ? std::string(codeOf(*state.closes)) : std::string();
    report.catalogueRoot = static_cast<std::int64_t>(state.root);
    if (state.version == 0)
        return;
    report.catalogueIssued = toRfc3339(state.issued);
    report.catalogueUntil = toRfc3339(state.until);
    report.catalogueId = state.id;
}

std::string rulesWord(const mirror::State& state) {
    return state.closes ? std::string(codeOf(*state.closes)) : "ok";
}

} // namespace jiujin::service
