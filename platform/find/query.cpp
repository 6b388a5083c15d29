#include "platform/find/query.h"

#include "platform/find/characters.h"
#include "platform/find/spelling.h"

#include <algorithm>

namespace jiujin::find {

namespace {

Word wordOf(const std::u32string& signs, const Readings& readings) {
    Word word;
    const auto syllables = readings.of(signs);
    for (std::size_t i = 0; i < signs.size(); ++i) {
        if (isLetter(signs[i])) {
            word.keys.push_back({0, static_cast<char>(signs[i])});
            word.letters += static_cast<char>(signs[i]);
        } else {
            word.keys.push_back({signs[i], 0});
            word.letters += syllables[i];
        }
    }
    word.letters.resize(std::min(word.letters.size(), keysMax));
    for (const char letter : alikeForm(word.letters))
        word.alike.push_back({0, letter});
    word.allHan = std::all_of(signs.begin(), signs.end(), isHan);
    return word;
}

} // namespace

Query readQuery(std::string_view typed, const Readings& readings) {
    std::u32string whole;
    std::vector<std::u32string> parts(1);
    for (char32_t sign : plainForm(typed)) {
        sign = sign == 0xFC ? 'v' : sign;
        if (whole.size() == keysMax)
            break;
        if (sign == ' ' || sign == 0x3000)
            parts.emplace_back();
        if (!isHan(sign) && !isLetter(sign))
            continue;
        whole += sign;
        parts.back() += sign;
    }
    std::erase_if(parts, [](const std::u32string& part) { return part.empty(); });
    Query query{wordOf(whole, readings), {}};
    if (parts.size() > 1)
        for (const std::u32string& part : parts)
            query.words.push_back(wordOf(part, readings));
    return query;
}

} // namespace jiujin::find
