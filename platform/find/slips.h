// Slips of the finger: how many letters of a word are wrong, missing, too many or swapped
// (neighbours), where it stands in a text after all.
#pragma once

#include "platform/find/index.h"

#include <array>
#include <optional>

namespace jiujin::find {

// 0 for words of up to three letters, 1 up to seven, 2 beyond.
std::size_t slipsAllowed(std::string_view letters);

class SlipFinder {
public:
    // At most 60 letters.
    SlipFinder(std::string_view letters, const Index& index);

    // The fewest slips with which the word begins at the beginning of a unit; none when more than
    // allowed.
    std::optional<std::size_t> fewest(TextId text) const;

private:
    static constexpr std::size_t slipsMax = 2, alphabet = 128;

    // reached[d]: how many letters of the word are passed with at most d slips, a bit each, after
    // the text so far.
    struct Reading {
        std::array<std::uint64_t, slipsMax + 1> reached{}, before{};
        std::uint64_t last = 0;          // places of the text's last letter
        std::size_t rows = slipsMax + 1; // fewer once a place is found: only a better one counts

        bool leads() const;
    };

    void read(Reading& reading, std::string_view sound) const;
    void take(Reading& reading, std::uint64_t places) const;

    std::array<std::uint64_t, alphabet> places_{}; // bit p + 1: letter p is this one
    std::uint64_t end_;
    std::size_t allowed_;
    Content content_;
    const Index& index_;
    // What is left when a text begins with a sound. Most lead nowhere, so that most of a text is
    // passed over.
    std::vector<Reading> starts_;
    std::vector<std::uint32_t> startOf_; // of each sound; 0: leads nowhere
};

} // namespace jiujin::find
