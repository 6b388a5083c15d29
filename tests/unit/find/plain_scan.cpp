#include "tests/unit/find/plain_scan.h"

#include "platform/find/query.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace jiujin::find::plain {

namespace {

using Units = std::span<const Unit>;

struct Fit {
    bool initials;
    int where; // 0: the whole text, 1: its beginning, 2: inside
    auto operator<=>(const Fit&) const = default;
};

bool startsWord(const Key& key, const Unit& unit, bool dull) {
    if (key.letter == 0)
        return unit.sign == key.sign;
    const char initial = static_cast<char>(unit.initial);
    return initial == key.letter || (dull && initial == 'l' && key.letter == 'n');
}

// Every way of reading the keys from this unit on, one after the other.
class Ways {
public:
    Ways(std::span<const Key> keys, const Sounds& sounds, bool dull)
        : keys_(keys), sounds_(sounds), dull_(dull) {}

    // The best end: whether a syllable was cut short, then the fewest units.
    std::optional<std::pair<bool, std::size_t>> best(Units text) {
        tried_.assign(2 * (keys_.size() + 1) * (text.size() + 1), false);
        best_.reset();
        follow(text, 0, 0, false);
        return best_;
    }

private:
    void follow(Units text, std::size_t unit, std::size_t key, bool cut) {
        if (key == keys_.size()) {
            const std::pair end{cut, unit};
            best_ = best_ ? std::min(*best_, end) : end;
            return;
        }
        const std::size_t state = 2 * (unit * (keys_.size() + 1) + key) + (cut ? 1 : 0);
        if (unit == text.size() || tried_[state])
            return;
        tried_[state] = true;
        if (keys_[key].letter == 0) {
            if (keys_[key].sign == text[unit].sign)
                follow(text, unit + 1, key + 1, cut);
            return;
        }
        const std::string_view sound =
            dull_ ? sounds_.alike(text[unit].sound) : sounds_.letters(text[unit].sound);
        for (std::size_t same = 0; key + same < keys_.size() && same < sound.size() &&
                                   keys_[key + same].letter == sound[same];) {
            ++same;
            const bool shortened = same < sound.size() && key + same < keys_.size();
            follow(text, unit + 1, key + same, cut || shortened);
        }
    }

    std::span<const Key> keys_;
    const Sounds& sounds_;
    bool dull_;
    std::vector<bool> tried_;
    std::optional<std::pair<bool, std::size_t>> best_;
};

std::optional<Fit> fit(std::span<const Key> keys, Units text, const Sounds& sounds, bool dull) {
    std::optional<Fit> best;
    for (std::size_t start = 0; start < text.size() && !keys.empty(); ++start) {
        if (!startsWord(keys[0], text[start], dull))
            continue;
        const auto end = Ways(keys, sounds, dull).best(text.subspan(start));
        if (!end)
            continue;
        const Fit here{end->first, start > 0 ? 2 : end->second == text.size() ? 0 : 1};
        best = best ? std::min(*best, here) : here;
    }
    return best;
}

bool hasGaps(const Word& word, Units text) {
    std::size_t next = 0;
    for (const Unit& unit : text)
        if (next < word.keys.size() && unit.sign == word.keys[next].sign)
            ++next;
    return next == word.keys.size();
}

std::size_t pairsIn(const Word& word, Units text) {
    std::size_t shared = 0;
    for (std::size_t k = 1; k < word.keys.size(); ++k)
        for (std::size_t i = 1; i < text.size(); ++i)
            if (text[i].sign == word.keys[k].sign && text[i - 1].sign == word.keys[k - 1].sign &&
                text[i].sign != 0 && text[i - 1].sign != 0) {
                ++shared;
                break;
            }
    return shared;
}

// Edit distance with swaps of neighbours (optimal string alignment), the word anywhere in the text
// from the beginning of a unit on.
std::optional<std::size_t> slipsIn(const std::string& word, Units text, const Sounds& sounds) {
    const std::size_t allowed = word.size() < 4 ? 0 : word.size() < 8 ? 1 : 2;
    std::size_t fewest = allowed + 1;
    for (std::size_t start = 0; start < text.size() && allowed > 0; ++start) {
        std::string letters;
        for (const Unit& unit : text.subspan(start))
            letters += sounds.letters(unit.sound);
        if (sounds.letters(text[start].sound).empty())
            continue;
        std::vector<std::vector<std::size_t>> cost(letters.size() + 1,
                                                   std::vector<std::size_t>(word.size() + 1));
        for (std::size_t t = 0; t <= letters.size(); ++t) {
            for (std::size_t w = 0; w <= word.size(); ++w) {
                std::size_t& here = cost[t][w];
                if (t == 0 || w == 0) {
                    here = t + w;
                    continue;
                }
                here = std::min({cost[t - 1][w] + 1, cost[t][w - 1] + 1,
                                 cost[t - 1][w - 1] + (letters[t - 1] == word[w - 1] ? 0 : 1)});
                if (t > 1 && w > 1 && letters[t - 1] == word[w - 2] &&
                    letters[t - 2] == word[w - 1])
                    here = std::min(here, cost[t - 2][w - 2] + 1);
            }
            if (t > 0)
                fewest = std::min(fewest, cost[t][word.size()]);
        }
    }
    return fewest > allowed ? std::nullopt : std::optional(fewest);
}

} // namespace

// One query against one row.
class Judge {
public:
    Judge(const Scan& scan, const Query& query, std::size_t row)
        : scan_(scan), query_(query), texts_(scan.rows_[row]) {}

