#include "app/terminal/sync/catalogue_watch.h"

#include "app/terminal/sync/catalogue_fetcher.h"
#include "platform/protocol/digest.h"

namespace jiujin::sync {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

constexpr std::string_view path = "/v1/mirror/timestamp.jws?wait=50";
// One that answers at once that nothing is new does not wait, and is not asked without end.
constexpr milliseconds atOnce = 5s, afterNews = 5s, afterFailure = 1min, whenThereIsNone = 10min;

} // namespace

milliseconds CatalogueWatch::ask() {
    const SteadyTime asked = clock_.steady();
    const auto answer = transport_.getOther(path, tag_);
    if (!answer)
        return afterFailure;
    if (answer->status == 200 && answer->contentType == mirrorType) {
        tag_ = '"' + protocol::digestText({viewOf(answer->body)}) + '"';
        newer_();
        return afterNews;
    }
    if (clock_.steady() - asked >= atOnce && (answer->status == 304 || answer->status == 404))
        return milliseconds(0);
    return answer->status == 404 ? whenThereIsNone : afterFailure;
}

} // namespace jiujin::sync
