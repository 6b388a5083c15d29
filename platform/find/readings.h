// How Chinese is read, without tones: one reading for each character, and phrases in which a
// character is read otherwise (重庆, 银行, 会计). Both are files of the catalogue, so that a city
// may add its own names.
#pragma once

#include "platform/base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jiujin::find {

class Readings {
public:
    // `characters`: lines "bao 保报包…", a syllable and its characters (U+4E00 to U+9FFF);
    // `phrases`: lines "重庆 chong qing". Empty lines and those that begin with # say nothing.
    // MatterInvalid with file, line and mend; the files are called readings.txt and phrases.txt.
    static Result<Readings> parse(std::string_view characters, std::string_view phrases);

    // A syllable for each character of the text, "" where none is known; ü is v.
    std::vector<std::string_view> of(std::u32string_view text) const;

private:
    struct Reading {
        std::uint16_t syllable = 0; // 0: none
        bool beginsPhrase = false;
    };

    Result<void> takeCharacters(std::string_view line);
    Result<void> takePhrase(std::string_view line);
    const Reading* readingOf(char32_t sign) const;
    std::size_t phraseAt(std::u32string_view text, std::vector<std::string_view>& out) const;

    std::vector<std::string> syllables_;
    std::vector<Reading> signs_; // from U+4E00
    std::map<std::u32string, std::vector<std::string>, std::less<>> phrases_;
    std::size_t longest_ = 0;
};

} // namespace jiujin::find
