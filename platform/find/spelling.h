// A text as a row of units: a Chinese character with its syllable, or a word of Latin letters and
// digits. What is typed is compared with these, unit by unit.
#pragma once

#include "platform/find/readings.h"

#include <cstdint>
#include <span>
#include <unordered_map>

namespace jiujin::find {

// Every syllable and word once; 0 is "".
class Sounds {
public:
    Sounds();
    std::uint32_t idOf(std::string_view letters);
    std::size_t size() const { return spelled_.size(); }
    std::string_view letters(std::uint32_t id) const { return spelled_[id]; }
    // Without what many people do not tell apart: zh/z, ch/c, sh/s, -ng/-n, l/n, ü/u.
    std::string_view alike(std::uint32_t id) const { return alike_[id]; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view letters) const {
            return std::hash<std::string_view>()(letters);
        }
    };

    std::vector<std::string> spelled_, alike_;
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> ids_;
};

std::string alikeForm(std::string_view letters);

struct Unit {
    std::uint32_t sign : 24;   // the character; 0 for a word
    std::uint32_t initial : 8; // first letter of the sound; 0 when it has none
    std::uint32_t sound;
};

// Everything but characters, letters and digits is passed over.
std::vector<Unit> spell(std::string_view text, const Readings& readings, Sounds& sounds);

} // namespace jiujin::find
