// memscan PID...: looks for byte patterns in all readable memory of running processes.
// Patterns come on standard input, one a line: LABEL HEX. Each finding is one line: LEAK pid
// program label count area. Ends with 0 when clean, 1 when something was found, 2 when a process
// could not be read. It never looks at itself.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace {

constexpr std::size_t chunkBytes = 4UL * 1024 * 1024;

struct Pattern {
    std::string label;
    std::string bytes;
};

struct Area {
    std::uint64_t from = 0, to = 0;
    std::string name;
};

std::optional<std::string> fromHex(const std::string& hex) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
        std::size_t used = 0;
        const std::string pair = hex.substr(at, 2);
        const int value = std::stoi(pair, &used, 16);
        if (used != 2) {
            return std::nullopt;
        }
        bytes.push_back(static_cast<char>(value));
    }
    return bytes.size() >= 2 && hex.size() % 2 == 0 ? std::optional(bytes) : std::nullopt;
}

std::optional<std::vector<Pattern>> readPatterns(std::istream& in) {
    std::vector<Pattern> patterns;
    for (std::string line; std::getline(in, line);) {
        const auto blank = line.rfind(' ');
        if (blank == std::string::npos ||
            line.find_first_not_of("0123456789abcdef", blank + 1) != std::string::npos) {
            return std::nullopt;
        }
        const auto bytes = fromHex(line.substr(blank + 1));
        if (!bytes) {
            return std::nullopt;
        }
        patterns.push_back({line.substr(0, blank), *bytes});
    }
    return patterns.empty() ? std::nullopt : std::optional(patterns);
}

std::vector<Area> areasOf(const std::string& folder) {
    std::vector<Area> areas;
    std::ifstream maps(folder + "/maps");
    for (std::string line; std::getline(maps, line);) {
        std::istringstream fields(line);
        Area area;
        std::string rights, offset, device, inode;
        char dash = 0;
        fields >> std::hex >> area.from >> dash >> area.to >> rights >> offset >> device >> inode;
        std::getline(fields >> std::ws, area.name);
        // The kernel's own pages are no memory of the process and cannot be read.
        if (rights.starts_with('r') && area.name != "[vvar]" && area.name != "[vsyscall]") {
            areas.push_back(area);
        }
    }
    return areas;
}

// Finds all patterns in one pass: a table of the first two bytes tells where a comparison is worth
// it.
class Finder {
public:
    explicit Finder(const std::vector<Pattern>& patterns) : patterns_(patterns) {
        for (std::size_t index = 0; index < patterns.size(); ++index) {
            const auto head = headOf(patterns[index].bytes.data());
            starts_[head] = true;
            byHead_[head].push_back(index);
            longest_ = std::max(longest_, patterns[index].bytes.size());
        }
    }

    std::size_t longest() const { return longest_; }

    // Counts patterns that begin in the first `begins` bytes of the `size` bytes.
    void count(const char* data, std::size_t begins, std::size_t size,
               std::vector<std::uint64_t>& counts) const {
        for (std::size_t at = 0; at < begins && at + 1 < size; ++at) {
            const auto head = headOf(data + at);
            if (starts_[head]) {
                compare(head, data + at, size - at, counts);
            }
        }
    }

private:
    static std::uint16_t headOf(const char* data) {
        std::uint16_t head = 0;
        std::memcpy(&head, data, sizeof head);
        return head;
    }

    void compare(std::uint16_t head, const char* data, std::size_t left,
                 std::vector<std::uint64_t>& counts) const {
        for (const auto index : byHead_.at(head)) {
            const auto& bytes = patterns_[index].bytes;
            if (bytes.size() <= left && std::memcmp(data, bytes.data(), bytes.size()) == 0) {
                ++counts[index];
            }
        }
    }

    const std::vector<Pattern>& patterns_;
    std::array<bool, 65536> starts_{};
    std::map<std::uint16_t, std::vector<std::size_t>> byHead_;
    std::size_t longest_ = 0;
};

