// Answers as they come out of a sealed document: lines "id=value", "way id", "!": locked from the
// card. Whatever comes, the check answers; what it lets through holds no field that the matter
// lacks.
//
// rooms: platform/matter
#include "platform/matter/check.h"
#include "platform/matter/review.h"
#include "tests/fuzz/planted.h"

#include <cstdlib>

using namespace jiujin;

namespace {

const matter::Matter& sample() {
    static const matter::Matter matter = *matter::readMatter(
        {R"({"code":"A","version":"1","title":{"zh":"甲","en":"A"},"summary":{"zh":"甲","en":"A"},
        "elements":[{"id":"a","name":{"zh":"甲","en":"A"},"value":{"zh":"甲","en":"A"},
        "source":"S","date":"2026-01-01","verified":false}],"materials":[{"id":"m",
        "name":{"zh":"甲","en":"A"},"basis":{"zh":"甲","en":"A"},"ways":["later","bring"],
        "laterWorkingDays":5}]})",
         R"({"groups":[{"title":{"zh":"甲","en":"A"},"fields":[
        {"id":"a","kind":"name","label":{"zh":"甲","en":"A"},"prefill":"card.name","locked":true},
        {"id":"n","kind":"citizenNumber","label":{"zh":"甲","en":"A"},"required":false},
        {"id":"d","kind":"date","label":{"zh":"甲","en":"A"},"required":false},
        {"id":"m","kind":"mobile","label":{"zh":"甲","en":"A"},"required":false},
        {"id":"c","kind":"choice","label":{"zh":"甲","en":"A"},"required":false,"choices":[
        {"code":"1","label":{"zh":"甲","en":"A"}},{"code":"2","label":{"zh":"乙","en":"B"}}]}]}],
        "rules":[{"if":{"required":["m"]},"then":{"required":["c"]}}]})",
         R"({"sections":[{"title":{"zh":"甲","en":"A"},"text":{"zh":"甲","en":"A"}}]})"});
    return matter;
}

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
        for (const auto& [id, value] : body.answers) {
            if (sample().field(id) == nullptr)
                std::abort();
        }
    }
    (void)matter::checkCase(sample(), body, today);
    (void)matter::reviewText(sample(), body);
    fuzz::planted({data, size}, right);
    return 0;
}
