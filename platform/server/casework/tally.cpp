#include "platform/server/casework/tally.h"

namespace jiujin::server {

bool Tally::makeRoom(SteadyTime now) {
    if (counts_.size() >= maxNames_)
        std::erase_if(counts_, [&](const auto& entry) { return isOver(entry.second, now); });
    return counts_.size() < maxNames_;
}

bool Tally::reached(const std::string& name, SteadyTime now) {
    const auto found = counts_.find(name);
    if (found == counts_.end())
        return !makeRoom(now);
    return !isOver(found->second, now) && found->second.count >= limit_.most;
}

void Tally::add(const std::string& name, SteadyTime now) {
    const auto found = counts_.find(name);
    if (found == counts_.end()) {
        if (makeRoom(now))
            counts_.emplace(name, Count{now, 1});
        return;
    }
    if (isOver(found->second, now))
        found->second = Count{now, 0};
    ++found->second.count;
}

} // namespace jiujin::server
