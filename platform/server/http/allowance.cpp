#include "platform/server/http/allowance.h"

#include <algorithm>
#include <cmath>

namespace jiujin::server {

double Allowance::filled(const Bucket& bucket, SteadyTime now) const {
    const double seconds = std::chrono::duration<double>(now - bucket.at).count();
    return std::min(burst_, bucket.tokens + seconds * perSecond_);
}

// A full bucket is as good as none.
void Allowance::forget(SteadyTime now) {
    std::erase_if(buckets_, [&](const auto& each) { return filled(each.second, now) >= burst_; });
    forgetAt_ = std::max<std::size_t>(1024, 2 * buckets_.size());
}

std::chrono::seconds Allowance::take(const std::string& peer, SteadyTime now) {
    if (buckets_.size() >= forgetAt_)
        forget(now);
    Bucket& bucket = buckets_.try_emplace(peer, Bucket{burst_, now}).first->second;
    bucket = {filled(bucket, now), now};
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return std::chrono::seconds(0);
    }
    return std::chrono::seconds(static_cast<int>(std::ceil((1 - bucket.tokens) / perSecond_)));
}

} // namespace jiujin::server
