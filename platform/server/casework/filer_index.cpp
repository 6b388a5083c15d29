#include "platform/server/casework/filer_index.h"

#include "platform/protocol/digest.h"

namespace jiujin::server {

namespace {
constexpr std::size_t keyBytes = 32;
} // namespace

FilerIndex::FilerIndex(std::size_t most) : key_(randomBytes(keyBytes)), most_(most) {}

std::string FilerIndex::markOf(const Secret& person) const {
    return protocol::digestText({key_, viewOf(person.expose())});
}

void FilerIndex::note(const std::string& caseNumber, const Secret& person) {
    const std::lock_guard lock(mutex_);
    if (marks_.size() < most_)
        marks_.emplace(caseNumber, markOf(person));
}

bool FilerIndex::mayBeOf(const std::string& caseNumber, const Secret& person) const {
    const std::lock_guard lock(mutex_);
    const auto found = marks_.find(caseNumber);
    return found == marks_.end() || found->second == markOf(person);
}

} // namespace jiujin::server
