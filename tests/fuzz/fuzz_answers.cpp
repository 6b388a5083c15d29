// Answers as they come out of a sealed document: lines "id=value", "way id", "!": locked from the
// card. Whatever comes, the check answers; what it lets through holds no field that the matter
// lacks or does not ask, and nothing computed otherwise than here.
//
// rooms: platform/matter
#include "platform/matter/check.h"
#include "platform/matter/review.h"
#include "tests/fuzz/planted.h"

#include <algorithm>
#include <cstdlib>

using namespace jiujin;

namespace {

const matter::Matter& sample() {
    static const matter::Matter matter = *matter::readMatter(
        {R"({"code":"A","version":"1","title":{"zh":"甲","en":"A"},"summary":{"zh":"甲","en":"A"},
        "elements":[{"id":"a","name":{"zh":"甲","en":"A"},"value":{"zh":"甲","en":"A"},
        "source":"S","date":"2026-01-01","verified":false}],"limit":{"type":"promised",
        "unit":"workingDays","promised":7},
        "materials":[{"id":"m","name":{"zh":"甲","en":"A"},"basis":{"text":{"zh":"甲","en":"A"},
        "source":"S","date":"2026-01-01","verified":false},"rank":"secondary","originals":1,
        "copies":0,"ways":["later","bring"],"laterWorkingDays":5}]})",
         R"({"groups":[{"title":{"zh":"甲","en":"A"},"fields":[
        {"id":"a","kind":"name","label":{"zh":"甲","en":"A"},"prefill":"card.name","locked":true},
        {"id":"n","kind":"citizenNumber","label":{"zh":"甲","en":"A"},"required":false},
        {"id":"d","kind":"date","label":{"zh":"甲","en":"A"},"required":false},
        {"id":"m","kind":"mobile","label":{"zh":"甲","en":"A"},"required":false},
        {"id":"c","kind":"choice","label":{"zh":"甲","en":"A"},"required":false,"choices":[
        {"code":"1","label":{"zh":"甲","en":"A"}},{"code":"2","label":{"zh":"乙","en":"B"}}]},
        {"id":"y","kind":"money","label":{"zh":"甲","en":"A"},"required":false,
         "when":{"field":"c","is":["1"]},"most":"100.5"},
        {"id":"t","kind":"money","label":{"zh":"甲","en":"A"},"compute":{"times":["y","12"]}}]},
        {"title":{"zh":"甲","en":"A"},"id":"g","repeat":{"least":0,"most":3,"add":{"zh":"加","en":"+"}},
         "when":{"not":{"field":"c","is":["2"]}},"fields":[
        {"id":"k","kind":"number","label":{"zh":"甲","en":"A"},"of":"other"},
        {"id":"p","kind":"division","label":{"zh":"甲","en":"A"},"required":false},
        {"id":"u","kind":"creditCode","label":{"zh":"甲","en":"A"},"required":false,
         "when":{"field":"k","given":true}}]},
        {"title":{"zh":"甲","en":"A"},"fields":[
        {"id":"s","kind":"number","label":{"zh":"甲","en":"A"},"compute":{"sum":["k"]}}]}],
        "rules":[{"if":{"required":["m"]},"then":{"required":["c"]}}]})",
         R"({"sections":[{"title":{"zh":"甲","en":"A"},"text":{"zh":"甲","en":"A"}}]})"});
    return matter;
}

class EveryDayWorked : public matter::WorkingCalendar {
public:
    std::optional<bool> isWorkingDay(std::chrono::sys_days) const override { return true; }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace std::chrono;
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    protocol::CaseBody body;
    body.applicant.name = Secret("张某某");
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const auto equals = line.find('=');
        if (equals != std::string_view::npos)
            body.answers[std::string(line.substr(0, equals))] = Secret(line.substr(equals + 1));
        else
            body.materials.push_back(
                {"m", std::string(line.substr(0, 5)), std::string(line.substr(0, 10)), ""});
    }
    const sys_days today = 2026y / November / 22;
    const bool right = matter::checkAnswers(sample(), body.answers, today).empty();
    if (right) {
        const auto rows = matter::rowsIn(sample().groups, body.answers);
        const auto asked = matter::askedFields(sample().groups, body.answers, rows, today);
        for (const auto& answer : body.answers) {
            const bool isAsked = std::any_of(asked.begin(), asked.end(), [&](const auto& each) {
                return each.key == answer.first &&
                       (!each.field->isComputed() || each.value == answer.second);
            });
            if (!isAsked && (!answer.second.empty() || sample().field(answer.first) == nullptr))
                std::abort();
        }
    }
    (void)matter::checkCase(sample(), body, today, EveryDayWorked());
    (void)matter::reviewText(sample(), body);
    fuzz::planted({data, size}, right);
    return 0;
}
