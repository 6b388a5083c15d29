// What visits and staff are told of the catalogue of matters.
#pragma once

#include "app/link/status_report.h"
#include "app/terminal/mirror/mirror.h"

namespace jiujin::service {

// By what a visit goes: a snapshot's folder and id, and what keeps it there. Empty: by what is
// built in.
struct Rules {
    std::filesystem::path folder = {};
    std::string id = {};
    std::shared_ptr<const void> held = {};
};
Rules rulesOf(const std::shared_ptr<const mirror::Snapshot>& snapshot);

void describe(const mirror::State& state, link::StatusReport& report);
// For visits: "ok", or the code of why matters that need the newest rules are closed.
std::string rulesWord(const mirror::State& state);

} // namespace jiujin::service
