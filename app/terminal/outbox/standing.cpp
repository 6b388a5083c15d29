#include "app/terminal/outbox/standing.h"

#include "app/terminal/kept/kept_file.h"

#include <fstream>

namespace jiujin::outbox {

namespace {

constexpr const char* name = "standing";
constexpr std::string_view good = "good", suspended = "suspended";

} // namespace

Standing StandingFile::load() const {
    std::ifstream file(folder_ / name);
    std::string word, time;
    file >> word >> time;
    const auto said = fromRfc3339(time);
    if (!said.ok() || (word != good && word != suspended))
        return {};
    return {word == suspended, *said};
}

Result<void> StandingFile::save(const Standing& standing) const {
    return replaceFile(folder_ / name, std::string(standing.suspended ? suspended : good) + " " +
                                           toRfc3339(standing.said) + "\n");
}

} // namespace jiujin::outbox
