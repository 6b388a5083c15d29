// All matters that a city publishes, with their versions: which one is in force on a day, and what
// has come in the place of the version under which a case was filed. A running case stays on its
// version, so that versions that are over stay in the catalogue.
#pragma once

#include "platform/matter/matter.h"

#include <chrono>

namespace jiujin::matter {

class Catalogue {
public:
    // MatterInvalid with code, version and mend: a version that stands there twice, two versions of
    // a matter that begin on one day, a merger of one matter, a suspension or withdrawal that names
    // another matter.
    static Result<Catalogue> make(std::vector<Matter> matters);
    // The folder, whole or not at all; also FileUnreadable.
    static Result<Catalogue> load(const std::filesystem::path& root);

    // By code, then by first day.
    const std::vector<Matter>& all() const { return matters_; }
    const Matter* version(const VersionName& name) const;
    // Of the versions that hold on the day the one that began last. MatterUnknown: no such matter,
    // or none of its versions has begun; MatterPaused (暂停); MatterWithdrawn: 取消, over, or
    // another matter has come in its place (拆分, 合并).
    Result<const Matter*> inForce(std::string_view code, std::chrono::sys_days day) const;
    // All that can be filed on the day, by code.
    std::vector<const Matter*> offered(std::chrono::sys_days day) const;
    // What has begun by the day and names `filed` as what it replaces: its change says what becomes
    // of the case. Several after 拆分; empty: the rules have not changed.
    std::vector<const Matter*> replacing(const VersionName& filed, std::chrono::sys_days day) const;

private:
    explicit Catalogue(std::vector<Matter> matters) : matters_(std::move(matters)) {}
    bool isSuperseded(const Matter& matter, std::chrono::sys_days day) const;

    std::vector<Matter> matters_;
};

} // namespace jiujin::matter
