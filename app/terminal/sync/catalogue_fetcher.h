// Brings newer catalogues of matters: asks the platform every ten minutes, and when it is told that
// there is one (catalogue_watch.h), goes on at once while
// there is more to fetch, and a minute after a failure. Who keeps a catalogue from a terminal can
// delay it, and no more; that is said when its timestamp's time is over.
#pragma once

#include "app/terminal/mirror/mirror.h"
#include "app/terminal/sync/transport.h"

#include <atomic>

namespace jiujin::sync {

inline constexpr std::string_view mirrorType = "application/vnd.jiujin.mirror";

// What fetches a part of a file.
class PartTransport {
public:
    virtual ~PartTransport() = default;
    // GET with "Range: bytes=from-(from+most-1)". Errors as of Transport.
    virtual Result<Answer> getPart(std::string_view path, std::uint64_t from, std::size_t most) = 0;
};

// The platform's files below /v1/mirror/. NotThePlatform: something else answered.
class PlatformLibrary : public mirror::Library {
public:
    explicit PlatformLibrary(PartTransport& transport) : transport_(transport) {}

    Result<std::string> read(std::string_view name, std::uint64_t from, std::size_t most) override;

private:
    PartTransport& transport_;
};

class CatalogueFetcher {
public:
    // All must outlive this.
    CatalogueFetcher(mirror::Mirror& mirror, PartTransport& transport, const Clock& clock)
        : mirror_(mirror), library_(transport), clock_(clock) {}

    // Asks, if it is time. The wait until it should be called again.
    std::chrono::milliseconds tend();
    // The next tend() asks, whatever the time. From any thread.
    void askSoon() { soon_ = true; }

private:
    std::chrono::milliseconds ask();

    mirror::Mirror& mirror_;
    PlatformLibrary library_;
    const Clock& clock_;
    std::optional<SteadyTime> due_;
    std::atomic<bool> soon_ = false;
};

} // namespace jiujin::sync
