// What is different between two versions of a matter, or two catalogues, as a clerk reads it: where
// it stands, what it was and what it is. It compares the files as written, so that nothing that a
// package may say can differ unseen.
#pragma once

#include "platform/matter/matter.h"

#include <boost/json/value.hpp>
#include <map>

namespace jiujin::maker {

// Whether a difference only reads otherwise, or changes what is asked of citizens or promised.
enum class Bearing { Wording, Rule };

struct Difference {
    matter::Words where;         // 材料“居民户口簿” › 补交期限
    matter::Words before, after; // empty: it was not there, or is not any more
    Bearing bearing = Bearing::Rule;
};

// The packages in a folder: itself, or those of a catalogue. FileUnreadable when there is none.
Result<std::vector<std::filesystem::path>> packageFolders(const std::filesystem::path& folder);

// A package with its files as they are written and as they are read.
struct Edition {
    matter::Matter matter;
    boost::json::value facts, form, guide;
};
// By code: of several versions the one that begins last. A folder of one matter, or of a catalogue,
// or the file that build has packed. MatterInvalid, FileUnreadable; of a file also
// CatalogueMalformed.
using Editions = std::map<std::string, Edition>;
Result<Editions> readEditions(const std::filesystem::path& source);

std::vector<Difference> differences(const Edition& before, const Edition& after);

// What became of one matter from one catalogue to the next.
struct MatterDifference {
    std::string code;
    matter::Words title;
    std::string versionBefore, versionAfter; // empty: not in that catalogue
    std::vector<Difference> differences;
    // The kinds of change that may be declared for it: 新增 变更 拆分 合并 暂停 取消.
    std::vector<matter::ChangeKind> kinds;
    // What is still to be done before it may be published; empty: nothing.
    std::vector<matter::Words> mends;
};
// Matters that are the same are not in it.
std::vector<MatterDifference> compare(const Editions& before, const Editions& after);

std::string textOf(const std::vector<MatterDifference>& found, Language language);

} // namespace jiujin::maker
