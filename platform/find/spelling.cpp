#include "platform/find/spelling.h"

#include "platform/find/characters.h"

namespace jiujin::find {

namespace {

constexpr std::size_t wordMax = 40;

Unit unitOf(char32_t sign, std::string_view letters, Sounds& sounds) {
    Unit unit{};
    unit.sign = sign & 0xFFFFFFU;
    unit.initial = letters.empty() ? 0 : static_cast<unsigned char>(letters[0]);
    unit.sound = sounds.idOf(letters);
    return unit;
}

} // namespace

Sounds::Sounds() {
    (void)idOf("");
}

std::uint32_t Sounds::idOf(std::string_view letters) {
    if (const auto found = ids_.find(letters); found != ids_.end())
        return found->second;
    const auto id = static_cast<std::uint32_t>(spelled_.size());
    spelled_.emplace_back(letters);
    alike_.push_back(alikeForm(letters));
    ids_.emplace(letters, id);
    return id;
}

std::string alikeForm(std::string_view letters) {
    std::string out;
    char before = '\0';
    for (const char letter : letters) {
        const bool hushed = letter == 'h' && (before == 'z' || before == 'c' || before == 's');
        const bool nasal = letter == 'g' && before == 'n';
        if (!hushed && !nasal)
            out += letter == 'l' ? 'n' : letter == 'v' ? 'u' : letter;
        before = letter;
    }
    return out;
}

std::vector<Unit> spell(std::string_view text, const Readings& readings, Sounds& sounds) {
    const std::u32string signs = plainForm(text);
    const auto syllables = readings.of(signs);
    std::vector<Unit> out;
    std::string word;
    const auto endWord = [&] {
        if (!word.empty())
            out.push_back(unitOf(0, word, sounds));
        word.clear();
    };
    for (std::size_t i = 0; i < signs.size(); ++i) {
        if (!isLetter(signs[i]) || word.size() == wordMax)
            endWord();
        if (isLetter(signs[i]))
            word += static_cast<char>(signs[i]);
        else if (isHan(signs[i]))
            out.push_back(unitOf(signs[i], syllables[i], sounds));
    }
    endWord();
    return out;
}

} // namespace jiujin::find
