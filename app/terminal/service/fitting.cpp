#include "app/terminal/service/fitting.h"

#include "app/terminal/kept/kept_file.h"
#include "app/terminal/mirror/snapshot.h"
#include "platform/find/finding.h"
#include "platform/matter/catalogue.h"
#include "platform/matter/divisions.h"
#include "platform/matter/legal_calendar.h"
#include "platform/matter/notice.h"

namespace jiujin::service {

namespace fs = std::filesystem;

namespace {

// Visits run as another user.
Result<void> leaveFor(const fs::path& file, const std::string& content) {
    JIUJIN_TRY(replaceFile(file, content));
    std::error_code failure;
    fs::permissions(file, fs::perms::group_read | fs::perms::others_read, fs::perm_options::add,
                    failure);
    return failure ? Error(ErrorCode::CommitFailed, file.string()) : Result<void>();
}

} // namespace

Result<void> fitForVisits(const fs::path& snapshot) {
    JIUJIN_TRY_ASSIGN(const auto heads, matter::Catalogue::check(snapshot / "matters"));
    if (heads.empty())
        return Error(ErrorCode::MatterInvalid, "no matter");
    JIUJIN_TRY_ASSIGN(const auto finding, find::loadFinding(snapshot / "matters"));
    if (fs::exists(snapshot / "calendar")) {
        JIUJIN_TRY_ASSIGN(const auto calendar, matter::loadCalendar(snapshot / "calendar"));
    }
    if (fs::exists(snapshot / "notices")) {
        JIUJIN_TRY_ASSIGN(const auto notice,
                          matter::loadNotice(snapshot / "notices" / "consent.json"));
    }
    if (fs::exists(snapshot / "divisions")) {
        JIUJIN_TRY_ASSIGN(const auto divisions,
                          matter::loadDivisions(snapshot / "divisions" / "divisions.tsv"));
    }
    return leaveFor(mirror::headsBeside(snapshot), matter::encodeHeads(heads));
}

} // namespace jiujin::service
