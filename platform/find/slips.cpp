#include "platform/find/slips.h"

#include <algorithm>

namespace jiujin::find {

namespace {

// reached[d]: how many letters of the word are passed with at most d slips, a bit each, after the
// text so far. The method is Wu and Manber's (Agrep, 1992), with swaps beside the three slips that
// they count.
template <std::size_t Rows>
struct Reading {
    std::array<std::uint64_t, Rows> reached{}, before{};
    std::uint64_t last = 0; // places of the text's last letter

    // The word may begin here, its first letters left out.
    void begin() {
        for (std::size_t d = 0; d < Rows; ++d)
            reached[d] |= (std::uint64_t{2} << d) - 1;
    }

    void take(std::uint64_t places, std::size_t rows) {
        const auto now = reached;
        reached[0] = (now[0] << 1U) & places;
        for (std::size_t d = 1; d < rows; ++d) {
            const std::uint64_t right = (now[d] << 1U) & places;
            const std::uint64_t tooMany = now[d - 1], wrong = now[d - 1] << 1U;
            const std::uint64_t missing = reached[d - 1] << 1U;
            const std::uint64_t swapped = (before[d - 1] << 2U) & (places << 1U) & last;
            reached[d] = right | tooMany | wrong | missing | swapped;
        }
        before = now;
        last = places;
    }
};

} // namespace

SlipFinder::SlipFinder(std::string_view letters)
    : end_(std::uint64_t{1} << letters.size()),
      allowed_(letters.size() < 4   ? 0
               : letters.size() < 8 ? 1
                                    : slipsMax) {
    for (std::size_t p = 0; p < letters.size(); ++p)
        places_[static_cast<unsigned char>(letters[p]) % alphabet] |= std::uint64_t{2} << p;
}

std::optional<std::size_t> SlipFinder::fewest(std::span<const Unit> text,
                                              const Sounds& sounds) const {
    std::size_t rows = allowed_ + 1; // fewer once a place is found: only a better one counts
    Reading<slipsMax + 1> reading;
    for (const Unit& unit : text) {
        reading.begin();
        for (const char letter : sounds.letters(unit.sound)) {
            reading.take(places_[static_cast<unsigned char>(letter) % alphabet], rows);
            while (rows > 0 && (reading.reached[rows - 1] & end_) != 0)
                --rows;
        }
        if (rows == 0)
            break;
    }
    return rows > allowed_ ? std::nullopt : std::optional(rows);
}

} // namespace jiujin::find
