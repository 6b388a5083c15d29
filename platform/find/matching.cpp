#include "platform/find/matching.h"

#include <bit>

namespace jiujin::find {

namespace {

// Sets of positions in the keys, a bit each: what is reached in any way, and with no syllable cut
// short before the end. Followed unit by unit, so that a text which can be read in many ways costs
// no more than another.
struct Reached {
    std::uint64_t any = 0, full = 0;
};

constexpr std::uint64_t bit(std::size_t position) {
    return std::uint64_t{1} << position;
}

class Walk {
public:
    Walk(std::span<const Key> keys, const Sounds& sounds, Ear ear)
        : keys_(keys), sounds_(sounds), ear_(ear) {}

    bool canBegin(const Unit& unit) const {
        if (keys_[0].letter == 0)
            return unit.sign == keys_[0].sign;
        const char initial = static_cast<char>(unit.initial);
        if (initial == keys_[0].letter)
            return true;
        return ear_ == Ear::Dull && initial == 'l' && keys_[0].letter == 'n';
    }

    // The best spelling that begins at this unit, and how many units it takes.
    std::optional<std::pair<Spelled, std::size_t>> from(std::span<const Unit> text) const {
        const std::uint64_t end = bit(keys_.size());
        std::optional<std::pair<Spelled, std::size_t>> found;
        Reached reached{1, 1};
        for (std::size_t i = 0; i < text.size() && reached.any != 0; ++i) {
            reached = step(reached, text[i]);
            if ((reached.full & end) != 0)
                return std::pair{Spelled::Full, i + 1};
            if (!found && (reached.any & end) != 0)
                found = {Spelled::Initials, i + 1};
        }
        return found;
    }

private:
    Reached step(const Reached& before, const Unit& unit) const {
        Reached after;
        for (std::uint64_t left = before.any & (bit(keys_.size()) - 1); left != 0;
             left &= left - 1) {
            const auto at = static_cast<std::size_t>(std::countr_zero(left));
            const Reached one = keys_[at].letter == 0 ? bySign(at, unit) : byLetters(at, unit);
            after.any |= one.any;
            if ((before.full & bit(at)) != 0)
                after.full |= one.full;
        }
        return after;
    }

    Reached bySign(std::size_t at, const Unit& unit) const {
        const std::uint64_t next = unit.sign == keys_[at].sign ? bit(at + 1) : 0;
        return {next, next};
    }

    Reached byLetters(std::size_t at, const Unit& unit) const {
        const std::string_view sound =
            ear_ == Ear::Sharp ? sounds_.letters(unit.sound) : sounds_.alike(unit.sound);
        Reached out;
        std::size_t same = 0;
        while (at + same < keys_.size() && same < sound.size() &&
               keys_[at + same].letter == sound[same])
            out.any |= bit(at + ++same);
        if (same > 0 && (same == sound.size() || at + same == keys_.size()))
            out.full = bit(at + same);
        return out;
    }

    std::span<const Key> keys_;
    const Sounds& sounds_;
    Ear ear_;
};

} // namespace

std::optional<Match> bestMatch(std::span<const Key> keys, std::span<const Unit> text,
                               const Sounds& sounds, Ear ear) {
    std::optional<Match> best;
    if (keys.empty())
        return best;
    const Walk walk(keys, sounds, ear);
    for (std::size_t start = 0; start < text.size(); ++start) {
        if (!walk.canBegin(text[start]))
            continue;
        const auto found = walk.from(text.subspan(start));
        if (!found)
            continue;
        const bool whole = start == 0 && found->second == text.size();
        const Match match{found->first, whole        ? Where::Whole
                                        : start == 0 ? Where::Start
                                                     : Where::Inside};
        best = best ? std::min(*best, match) : match;
    }
    return best;
}

bool hasWithGaps(const Word& word, std::span<const Unit> text) {
    std::size_t next = 0;
    for (const Unit& unit : text)
        if (next < word.keys.size() && unit.sign == word.keys[next].sign)
            ++next;
    return next == word.keys.size();
}

std::size_t sharedPairs(const Word& word, std::span<const Unit> text) {
    std::size_t shared = 0;
    for (std::size_t k = 1; k < word.keys.size(); ++k) {
        for (std::size_t i = 1; i < text.size(); ++i) {
            if (text[i].sign == word.keys[k].sign && text[i - 1].sign == word.keys[k - 1].sign &&
                text[i].sign != 0 && text[i - 1].sign != 0) {
                ++shared;
                break;
            }
        }
    }
    return shared;
}

} // namespace jiujin::find
