#include "app/kit/typed_hands.h"

#include <iostream>

namespace jiujin::kit {

std::optional<std::string> TypedHands::answer(const Words& said, std::string_view keys) {
    shown_ << ">> " << said.chinese << "\n   " << said.english << "  [" << keys << "] "
           << std::flush;
    std::string line;
    if (!std::getline(typed_, line))
        return std::nullopt;
    return line;
}

bool TypedHands::doThis(const Words& what) {
    const auto typed = answer(what, "Enter, s");
    return typed && *typed != "s";
}

std::optional<bool> TypedHands::see(const Words& question) {
    for (;;) {
        const auto typed = answer(question, "y, n, s");
        if (!typed || *typed == "s")
            return std::nullopt;
        if (*typed == "y" || *typed == "n")
            return *typed == "y";
    }
}

} // namespace jiujin::kit
