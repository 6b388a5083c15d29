// Slips of the finger: how many letters of a word are wrong, missing, too many or swapped
// (neighbours), where it stands in a text after all.
#pragma once

#include "platform/find/spelling.h"

#include <array>
#include <optional>

namespace jiujin::find {

class SlipFinder {
public:
    // At most 60 letters.
    explicit SlipFinder(std::string_view letters);

    // 0 for words of up to three letters, 1 up to seven, 2 beyond.
    std::size_t allowed() const { return allowed_; }
    // The fewest slips with which the word begins at the beginning of a unit; none when more than
    // allowed.
    std::optional<std::size_t> fewest(std::span<const Unit> text, const Sounds& sounds) const;

private:
    static constexpr std::size_t slipsMax = 2, alphabet = 128;

    std::array<std::uint64_t, alphabet> places_{}; // bit p + 1: letter p is this one
    std::uint64_t end_ = 0;
    std::size_t allowed_ = 0;
};

} // namespace jiujin::find
