// Objects of the catalogue on the disk, each under its digest: fetched once, whatever version it
// stands in, and there only when it was verified. What was half fetched goes on where it stood.
// Nothing is synced one by one: a power cut may leave an object that is not what it was, which a
// snapshot's check finds and removeDamaged() removes.
#pragma once

#include "app/terminal/mirror/library.h"
#include "platform/catalogue/item_list.h"

#include <filesystem>
#include <set>

namespace jiujin::mirror {

class Shelf {
public:
    // The folder is there.
    explicit Shelf(std::filesystem::path folder) : folder_(std::move(folder)) {}

    bool has(const catalogue::ObjectName& name) const;
    std::filesystem::path pathOf(const catalogue::ObjectName& name) const;
    // One that is there. FileUnreadable, CatalogueMixed.
    Result<std::string> read(const catalogue::ObjectName& name) const;
    // Fetches it, unless it is there; nothing beyond its size is ever read. CatalogueMixed: what
    // came is another, and is not kept. CommitFailed; those of the library.
    Result<void> fetch(Library& library, const catalogue::ObjectName& name);
    // Of all calls so far.
    std::uint64_t fetchedBytes() const { return fetched_; }
    // Removes what is not named, whether it is whole or half fetched.
    void keepOnly(const std::set<std::string>& digests);
    // Removes what is not what its name says.
    void removeDamaged();

private:
    Result<void> complete(Library& library, const catalogue::ObjectName& name,
                          const std::filesystem::path& part);

    std::filesystem::path folder_;
    std::uint64_t fetched_ = 0;
};

} // namespace jiujin::mirror
