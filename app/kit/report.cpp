#include "app/kit/report.h"

#include <algorithm>
#include <ostream>

namespace jiujin::kit {

namespace {

std::string_view nameOf(Outcome::Kind kind) {
    switch (kind) {
    case Outcome::Kind::Passed:
        return "通过 passed ";
    case Outcome::Kind::Failed:
        return "失败 FAILED ";
    case Outcome::Kind::Skipped:
        return "跳过 skipped";
    }
    return {};
}

} // namespace

bool runAll(const std::vector<Case>& cases, const Bench& bench, std::ostream& shown) {
    std::vector<Outcome> outcomes;
    for (const Case& each : cases) {
        shown << "== " << each.name.chinese << " / " << each.name.english << std::endl;
        outcomes.push_back(each.run(bench));
    }
    shown << '\n' << bench.device.name << "  " << bench.device.module << '\n';
    for (std::size_t i = 0; i < cases.size(); ++i)
        shown << nameOf(outcomes[i].kind) << "  " << cases[i].name.chinese << " / "
              << cases[i].name.english << (outcomes[i].why.empty() ? "" : ": ") << outcomes[i].why
              << '\n';
    return std::ranges::none_of(
        outcomes, [](const Outcome& each) { return each.kind == Outcome::Kind::Failed; });
}

} // namespace jiujin::kit
