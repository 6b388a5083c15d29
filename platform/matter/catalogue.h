// All matters that a city publishes, with their versions: which one is in force on a day, and what
// has come in the place of the version under which a case was filed. A running case stays on its
// version, so that versions that are over stay in the catalogue.
//
// Of each the head is known; the whole matter is read when it is first asked for and stays as long
// as the catalogue. Used by one thread, unless it was made or loaded whole.
#pragma once

#include "platform/matter/head.h"

#include <map>

namespace jiujin::matter {

class Catalogue {
public:
    // Whole. MatterInvalid with code, version and mend: a version that stands there twice, two
    // versions of a matter that begin on one day, a merger of one matter, a suspension or
    // withdrawal that names another matter.
    static Result<Catalogue> make(std::vector<Matter> matters);
    // The folder, whole or not at all; also FileUnreadable.
    static Result<Catalogue> load(const std::filesystem::path& root);
    // Whether load() would succeed, and the heads; no more than one matter is held at a time.
    static Result<std::vector<Head>> check(const std::filesystem::path& root);
    // The folder by the heads that check() found in it (encodeHeads).
    static Result<Catalogue> open(const std::filesystem::path& root,
                                  const std::filesystem::path& heads);

    // By code, then by first day.
    const std::vector<Head>& heads() const { return heads_; }
    // By row of heads(). CatalogueMixed: the package is not the one that the head was made of;
    // FileUnreadable.
    Result<const Matter*> matter(std::size_t row) const;
    std::optional<std::size_t> row(const VersionName& name) const;
    // Of the versions that hold on the day the one that began last. MatterUnknown: no such matter,
    // or none of its versions has begun; MatterPaused (暂停); MatterWithdrawn: 取消, over, or
    // another matter has come in its place (拆分, 合并).
    Result<std::size_t> inForce(std::string_view code, std::chrono::sys_days day) const;
    // What has begun by the day and names `filed` as what it replaces: its change says what becomes
    // of the case. Several after 拆分; empty: the rules have not changed.
    std::vector<std::size_t> replacing(const VersionName& filed, std::chrono::sys_days day) const;
    // Those that can be applied for on the day, one version of each; nothing else is in it. Without
    // a day (clock unknown): those that replace no other, also where they may not have begun or are
    // over.
    Catalogue offeredOn(std::optional<std::chrono::sys_days> day) &&;

private:
    explicit Catalogue(std::vector<Head> heads);
    static Result<Catalogue> of(std::vector<Head> heads);
    bool isSuperseded(const Head& head, std::chrono::sys_days day) const;
    bool isOffered(std::size_t row, std::optional<std::chrono::sys_days> day) const;
    Result<Matter> read(const Head& head) const;

    std::filesystem::path root_;
    std::vector<Head> heads_;
    std::multimap<VersionName, std::size_t> replacing_; // what is replaced, and by which row
    mutable std::vector<std::unique_ptr<const Matter>> matters_; // by row, as far as they were read
};

} // namespace jiujin::matter
