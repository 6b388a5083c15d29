// rooms: platform/seal platform/base
// libs: PkgConfig::TOMLPLUSPLUS
// also: platform/server/settings.cpp
// The platform's settings: a zone gets all that it needs and nothing of the other zone's, and a
// mistake names the file.
#include "platform/server/settings.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::MemoryFile file;
    const auto path = file.with({data, size});
    const auto settings = server::loadSettings(path);
    if (!settings.ok()) {
        fuzz::require(settings.error().code == ErrorCode::SettingsInvalid &&
                      settings.error().where.starts_with(path.string()));
        return 0;
    }
    const bool open = server::isOpen(settings->zone), inner = server::isInner(settings->zone);
    fuzz::require(!settings->root.empty() && !settings->store.empty());
    fuzz::require(settings->serverKey.empty() != open && settings->sealKey.empty() != inner);
    fuzz::require(settings->acknowledgeKey.empty() != inner && settings->matters.empty() != inner);
    fuzz::require(settings->calendar.empty() != inner);
    fuzz::require(settings->openZone.empty() == open);
    fuzz::planted({data, size}, true);
    return 0;
}
