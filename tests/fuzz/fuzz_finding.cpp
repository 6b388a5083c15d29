// What a catalogue says about finding, from outside, and what somebody types. The first byte says
// which of the files the rest is. Whatever is read is asked: nothing may break, every answer of a
// scene leads on, and no matter is found twice.
//
// rooms: platform/find
#include "platform/find/finder.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

#include <algorithm>

using namespace jiujin;
using namespace jiujin::find;

namespace {

std::vector<matter::Head> smallCatalogue() {
    std::vector<matter::Head> out(2);
    out[0].code = "A";
    out[0].title = {"重庆养老保险登记", "Pension insurance"};
    out[0].keywords = {{"银行卡", "aaa aaaa aaaaa aaaaaa aaaaaaa"}};
    out[1].code = "B";
    out[1].title = {"安安安安安安", "A a aa"};
    return out;
}

void ask(const Finding& finding, std::string_view typed) {
    static const auto catalogue = smallCatalogue();
    const Finder finder(catalogue, finding);
    auto rows = finder.matching(typed);
    fuzz::require(finder.all().size() == catalogue.size() && rows.size() <= catalogue.size());
    std::sort(rows.begin(), rows.end());
    fuzz::require(std::adjacent_find(rows.begin(), rows.end()) == rows.end());
}

bool walk(const Result<Scene>& scene) {
    if (!scene)
        return false;
    for (std::size_t i = 0; i < scene->questions.size(); ++i)
        for (const Answer& answer : scene->questions[i].answers) {
            const bool onwards = answer.question > i && answer.question < scene->questions.size();
            fuzz::require(onwards != (answer.question == 0 && !answer.matters.empty()));
        }
    return true;
}

Finding known() {
    Finding finding;
    finding.readings = *Readings::parse(
        "chong 重\nqing 庆\nyang 养\nlao 老\nbao 保\nxian 险\ndeng 登\nji 记\nyin 银\nxing 行\n"
        "ka 卡\nan 安\n",
        "银行 yin hang\n");
    return finding;
}

bool readReadings(std::string_view text) {
    const auto split = std::min(text.find('\0'), text.size());
    auto readings =
        Readings::parse(text.substr(0, split), text.substr(std::min(split + 1, text.size())));
    if (!readings)
        return false;
    Finding finding;
    finding.readings = std::move(*readings);
    ask(finding, text.substr(0, 40));
    return true;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0)
        return 0;
    const std::string_view text = textOf({data + 1, size - 1});
    bool deep = false;
    switch (data[0] % 5) {
    case 0:
        deep = readReadings(text);
        break;
    case 1:
        deep = walk(readScene("scene.json", text));
        break;
    case 2:
        deep = readTopics("topics.json", text).ok();
        break;
    case 3:
        deep = readOrder("order.json", text).ok();
        break;
    default:
        ask(known(), text);
        deep = true;
    }
    fuzz::planted({data, size}, deep);
    return 0;
}
