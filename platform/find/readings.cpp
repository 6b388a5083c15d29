#include "platform/find/readings.h"

#include "platform/find/characters.h"

#include <algorithm>

namespace jiujin::find {

namespace {

constexpr char32_t firstSign = 0x4E00, lastSign = 0x9FFF;
constexpr std::size_t syllableMax = 6, syllablesMax = 2000, phraseMax = 12;

Error mistake(const std::string& mend) {
    return {ErrorCode::MatterInvalid, mend};
}

bool isSyllable(std::string_view text) {
    return !text.empty() && text.size() <= syllableMax &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::vector<std::string> wordsOf(std::string_view line) {
    std::vector<std::string> out;
    while (!line.empty()) {
        const auto end = std::min(line.find(' '), line.size());
        out.emplace_back(line.substr(0, end));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return out;
}

template <typename Take>
Result<void> eachLine(const std::string& file, std::string_view text, Take take) {
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line[0] == '#')
            continue;
        if (const Result<void> taken = take(line); !taken)
            return mistake(file + ":" + std::to_string(number) + ": " + taken.error().where);
    }
    return {};
}

} // namespace

Result<Readings> Readings::parse(std::string_view characters, std::string_view phrases) {
    Readings out;
    out.syllables_.emplace_back();
    out.signs_.resize(lastSign - firstSign + 1);
    JIUJIN_TRY(eachLine("readings.txt", characters,
                        [&](std::string_view line) { return out.takeCharacters(line); }));
    JIUJIN_TRY(eachLine("phrases.txt", phrases,
                        [&](std::string_view line) { return out.takePhrase(line); }));
    return out;
}

Result<void> Readings::takeCharacters(std::string_view line) {
    const auto words = wordsOf(line);
    if (words.size() != 2 || !isSyllable(words[0]))
        return mistake("write a syllable of small letters, a space, and its characters");
    if (syllables_.size() > syllablesMax)
        return mistake("there are not so many syllables; put characters of one syllable together");
    const std::u32string signs = plainForm(words[1]);
    if (signs.empty())
        return mistake("the characters are not UTF-8");
    for (const char32_t sign : signs) {
        if (sign < firstSign || sign > lastSign)
            return mistake("only characters from U+4E00 to U+9FFF have readings here");
        Reading& reading = signs_[sign - firstSign];
        if (reading.syllable != 0)
            return mistake("a character stands here that has a reading already; remove one");
        reading.syllable = static_cast<std::uint16_t>(syllables_.size());
    }
    syllables_.push_back(words[0]);
    return {};
}

Result<void> Readings::takePhrase(std::string_view line) {
    auto words = wordsOf(line);
    const std::u32string signs = words.empty() ? std::u32string() : plainForm(words[0]);
    if (signs.size() < 2 || signs.size() > phraseMax || words.size() != signs.size() + 1)
        return mistake("write a phrase of 2 to 12 characters, then a syllable for each of them");
    words.erase(words.begin());
    if (!std::all_of(words.begin(), words.end(), isSyllable))
        return mistake("a syllable is small letters only");
    for (const char32_t sign : signs) {
        if (readingOf(sign) == nullptr)
            return mistake("a phrase has characters from U+4E00 to U+9FFF only");
    }
    signs_[signs[0] - firstSign].beginsPhrase = true;
    longest_ = std::max(longest_, signs.size());
    if (!phrases_.emplace(signs, std::move(words)).second)
        return mistake("this phrase stands here twice; remove one");
    return {};
}

const Readings::Reading* Readings::readingOf(char32_t sign) const {
    return sign >= firstSign && sign - firstSign < signs_.size() ? &signs_[sign - firstSign]
                                                                 : nullptr;
}

// How many characters were read; none when no phrase begins here.
std::size_t Readings::phraseAt(std::u32string_view text, std::vector<std::string_view>& out) const {
    for (std::size_t length = std::min(longest_, text.size()); length >= 2; --length) {
        const auto found = phrases_.find(text.substr(0, length));
        if (found == phrases_.end())
            continue;
        out.insert(out.end(), found->second.begin(), found->second.end());
        return length;
    }
    return 0;
}

std::vector<std::string_view> Readings::of(std::u32string_view text) const {
    std::vector<std::string_view> out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Reading* reading = readingOf(text[at]);
        const std::size_t read =
            reading != nullptr && reading->beginsPhrase ? phraseAt(text.substr(at), out) : 0;
        if (read == 0)
            out.push_back(reading == nullptr ? std::string_view() : syllables_[reading->syllable]);
        at += std::max<std::size_t>(read, 1);
    }
    return out;
}

} // namespace jiujin::find
