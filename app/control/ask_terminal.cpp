#include "app/control/ask_terminal.h"

#include "app/control/control_line.h"

namespace jiujin::control {

namespace {

constexpr std::size_t maxWords = 63;

} // namespace

Result<std::string> askTerminal(const std::filesystem::path& socket, const std::string& words) {
    if (words.size() > maxWords || words.find('\n') != std::string::npos)
        return Error(ErrorCode::Usage, "the words are longer than 63 bytes or more than one line");
    return talk(socket, words, std::chrono::seconds(5));
}

Result<std::string> talk(const std::filesystem::path& socket, std::string_view words,
                         std::chrono::seconds patience) {
    JIUJIN_TRY_ASSIGN(const ControlLine line, ControlLine::open(socket, patience));
    return line.ask(words);
}

} // namespace jiujin::control
