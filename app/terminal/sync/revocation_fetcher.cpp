#include "app/terminal/sync/revocation_fetcher.h"

#include "app/terminal/kept/kept_file.h"
#include "platform/base/event.h"

namespace jiujin::sync {

namespace {

constexpr std::chrono::minutes usually{10}, whenTurnedAway{1};

void refused(std::string_view place, ErrorCode cause) {
    logEvent(Event::RevocationRefused, {{"place", place}, {"code", cause}});
}

} // namespace

RevocationFetcher::RevocationFetcher(const keys::Enrolment& enrolment, Transport& transport,
                                     const Clock& clock, std::filesystem::path kept)
    : enrolment_(enrolment), transport_(transport), clock_(clock), kept_(std::move(kept)) {
    if (!std::filesystem::exists(kept_))
        return;
    const auto list = seal::RevocationList::fromFile(kept_, enrolment_.root);
    if (!list)
        refused(kept_.string(), list.error().code);
    else if (list->isAfter(enrolment_.revoked.current()))
        enrolment_.revoked.offer(*list);
}

void RevocationFetcher::tend(bool turnedAway) {
    const auto wait = turnedAway ? whenTurnedAway : usually;
    if (asked_ && clock_.steady() - *asked_ < wait)
        return;
    asked_ = clock_.steady();
    fetch();
}

void RevocationFetcher::fetch() {
    const std::uint64_t number = enrolment_.revoked.current().number();
    const auto answer = transport_.get("/v1/revoked?since=" + std::to_string(number));
    if (!answer || answer->status != 200 || answer->contentType != seal::RevocationList::mediaType)
        return;
    const auto list = seal::RevocationList::fromDer(viewOf(answer->body), enrolment_.root);
    if (!list)
        return refused("wire", list.error().code);
    if (enrolment_.revoked.offer(*list))
        keep(*list);
}

// In force it is all the same: without the file it is fetched again after a restart.
void RevocationFetcher::keep(const seal::RevocationList& list) const {
    if (const auto kept = replaceFile(kept_, list.pem()); !kept)
        refused(kept_.string(), kept.error().code);
}

} // namespace jiujin::sync
