// The texts of a catalogue as units, built once. A text that several matters have stands here once,
// and so does a unit that several texts have: what is typed is compared with each of them once.
#pragma once

#include "platform/find/spelling.h"
#include "platform/matter/head.h"

namespace jiujin::find {

enum class TextKind { Title, Keyword, Summary };

using UnitId = std::uint32_t;
using TextId = std::uint32_t;

// That a matter has this text.
struct Mention {
    TextId text : 30;
    std::uint32_t kindNumber : 2;

    TextKind kind() const { return static_cast<TextKind>(kindNumber); }
};

// Of what letters and characters something is made, a bit each; several characters share a bit. A
// text that lacks one is not read for a word that needs it.
struct Content {
    std::uint64_t letters = 0, signs = 0;

    void addLetter(char letter); // a–z, 0–9
    void addSign(char32_t sign);
    // With those letters too that many people do not tell from these.
    Content alike() const;
    bool holds(const Content& other) const {
        return (other.letters & ~letters) == 0 && (other.signs & ~signs) == 0;
    }
};

class Index {
public:
    Index(const std::vector<matter::Head>& catalogue, const Readings& readings);

    std::size_t size() const { return firstMention_.size() - 1; }
    // Titles, then keywords, then summaries, in both languages.
    std::span<const Mention> mentionsOf(std::size_t row) const;

    std::size_t texts() const { return firstUnit_.size() - 1; }
    std::span<const UnitId> unitsOf(TextId text) const;
    const Content& contentOf(TextId text) const { return contents_[text]; }
    const std::vector<Unit>& units() const { return units_; }
    const Sounds& sounds() const { return sounds_; }

private:
    class Builder;

    Sounds sounds_;
    std::vector<Unit> units_;
    std::vector<UnitId> written_;                // the units of all texts, one text after the other
    std::vector<std::uint32_t> firstUnit_{0};    // of each text in written_, and its end
    std::vector<Content> contents_;              // of each text
    std::vector<Mention> mentions_;              // of all rows, one row after the other
    std::vector<std::uint32_t> firstMention_{0}; // of each row in mentions_, and its end
};

} // namespace jiujin::find
