// Who filed which case, as far as packets were opened for it: so that each is opened once for all
// who ask for their cases. In memory only, and not in words: a case number and a digest under a key
// that is drawn at the start and written nowhere.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/secret.h"

#include <mutex>
#include <unordered_map>

namespace jiujin::server {

class FilerIndex {
public:
    // Beyond `most` cases nothing more is remembered; they are opened each time.
    explicit FilerIndex(std::size_t most = 1'000'000);

    void note(const std::string& caseNumber, const Secret& person);
    // False only when another is known to have filed it.
    bool mayBeOf(const std::string& caseNumber, const Secret& person) const;

private:
    std::string markOf(const Secret& person) const;

    const Bytes key_;
    const std::size_t most_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, std::string> marks_;
};

} // namespace jiujin::server