    std::optional<int> exact() const {
        auto rank = exact(query_.whole);
        if (rank || query_.words.empty())
            return rank;
        rank = 0;
        for (const Word& word : query_.words) {
            const auto one = exact(word);
            if (!one)
                return std::nullopt;
            rank = std::max(rank, one);
        }
        return *rank + 10;
    }

    // Every cut of what was typed into two words, then into three.
    std::optional<int> run() const {
        const std::span<const Key> keys(query_.whole.keys);
        for (std::size_t first = 1; first < keys.size(); ++first)
            if (isWord(keys.first(first), false) && isWord(keys.subspan(first), true))
                return 200;
        for (std::size_t first = 1; first < keys.size(); ++first)
            for (std::size_t second = first + 1; second < keys.size(); ++second)
                if (isWord(keys.first(first), false) &&
                    isWord(keys.subspan(first, second - first), false) &&
                    isWord(keys.subspan(second), true))
                    return 210;
        return std::nullopt;
    }

    std::optional<int> rough() const {
        std::optional<int> best;
        std::size_t shared = 0;
        for (const auto& text : texts_) {
            if (text.kind == TextKind::Summary)
                continue;
            const auto rank = roughly(text.units);
            if (rank) {
                const int here = *rank + (text.kind == TextKind::Title ? 0 : 1);
                best = best ? std::min(*best, here) : here;
            }
            shared = std::max(shared, pairsIn(query_.whole, text.units));
        }
        if (!best && (shared >= 2 || (shared == 1 && query_.whole.keys.size() <= 3)))
            return 799 - static_cast<int>(shared);
        return best;
    }

private:
    std::optional<int> exact(const Word& word) const {
        std::optional<int> best;
        for (const auto& text : texts_) {
            const auto found = fit(word.keys, text.units, scan_.sounds_, false);
            if (!found || (text.kind == TextKind::Summary && found->initials))
                continue;
            const int kind = text.kind == TextKind::Title     ? 0
                             : text.kind == TextKind::Keyword ? 1
                                                              : 40;
            const int rank = (found->initials ? 100 : 0) + kind + 2 * found->where;
            best = best ? std::min(*best, rank) : rank;
        }
        return best;
    }

    std::optional<int> roughly(Units text) const {
        const auto alike = fit(query_.whole.alike, text, scan_.sounds_, true);
        if (alike && !alike->initials)
            return 300 + 2 * alike->where;
        if (query_.whole.allHan && query_.whole.keys.size() >= 2 && hasGaps(query_.whole, text))
            return 400;
        const auto slips = slipsIn(query_.whole.letters, text, scan_.sounds_);
        return slips ? std::optional(500 + 10 * static_cast<int>(*slips)) : std::nullopt;
    }

    bool isWord(std::span<const Key> keys, bool last) const {
        for (const auto& text : texts_)
            for (std::size_t start = 0; start < text.units.size() && text.kind != TextKind::Summary;
                 ++start)
                if (isWord(keys, Units(text.units).subspan(start), 0, last))
                    return true;
        return false;
    }

    bool isWord(std::span<const Key> keys, Units text, std::size_t units, bool last) const {
        if (keys.empty())
            return units > 0 && (last || units > 1);
        if (text.empty())
            return false;
        if (keys[0].letter == 0)
            return keys[0].sign == text[0].sign &&
                   isWord(keys.subspan(1), text.subspan(1), units + 1, last);
        const std::string_view sound = scan_.sounds_.letters(text[0].sound);
        std::size_t same = 0;
        while (same < keys.size() && same < sound.size() && keys[same].letter == sound[same])
            ++same;
        if (same == 0)
            return false;
        if (same < sound.size())
            return last && same == keys.size();
        const bool wholeLatin = units == 0 && text[0].sign == 0 && sound.size() >= 3;
        return (same == keys.size() && wholeLatin) ||
               isWord(keys.subspan(same), text.subspan(1), units + 1, last);
    }

    const Scan& scan_;
    const Query& query_;
    const std::vector<Scan::Text>& texts_;
};

Scan::Scan(const std::vector<matter::Head>& catalogue, const Finding& finding)
    : readings_(finding.readings) {
    for (const matter::Head& matter : catalogue) {
        auto& texts = rows_.emplace_back();
        const auto add = [&](const matter::Words& words, TextKind kind) {
            texts.push_back({spell(words.zh, readings_, sounds_), kind});
            texts.push_back({spell(words.en, readings_, sounds_), kind});
        };
        add(matter.title, TextKind::Title);
        for (const matter::Words& keyword : matter.keywords)
            add(keyword, TextKind::Keyword);
        add(matter.summary, TextKind::Summary);
    }
}

std::vector<std::size_t> Scan::matching(std::string_view typed,
                                        const std::vector<std::size_t>& order) const {
    const Query query = readQuery(typed, readings_);
    if (query.whole.keys.empty())
        return order;
    std::vector<std::tuple<int, std::size_t, std::size_t>> found; // rank, place, row
    bool named = false;
    const auto collect = [&](auto rank) {
        for (std::size_t place = 0; place < order.size(); ++place)
            if (const auto one = rank(Judge(*this, query, order[place])))
                found.emplace_back(*one, place, order[place]);
    };
    collect([&](const Judge& judge) {
        const auto rank = judge.exact();
        named = named || (rank && *rank % 100 < 40);
        return rank;
    });
    if (!named) {
        collect([](const Judge& judge) { return judge.run(); });
        collect([](const Judge& judge) { return judge.rough(); });
    }
    std::sort(found.begin(), found.end());
    std::vector<std::size_t> rows;
    for (const auto& [rank, place, row] : found)
        if (std::find(rows.begin(), rows.end(), row) == rows.end())
            rows.push_back(row);
    return rows;
}

} // namespace jiujin::find::plain
