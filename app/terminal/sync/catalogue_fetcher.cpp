#include "app/terminal/sync/catalogue_fetcher.h"

namespace jiujin::sync {

namespace {

using namespace std::chrono_literals;

constexpr std::string_view mirrorPath = "/v1/mirror/";
constexpr std::chrono::milliseconds usually = 10min, afterFailure = 1min, whenThereIsMore = 1s;

} // namespace

Result<std::string> PlatformLibrary::read(std::string_view name, std::uint64_t from,
                                          std::size_t most) {
    JIUJIN_TRY_ASSIGN(Answer answer,
                      transport_.getPart(std::string(mirrorPath).append(name), from, most));
    if (answer.status == 404 && answer.contentType == "application/json")
        return Error(ErrorCode::NotFound, std::string(name));
    if (answer.status == 429 || answer.status == 503)
        return Error(ErrorCode::PlatformBusy, "mirror");
    if (answer.status == 416) // it ends before
        return std::string();
    if ((answer.status != 206 && (answer.status != 200 || from > 0)) ||
        answer.contentType != mirrorType)
        return Error(ErrorCode::NotThePlatform, "mirror: status " + std::to_string(answer.status));
    return std::move(answer.body);
}

std::chrono::milliseconds CatalogueFetcher::ask() {
    const auto round = mirror_.refresh(library_, clock_.wall());
    if (!round)
        return afterFailure;
    return *round == mirror::Round::More ? whenThereIsMore : usually;
}

std::chrono::milliseconds CatalogueFetcher::tend() {
    const bool soon = soon_.exchange(false);
    if (soon || !due_ || clock_.steady() >= *due_) {
        const auto wait = ask();
        due_ = clock_.steady() + wait;
    }
    return std::chrono::ceil<std::chrono::milliseconds>(*due_ - clock_.steady());
}

} // namespace jiujin::sync
