// A matter package from outside. The first byte says which of the three files the rest replaces in
// a small package that is right; nothing may break, and what is read must be usable: whoever
// applies, each material has a way, and no main one may come later. Lint tells at least the faults
// that the reader refuses for, each on a line of the file.
//
// rooms: platform/matter
#include "platform/matter/check.h"
#include "platform/matter/lint.h"
#include "platform/matter/materials.h"
#include "platform/matter/notice.h"
#include "tests/fuzz/planted.h"

#include <cstdlib>

using namespace jiujin;

namespace {

const matter::PackageText right{
    R"({"code":"A","version":"1","title":{"zh":"甲","en":"A"},"summary":{"zh":"甲","en":"A"},
        "elements":[{"id":"a","name":{"zh":"甲","en":"A"},"value":{"zh":"甲","en":"A"},
        "source":"S","date":"2026-01-01","verified":false}],"materials":[]})",
    R"({"groups":[{"title":{"zh":"甲","en":"A"},"fields":[{"id":"a","kind":"text",
        "label":{"zh":"甲","en":"A"}}]}]})",
    R"({"sections":[{"title":{"zh":"甲","en":"A"},"text":{"zh":"甲","en":"A"}}]})"};

class EveryDayWorked : public matter::WorkingCalendar {
public:
    std::optional<bool> isWorkingDay(std::chrono::sys_days) const override { return true; }
};

void judgeFor(const matter::Matter& matter, const matter::MaterialFacts& facts) {
    const auto verdicts = matter::judgeMaterials(matter, facts, EveryDayWorked());
    for (std::size_t at = 0; at < verdicts.size(); ++at) {
        if (verdicts[at].offers.empty())
            std::abort();
        for (const auto& offer : verdicts[at].offers) {
            const bool main = matter.materials[at].rank == matter::MaterialRank::Main;
            if (offer.way == matter::MaterialWay::Later &&
                (main || facts.credit == matter::CreditRecord::Bad ||
                 *offer.deadline > *facts.today + std::chrono::days(matter.latestGap())))
                std::abort();
        }
    }
}

void judge(const matter::Matter& matter) {
    using namespace std::chrono;
    using matter::CreditRecord;
    for (const auto credit :
         {CreditRecord::Good, CreditRecord::Plain, CreditRecord::Bad, CreditRecord::Unreachable}) {
        matter::MaterialFacts facts{2026y / November / 22, {}, credit};
        judgeFor(matter, facts);
        facts.certificates.emplace();
        for (const auto& material : matter.materials)
            facts.certificates->push_back(
                {material.certificateType, matter::TrustLevel::A, {}, {}, false});
        judgeFor(matter, facts);
    }
}

// However many rows: what a case document cannot carry is never asked.
void walk(const matter::Matter& matter, const std::string& text) {
    using namespace std::chrono;
    matter::RowCounts rows;
    for (const auto& group : matter.groups) {
        if (group.repeat)
            rows[group.id] = group.repeat->most;
    }
    protocol::Answers answers;
    for (int round = 0; round < 2; ++round) {
        const auto asked = matter::askedFields(matter.groups, answers, rows, 2026y / November / 22);
        if (asked.size() > matter::answersMax)
            std::abort();
        for (const auto& each : asked) {
            if (each.key.size() > 64 || matter.field(each.key) != each.field)
                std::abort();
            const auto& choices = each.field->choices;
            answers.emplace(each.key, Secret(choices.empty() ? text : choices.front().code));
        }
    }
    (void)matter::checkAnswers(matter, answers, sys_days(2026y / November / 22));
}

void lint(const matter::PackageText& package, bool readable) {
    bool refused = false;
    for (const auto& finding : matter::lintMatter("m", package, {})) {
        refused = refused || finding.rule == "package" || finding.rule == "format";
        if (finding.line < 1 || matter::textOf(finding).empty())
            std::abort();
    }
    if (!readable && !refused)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace std::chrono;
    if (size == 0)
        return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    matter::PackageText package = right;
    switch (data[0] % 4) {
    case 0:
        package.matter = text;
        break;
    case 1:
        package.form = text;
        break;
    case 2:
        package.guide = text;
        break;
    default:
        (void)matter::readNotice(text);
        return 0;
    }
    const auto read = matter::readMatter(package);
    lint(package, read.ok());
    if (read) {
        (void)matter::checkAnswers(*read, {{"a", Secret(text)}}, sys_days(2026y / November / 22));
        walk(*read, text);
        judge(*read);
    }
    fuzz::planted({data, size}, read.ok());
    return 0;
}