class Reader {
public:
    explicit Reader(const std::string& folder)
        : file_(open((folder + "/mem").c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~Reader() {
        explicit_bzero(buffer_.data(), buffer_.size());
        if (file_ >= 0) {
            close(file_);
        }
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    bool usable() const { return file_ >= 0; }
    std::uint64_t bytesRead() const { return read_; }

    std::vector<std::uint64_t> scan(const Area& area, const Finder& finder, std::size_t patterns) {
        std::vector<std::uint64_t> counts(patterns);
        std::size_t kept = 0;
        for (auto at = area.from; at < area.to;) {
            const auto wanted = std::min<std::uint64_t>(chunkBytes, area.to - at);
            const auto got = pread(file_, buffer_.data() + kept, wanted, static_cast<off_t>(at));
            if (got <= 0) {
                // A page behind the end of a mapped file, or a device's: the rest may still be
                // readable.
                at += pageBytes;
                kept = 0;
                continue;
            }
            at += static_cast<std::uint64_t>(got);
            read_ += static_cast<std::uint64_t>(got);
            const auto size = kept + static_cast<std::size_t>(got);
            const auto begins =
                at < area.to && size > finder.longest() ? size - finder.longest() : size;
            finder.count(buffer_.data(), begins, size, counts);
            kept = size - begins;
            std::memmove(buffer_.data(), buffer_.data() + begins, kept);
        }
        return counts;
    }

private:
    static constexpr std::uint64_t pageBytes = 4096;
    int file_;
    std::uint64_t read_ = 0;
    std::vector<char> buffer_ = std::vector<char>(chunkBytes + 65536);
};

std::string programOf(const std::string& folder) {
    std::ifstream file(folder + "/comm");
    std::string name;
    std::getline(file, name);
    return name;
}

enum class Outcome { Clean, Found, Blind };

Outcome scanProcess(const std::string& pid, const std::vector<Pattern>& patterns,
                    const Finder& finder) {
    const std::string folder = "/proc/" + pid;
    Reader reader(folder);
    const auto areas = areasOf(folder);
    if (!reader.usable() || areas.empty()) {
        std::cerr << "BLIND " << pid << ' ' << programOf(folder) << " cannot be read\n";
        return Outcome::Blind;
    }
    auto outcome = Outcome::Clean;
    for (const auto& area : areas) {
        const auto counts = reader.scan(area, finder, patterns.size());
        for (std::size_t index = 0; index < counts.size(); ++index) {
            if (counts[index] != 0) {
                std::cout << "LEAK " << pid << ' ' << programOf(folder) << ' '
                          << patterns[index].label << ' ' << counts[index] << " in "
                          << (area.name.empty() ? "anonymous" : area.name) << '\n';
                outcome = Outcome::Found;
            }
        }
    }
    if (reader.bytesRead() == 0) {
        std::cerr << "BLIND " << pid << ' ' << programOf(folder) << " gave nothing to read\n";
        return Outcome::Blind;
    }
    std::cout << "SCANNED " << pid << ' ' << programOf(folder) << ' ' << reader.bytesRead() / 1024
              << " KiB\n";
    return outcome;
}

} // namespace

int main(int count, char** arguments) {
    const auto patterns = readPatterns(std::cin);
    if (count < 2 || !patterns) {
        std::cerr << "memscan PID... < patterns, one a line: LABEL HEX\n";
        return 2;
    }
    const Finder finder(*patterns);
    bool found = false, blind = false;
    for (int index = 1; index < count; ++index) {
        if (std::string(arguments[index]) == std::to_string(getpid())) {
            continue;
        }
        const auto outcome = scanProcess(arguments[index], *patterns, finder);
        found |= outcome == Outcome::Found;
        blind |= outcome == Outcome::Blind;
    }
    return found ? 1 : blind ? 2 : 0;
}
