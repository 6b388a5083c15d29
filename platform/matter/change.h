// Versions: from when to when one holds, what it changes, and what becomes of running cases.
#pragma once

#include "platform/matter/words.h"

#include <chrono>
#include <optional>
#include <vector>

namespace jiujin::matter {

// First and last day; nothing: without bound.
struct Effective {
    std::optional<std::chrono::sys_days> from, until;
};

// 新增 变更 拆分 合并 暂停 取消
enum class ChangeKind { New, Changed, Split, Merged, Suspended, Withdrawn };
// What becomes of a case that was filed under one of `from`: decided by the rules as filed, turned
// into one of this version, sent back for correction, or recalled.
enum class Transition { AsFiled, Convert, Correct, Recall };

struct VersionName {
    std::string code, version;
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 sees a bare 0 in it
    auto operator<=>(const VersionName&) const = default;
};

struct Change {
    ChangeKind kind = ChangeKind::New;
    std::vector<VersionName> from; // empty only for New
    Transition transition = Transition::AsFiled;
    Words notice; // what the citizen is told; empty only for New
};

} // namespace jiujin::matter
