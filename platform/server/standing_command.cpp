#include "platform/server/standing_command.h"

#include "platform/base/command_text.h"
#include "platform/formats/contact.h"
#include "platform/server/case_command.h"
#include "platform/server/casework/standing.h"
#include "platform/server/files.h"

namespace jiujin::server {

std::filesystem::path standingFile(const Settings& settings) {
    std::filesystem::path file = settings.store;
    return file.replace_extension(".standing");
}

Result<void> importStanding(const Settings& settings, std::istream& lines) {
    JIUJIN_TRY(checkHasCases(settings));
    JIUJIN_TRY_ASSIGN(const auto table, StandingTable::fromExport(lines));
    JIUJIN_TRY(replaceFile(standingFile(settings), table.text(), 0600));
    print("信用和证照情况 Standing of " + std::to_string(table.people()) +
          " people, believed until " + formats::toIsoDate(table.until()) + "\n");
    return {};
}

} // namespace jiujin::server
