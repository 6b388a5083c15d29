#include "platform/find/slips.h"

#include <algorithm>
#include <bit>

namespace jiujin::find {

std::size_t slipsAllowed(std::string_view letters) {
    return letters.size() < 4 ? 0 : letters.size() < 8 ? 1 : 2;
}

SlipFinder::SlipFinder(std::string_view letters, const Index& index)
    : end_(std::uint64_t{1} << letters.size()),
      allowed_(slipsAllowed(letters)),
      index_(index),
      starts_(1) {
    for (std::size_t p = 0; p < letters.size(); ++p) {
        content_.addLetter(letters[p]);
        places_[static_cast<unsigned char>(letters[p]) % alphabet] |= std::uint64_t{2} << p;
    }
    starts_[0].rows = allowed_ + 1;
    const Sounds& sounds = index.sounds();
    startOf_.resize(sounds.size());
    for (std::uint32_t sound = 0; sound < sounds.size(); ++sound) {
        Reading reading = starts_[0];
        read(reading, sounds.letters(sound));
        if (!reading.leads() && reading.rows > allowed_)
            continue;
        startOf_[sound] = static_cast<std::uint32_t>(starts_.size());
        starts_.push_back(reading);
    }
}

bool SlipFinder::Reading::leads() const {
    for (std::size_t d = 0; d < rows; ++d)
        if (reached[d] != 0)
            return true;
    return false;
}

// The method is Wu and Manber's (Agrep, 1992), with swaps beside the three slips that they count.
void SlipFinder::take(Reading& reading, std::uint64_t places) const {
    const auto now = reading.reached;
    reading.reached[0] = (now[0] << 1U) & places;
    for (std::size_t d = 1; d < reading.rows; ++d) {
        const std::uint64_t right = (now[d] << 1U) & places;
        const std::uint64_t tooMany = now[d - 1], wrong = now[d - 1] << 1U;
        const std::uint64_t missing = reading.reached[d - 1] << 1U;
        const std::uint64_t swapped = (reading.before[d - 1] << 2U) & (places << 1U) & reading.last;
        reading.reached[d] = right | tooMany | wrong | missing | swapped;
    }
    reading.before = now;
    reading.last = places;
}

void SlipFinder::read(Reading& reading, std::string_view sound) const {
    // The word may begin here, its first letters left out.
    if (!sound.empty())
        for (std::size_t d = 0; d < reading.rows; ++d)
            reading.reached[d] |= (std::uint64_t{2} << d) - 1;
    for (const char letter : sound) {
        take(reading, places_[static_cast<unsigned char>(letter) % alphabet]);
        while (reading.rows > 0 && (reading.reached[reading.rows - 1] & end_) != 0)
            --reading.rows;
    }
}

std::optional<std::size_t> SlipFinder::fewest(TextId text) const {
    // Each letter that the text has not at all is a slip.
    const std::uint64_t missing = content_.letters & ~index_.contentOf(text).letters;
    if (static_cast<std::size_t>(std::popcount(missing)) > allowed_)
        return std::nullopt;
    Reading reading;
    std::size_t rows = allowed_ + 1;
    bool leads = false;
    for (const UnitId unit : index_.unitsOf(text)) {
        const std::uint32_t sound = index_.units()[unit].sound;
        if (leads) {
            read(reading, index_.sounds().letters(sound));
        } else if (startOf_[sound] != 0) {
            reading = starts_[startOf_[sound]];
            reading.rows = std::min(rows, reading.rows);
        } else {
            continue;
        }
        rows = reading.rows;
        leads = reading.leads();
        if (rows == 0)
            break;
    }
    return rows > allowed_ ? std::nullopt : std::optional(rows);
}

} // namespace jiujin::find
