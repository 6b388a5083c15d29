// rooms: platform/base
// libs: PkgConfig::TOMLPLUSPLUS
// also: app/terminal/service/settings.cpp app/terminal/service/settings_section.cpp
// The terminal's settings: what is taken lies within what its head says, and a mistake names the
// file.
#include "app/terminal/service/settings.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

namespace {

constexpr std::chrono::hours day{24};

bool within(const outbox::OutboxSettings& store) {
    const auto days = [](std::chrono::hours time) {
        return time >= day && time <= 3650 * day;
    };
    return store.limits.rows >= 1 && store.limits.rows <= 1'000'000 && days(store.limits.oldest) &&
           days(store.retention) && store.limits.bytes >= 128UL << 20U &&
           store.limits.bytes <= 1UL << 40U && store.retainedBytes <= 1UL << 40U;
}

bool within(const service::SyncSettings& sync) {
    return sync.from >= std::chrono::minutes(0) && sync.from < day &&
           sync.until >= std::chrono::minutes(0) && sync.until < day &&
           (sync.bytesPerSecond == 0 || sync.bytesPerSecond >= 16'000) &&
           (sync.proxy.empty() || sync.proxy.starts_with("http://"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::MemoryFile file;
    const auto path = file.with({data, size});
    const auto settings = service::loadSettings(path);
    if (!settings.ok()) {
        fuzz::require(settings.error().code == ErrorCode::SettingsInvalid &&
                      settings.error().where.starts_with(path.string()));
        return 0;
    }
    fuzz::require(within(settings->outbox) && within(settings->sync));
    std::set<uid_t> users{settings->visitUser};
    for (const service::DeviceSettings& device : settings->devices)
        fuzz::require(!device.module.empty() && !device.deviceClass.empty() &&
                      (device.user == 0 || users.insert(device.user).second));
    fuzz::planted({data, size}, true);
    return 0;
}
