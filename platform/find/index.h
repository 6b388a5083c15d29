// The texts of a catalogue as units, built once.
#pragma once

#include "platform/find/spelling.h"
#include "platform/matter/head.h"

namespace jiujin::find {

enum class TextKind { Title, Keyword, Summary };

struct IndexedText {
    std::uint32_t first, count; // units
    TextKind kind;
};

class Index {
public:
    Index(const std::vector<matter::Head>& catalogue, const Readings& readings);

    std::size_t size() const { return firstText_.size() - 1; }
    // Titles, then keywords, then summaries, in both languages.
    std::span<const IndexedText> textsOf(std::size_t row) const;
    std::span<const Unit> unitsOf(const IndexedText& text) const;
    const Sounds& sounds() const { return sounds_; }

private:
    void add(const matter::Head& matter, const Readings& readings);
    void add(const matter::Words& words, TextKind kind, const Readings& readings);

    Sounds sounds_;
    std::vector<Unit> units_;
    std::vector<IndexedText> texts_;
    std::vector<std::uint32_t> firstText_{0}; // one more than there are matters
};

} // namespace jiujin::find
