// What a terminal fetches when ten matters of a catalogue have changed, beside what it fetched when
// it had none: both are told by the files of the served folder, which are fetched by name.
//   bench-delta FOLDER COUNT    FOLDER/tree/matters holds m0 to mCOUNT-1 (bench-catalogue make)
// prints "bundle BYTES delta BYTES".
#include "tests/support/catalogue/catalogue.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace jiujin;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t changed = 10;

std::uintmax_t bytesBelow(const fs::path& folder) {
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        bytes += entry.is_regular_file() ? entry.file_size() : 0;
    return bytes;
}

// Another promise and another version, as a city would change it.
void change(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    for (const auto& [from, to] : {std::pair<std::string, std::string>{"\"1.0\"", "\"1.1\""},
                                   {"\"promised\": 10", "\"promised\": 9"}}) {
        const auto at = text.find(from);
        if (at == std::string::npos) {
            std::fprintf(stderr, "%s lacks %s\n", file.c_str(), from.c_str());
            std::exit(1);
        }
        text.replace(at, from.size(), to);
    }
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3)
        return 2;
    const fs::path folder = argv[1];
    const auto count = static_cast<std::size_t>(std::atol(argv[2]));
    const samples::Pki pki;
    const samples::Publisher publisher(pki, folder);
    publisher.publish();
    const std::uintmax_t bundle = bytesBelow(publisher.folder());
    for (std::size_t i = 0; i < changed; ++i)
        change(publisher.tree() / "matters" / ("m" + std::to_string(i * (count / changed))) /
               "matter.json");
    publisher.publish(samples::noon() + std::chrono::hours(1));
    // The newer timestamp took the place of the older one, and is fetched as well.
    const std::uintmax_t delta = bytesBelow(publisher.folder()) - bundle +
                                 fs::file_size(publisher.folder() / catalogue::timestampName);
    std::printf("bundle %ju delta %ju\n", bundle, delta);
    return 0;
}
