#include "platform/base/command_text.h"

#include <cerrno>
#include <string>
#include <unistd.h>

namespace jiujin {

bool writeAll(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void print(std::string_view text) {
    static_cast<void>(writeAll(STDOUT_FILENO, text));
}

void complain(const Error& error) {
    std::string text(codeOf(error.code));
    text.append(" ").append(wordsOf(error.code, Language::Chinese)).append("\n        ");
    text.append(wordsOf(error.code, Language::English)).append("\n");
    if (!error.where.empty())
        text.append("        ").append(error.where).append("\n");
    static_cast<void>(writeAll(STDERR_FILENO, text));
}

} // namespace jiujin
