#include "platform/server/uses_command.h"

#include "platform/base/command_text.h"
#include "platform/protocol/json_text.h"
#include "platform/server/case_command.h"
#include "platform/server/casework/case_steps.h"
#include "platform/server/casework/case_view.h"
#include "platform/server/serve.h"
#include "platform/server/store/sqlite_store.h"

#include <algorithm>

namespace jiujin::server {

namespace {

constexpr std::size_t codesMax = 200; // as many as order.json may have

using Uses = std::map<std::string, std::uint64_t>;

// By which matter the case is handled, as its acceptance says it; a case of the first releases says
// it in its body alone. Empty for one that was recalled: nobody is served by a matter that is gone.
Result<std::string> matterCodeOf(const CaseTrail& trail, const InnerZone& zone) {
    JIUJIN_TRY_ASSIGN(const auto events, verifyTrail(trail));
    const auto accepted = std::ranges::find(events, "accepted-for-checking", &CaseEvent::kind);
    if (accepted == events.end())
        return std::string();
    if (std::string code = detailOf(*accepted, "matter"); !code.empty())
        return code;
    JIUJIN_TRY_ASSIGN(auto body, zone.open(trail.packet));
    return std::move(body.matterCode);
}

Result<Uses> usesSince(WallTime from, Store& store, const InnerZone& zone) {
    Uses uses;
    for (const matter::Head& matter : zone.rules().catalogue.heads())
        uses[matter.code] = 0;
    JIUJIN_TRY_ASSIGN(const auto lines, store.cases());
    for (const CaseLine& line : lines) {
        if (line.received < from || line.decision.verdict != protocol::Verdict::Stored)
            continue;
        JIUJIN_TRY_ASSIGN(const CaseTrail trail, store.trail(line.caseNumber));
        JIUJIN_TRY_ASSIGN(const std::string code, matterCodeOf(trail, zone));
        if (const auto counted = uses.find(code); counted != uses.end())
            ++counted->second;
    }
    return uses;
}

std::vector<std::string> mostUsed(const Uses& uses, std::uint64_t least) {
    std::vector<std::pair<std::uint64_t, std::string>> counted;
    for (const auto& [code, count] : uses)
        if (count >= least)
            counted.emplace_back(count, code);
    std::stable_sort(counted.begin(), counted.end(),
                     [](const auto& one, const auto& other) { return one.first > other.first; });
    counted.resize(std::min(counted.size(), codesMax));
    std::vector<std::string> codes;
    for (const auto& each : counted)
        codes.push_back(each.second);
    return codes;
}

} // namespace

Result<void> showUses(const Settings& settings, const UsesOptions& options) {
    JIUJIN_TRY(checkHasCases(settings));
    const SystemClock clock;
    JIUJIN_TRY_ASSIGN(const InnerZone zone, makeInnerZone(settings, clock));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY_ASSIGN(const Uses uses,
                      usesSince(clock.wall().time - std::chrono::days(options.days), *store, zone));
    protocol::JsonText json;
    json.open('{').key("mostUsed").open('[');
    for (const std::string& code : mostUsed(uses, options.least))
        json.value(code);
    json.close(']').close('}');
    print(json.text() + "\n");
    return {};
}

} // namespace jiujin::server
