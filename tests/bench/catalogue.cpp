// A large catalogue: how long it takes to load, how much memory it holds, how long a keystroke
// searches it. The matters are the pension package again and again, in its real size, under
// titles, summaries and codes of their own.
//   bench-catalogue make FOLDER COUNT RESOURCES    writes the packages
//   bench-catalogue take FOLDER                    what a terminal does once with a catalogue that
//     came: reads every package and leaves their heads in FOLDER.heads; prints "take MS"
//   bench-catalogue load FOLDER RESOURCES          what each visit does; prints, of one
//     process that does nothing else, "load MS index MS matters KIB finder KIB median US p99 US
//     read US"
#include "platform/matter/catalogue.h"
#include "platform/find/characters.h"
#include "platform/find/finder.h"
#include "platform/matter/json_place.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <malloc.h>

using namespace jiujin;

namespace {

constexpr const char* code = "SAMPLE-CXJB-CBDJ";
constexpr const char* title = "城乡居民基本养老保险参保登记";
constexpr const char* residents = "没有单位养老保险的城乡居民"; // in the summary

template <typename Value>
Value must(Result<Value> result) {
    if (!result.ok()) {
        std::fprintf(stderr, "%s\n", result.error().text().c_str());
        std::exit(1);
    }
    return std::move(result).value();
}

template <typename Work>
double milliseconds(Work&& work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
        .count();
}

std::string titleOf(std::size_t number) {
    constexpr std::array whom{"城镇职工", "农村居民", "灵活就业人员", "退役军人", "高校毕业生",
                              "残疾人",   "老年人",   "个体工商户",   "企业",     "未成年人"};
    constexpr std::array what{"养老保险", "医疗保险", "失业保险", "工伤保险", "生育津贴",
                              "住房补贴", "居住证",   "营业执照", "会计资格", "银行账户"};
    constexpr std::array deed{"登记", "变更", "注销", "备案", "申领", "补办", "年审", "转移"};
    const std::size_t w = number % whom.size(), t = number / whom.size() % what.size();
    return std::string(whom[w]) + what[t] + deed[number / 100 % deed.size()] + "第" +
           std::to_string(number / 800 + 1) + "类";
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

void make(const std::filesystem::path& folder, std::size_t count,
          const std::filesystem::path& resources) {
    const auto source = resources / "matters/pension-enrolment";
    const std::string facts = must(matter::readFile(source / "matter.json"));
    for (std::size_t i = 0; i < count; ++i) {
        const auto to = folder / ("m" + std::to_string(i));
        std::filesystem::create_directories(to);
        // No two are alike in what is searched: an index may keep equal texts once.
        const std::string own = titleOf(i);
        std::string text = with(with(facts, code, "BENCH-" + std::to_string(i)), title, own);
        text = with(with(text, "城乡居保", own.substr(0, 24)), "养老金", own.substr(12));
        std::ofstream(to / "matter.json") << with(text, residents, "办理" + own);
        for (const char* name : {"form.json", "guide.json"})
            std::filesystem::copy_file(source / name, to / name);
    }
}

// In KiB; what was freed is given back first.
long resident() {
    ::malloc_trim(0);
    long pages = 0, held = 0;
    std::ifstream("/proc/self/statm") >> pages >> held;
    return held * 4;
}

// What somebody would type for a title: its sounds, first letters, characters, a slip, a sentence,
// and its words in another order without a space.
std::vector<std::string> typedFor(const std::string& text, const find::Readings& readings) {
    std::string sounds, initials;
    for (const auto syllable : readings.of(find::plainForm(text))) {
        sounds += syllable;
        initials += syllable.substr(0, 1);
    }
    std::string slip = sounds.substr(0, 12);
    std::swap(slip[4], slip[5]);
    return {sounds.substr(0, 14), initials,          slip,
            text.substr(0, 12),   "我要办理" + text, text.substr(12, 12) + text.substr(0, 12)};
}

// One keystroke after the other, a character of UTF-8 each.
std::vector<double> keystrokes(const find::Finder& finder, const std::string& typed) {
    std::vector<double> times;
    for (std::size_t end = 1; end <= typed.size(); ++end) {
        if (end < typed.size() && (typed[end] & 0xC0) == 0x80)
            continue;
        times.push_back(1000 * milliseconds([&] { (void)finder.matching(typed.substr(0, end)); }));
    }
    return times;
}

std::filesystem::path headsOf(const std::filesystem::path& folder) {
    return folder.string() + ".heads";
}

void take(const std::filesystem::path& folder) {
    std::printf("take %.0f\n", milliseconds([&] {
                    std::ofstream(headsOf(folder))
                        << matter::encodeHeads(must(matter::Catalogue::check(folder)));
                }));
}

void load(const std::filesystem::path& folder, const std::filesystem::path& resources) {
    const long before = resident();
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    std::optional<matter::Catalogue> catalogue;
    const double loading = milliseconds([&] {
        catalogue.emplace(must(matter::Catalogue::open(folder, headsOf(folder))));
        catalogue.emplace(std::move(*catalogue).offeredOn(today));
    });
    const long loaded = resident();
    std::optional<find::Finder> finder;
    const double indexing = milliseconds([&] {
        finder.emplace(catalogue->heads(), must(find::loadFinding(resources / "matters")));
    });
    const long indexed = resident();
    const std::size_t count = catalogue->heads().size();
    std::vector<double> times, reading;
    for (std::size_t i = 0; i < 40; ++i)
        for (const auto& typed : typedFor(titleOf(i * 37 % count), finder->finding().readings))
            for (const double time : keystrokes(*finder, typed))
                times.push_back(time);
    for (std::size_t i = 0; i < 40; ++i)
        reading.push_back(1000 * milliseconds([&] { must(catalogue->matter(i * 37 % count)); }));
    std::sort(times.begin(), times.end());
    std::sort(reading.begin(), reading.end());
    std::printf("load %.1f index %.1f matters %ld finder %ld median %.1f p99 %.1f read %.0f\n",
                loading, indexing, loaded - before, indexed - loaded, times[times.size() / 2],
                times[times.size() * 99 / 100], reading[reading.size() / 2]);
}

} // namespace

int main(int argc, char** argv) {
    if (argc == 5 && std::strcmp(argv[1], "make") == 0)
        make(argv[2], static_cast<std::size_t>(std::atol(argv[3])), argv[4]);
    else if (argc == 3 && std::strcmp(argv[1], "take") == 0)
        take(argv[2]);
    else if (argc == 4 && std::strcmp(argv[1], "load") == 0)
        load(argv[2], argv[3]);
    else
        return 2;
    return 0;
}
