// A whole form validated: 60 fields and, as the yardstick of its growth, half as many; and with
// every field wrong. The target is 1 ms for 60.
//   bench-form ROUNDS   prints medians in microseconds: "form60 100.0 form30 50.0 wrong60 120.0"
#include "platform/matter/check.h"
#include "tests/support/cases/sample_case.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>

using namespace jiujin;
using namespace std::chrono;

namespace {

std::string fieldText(int at) {
    const std::string id = "f" + std::to_string(at);
    const std::string words = R"(, "label": {"zh": "甲", "en": "A"})";
    const std::string when =
        at % 5 == 4 ? R"(, "when": {"field": "f)" + std::to_string(at - 1) + R"(", "given": true})"
                    : "";
    const char* const kinds[] = {"text", "date", "money", "mobile", "address", "citizenNumber"};
    return R"({"id": ")" + id + R"(", "kind": ")" + kinds[at % 6] + "\"" + words + when + "}";
}

matter::Matter formOf(int fields) {
    auto package = tests::everythingPackage();
    std::string list;
    for (int at = 0; at < fields; ++at)
        list += (at == 0 ? "" : ",") + fieldText(at);
    package.form = R"({"groups": [{"title": {"zh": "甲", "en": "A"}, "fields": [)" + list +
                   R"(]}], "rules": [{"if": {"required": ["f1"]}, "then": {"required": ["f2"]}}]})";
    const auto matter = matter::readMatter(package);
    if (!matter) {
        std::cerr << matter.error().text() << '\n';
        std::exit(1);
    }
    return *matter;
}

protocol::Answers answersTo(int fields, bool right) {
    const char* const values[] = {"某某",        "2020-02-29",  "12.50",
                                  "13800138000", "某某街道1号", "110105199003070017"};
    protocol::Answers answers;
    for (int at = 0; at < fields; ++at)
        answers.emplace("f" + std::to_string(at), Secret(right ? values[at % 6] : "\t"));
    return answers;
}

double medianOf(int fields, bool right, std::size_t rounds) {
    const auto matter = formOf(fields);
    const auto answers = answersTo(fields, right);
    const sys_days today = 2026y / November / 22;
    if (matter::checkAnswers(matter, answers, today).empty() != right)
        std::exit(1);
    std::vector<double> times(rounds);
    for (double& each : times) {
        const auto began = steady_clock::now();
        const auto faults = matter::checkAnswers(matter, answers, today);
        each = duration<double, std::micro>(steady_clock::now() - began).count();
    }
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(rounds / 2),
                     times.end());
    return times[rounds / 2];
}

} // namespace

int main(int count, char** words) {
    const std::size_t rounds = count > 1 ? std::strtoul(words[1], nullptr, 10) : 1001;
    if (rounds == 0)
        return 1;
    std::printf("form60 %.1f form30 %.1f wrong60 %.1f\n", medianOf(60, true, rounds),
                medianOf(30, true, rounds), medianOf(60, false, rounds));
    return 0;
}
