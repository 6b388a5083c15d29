#include "platform/find/matching.h"

#include <algorithm>
#include <bit>

namespace jiujin::find {

namespace {

// Of each character that was typed; usually a few.
using Signs = std::vector<std::pair<char32_t, Positions>>;

Positions placesOf(char32_t sign, const Signs& signs) {
    Positions places = 0;
    for (const auto& [each, at] : signs)
        if (each == sign)
            places |= at;
    return places;
}

} // namespace

Steps::Steps(std::span<const Key> keys, const Index& index, Ear ear)
    : index_(index), ear_(ear), keys_(keys.size()), spellings_(1) {
    Letters letters{};
    Signs signs;
    for (std::size_t at = 0; at < keys.size(); ++at) {
        if (keys[at].letter != 0) {
            letters[static_cast<unsigned char>(keys[at].letter) % letters.size()] |= positionAt(at);
            content_.addLetter(keys[at].letter);
        } else {
            content_.addSign(keys[at].sign);
            signs.emplace_back(keys[at].sign, positionAt(at));
            signs_ |= positionAt(at);
        }
        if (at == 0)
            first_ = content_;
    }
    const std::size_t units = keys.empty() ? 0 : index.units().size();
    spellingOf_.resize(units);
    open_.resize(units);
    second_.resize(units);
    for (UnitId id = 0; id < units; ++id) {
        const Unit& unit = index.units()[id];
        const Spelling spelling = spellingOf(ear == Ear::Sharp ? index.sounds().letters(unit.sound)
                                                               : index.sounds().alike(unit.sound),
                                             letters);
        if (spelling.count > 0) {
            spellingOf_[id] = static_cast<std::uint32_t>(spellings_.size());
            spellings_.push_back(spelling);
            open_[id] = prefixes_[spelling.first];
        }
        if (unit.sign != 0)
            open_[id] |= placesOf(unit.sign, signs);
        if (open_[id] != 0 && mayBegin(unit, open_[id], keys[0], ear))
            second_[id] = take({1, 1}, id).any;
    }
}

Steps::Spelling Steps::spellingOf(std::string_view sound, const Letters& letters) {
    Spelling spelling;
    spelling.first = static_cast<std::uint32_t>(prefixes_.size());
    Positions here = ~Positions{0};
    for (std::size_t i = 0; i < sound.size(); ++i) {
        here &= letters[static_cast<unsigned char>(sound[i]) % letters.size()] >> i;
        if (here == 0)
            break;
        prefixes_.push_back(here);
        ++spelling.count;
    }
    spelling.whole = spelling.count == sound.size();
    return spelling;
}

bool Steps::mayBegin(const Unit& unit, Positions open, const Key& first, Ear ear) const {
    if (first.letter == 0)
        return (open & signs_ & 1U) != 0;
    const char initial = static_cast<char>(unit.initial);
    return initial == first.letter || (ear == Ear::Dull && initial == 'l' && first.letter == 'n');
}

Reached Steps::take(const Reached& before, UnitId unit) const {
    const Positions signs = signsOf(unit);
    Reached after{(before.any & signs) << 1U, (before.full & signs) << 1U};
    const Spelling& spelling = spellings_[spellingOf_[unit]];
    for (std::size_t i = 0; i < spelling.count; ++i) {
        const Positions here = prefixes_[spelling.first + i];
        after.any |= (before.any & here) << (i + 1);
        const bool all = spelling.whole && i + 1 == spelling.count;
        after.full |= ((before.full & here) << (i + 1)) & (all ? ~Positions{0} : end());
    }
    return after;
}

// The best spelling that begins with the text, and how many units it takes.
std::optional<std::pair<Spelled, std::size_t>> Steps::from(Text text) const {
    std::optional<std::pair<Spelled, std::size_t>> found;
    Reached reached{1, 1};
    for (std::size_t i = 0; i < text.size() && reached.any != 0; ++i) {
        reached = take(reached, text[i]);
        if ((reached.full & end()) != 0)
            return std::pair{Spelled::Full, i + 1};
        if (!found && (reached.any & end()) != 0)
            found = {Spelled::Initials, i + 1};
    }
    return found;
}

bool Steps::mayBeginIn(TextId text) const {
    return index_.contentOf(text).holds(first_);
}

std::optional<Match> Steps::best(TextId id) const {
    std::optional<Match> best;
    const Content& content = index_.contentOf(id);
    if (keys_ == 0 || !(ear_ == Ear::Sharp ? content : content.alike()).holds(content_))
        return best;
    const Text text = index_.unitsOf(id);
    for (std::size_t start = 0; start < text.size(); ++start) {
        // Most of a text ends here, with two looks.
        const Positions second = second_[text[start]];
        const bool leads = (second & end()) != 0 || (second != 0 && start + 1 < text.size() &&
                                                     (second & open_[text[start + 1]]) != 0);
        const auto found = leads ? from(text.subspan(start)) : std::nullopt;
        if (!found)
            continue;
        const bool whole = start == 0 && found->second == text.size();
        const Match match{found->first, whole        ? Where::Whole
                                        : start == 0 ? Where::Start
                                                     : Where::Inside};
        best = best ? std::min(*best, match) : match;
        if (best->spelled == Spelled::Full) // whatever comes after it is inside, and no better
            break;
    }
    return best;
}

bool hasWithGaps(const Steps& word, Text text) {
    Positions next = 1;
    for (const UnitId unit : text)
        if ((word.signsOf(unit) & next) != 0)
            next <<= 1U;
    return next == word.end();
}

std::size_t sharedPairs(const Steps& word, Text text) {
    Positions shared = 0, before = 0;
    for (const UnitId unit : text) {
        const Positions here = word.signsOf(unit);
        shared |= here & (before << 1U);
        before = here;
    }
    return static_cast<std::size_t>(std::popcount(shared));
}

} // namespace jiujin::find
