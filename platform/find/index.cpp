#include "platform/find/index.h"

#include "platform/find/characters.h"

namespace jiujin::find {

namespace {

std::uint64_t bitOf(char letter) {
    const bool digit = letter >= '0' && letter <= '9';
    return std::uint64_t{1} << static_cast<unsigned>(digit ? 26 + letter - '0' : letter - 'a');
}

} // namespace

void Content::addLetter(char letter) {
    if (isLetter(static_cast<unsigned char>(letter)))
        letters |= bitOf(letter);
}

void Content::addSign(char32_t sign) {
    signs |= std::uint64_t{1} << (sign * 0x9E3779B1U >> 26U);
}

Content Content::alike() const {
    Content out = *this;
    if ((letters & bitOf('l')) != 0)
        out.addLetter('n');
    if ((letters & bitOf('v')) != 0)
        out.addLetter('u');
    return out;
}

// Knows, while the index is built, what stands there already.
class Index::Builder {
public:
    Builder(Index& index, const Readings& readings) : index_(index), readings_(readings) {}

    void add(const matter::Head& matter) {
        add(matter.title, TextKind::Title);
        for (const matter::Words& keyword : matter.keywords)
            add(keyword, TextKind::Keyword);
        add(matter.summary, TextKind::Summary);
        index_.firstMention_.push_back(static_cast<std::uint32_t>(index_.mentions_.size()));
    }

private:
    void add(const matter::Words& words, TextKind kind) {
        for (const std::string* text : {&words.zh, &words.en})
            index_.mentions_.push_back({textOf(*text), static_cast<std::uint32_t>(kind)});
    }

    TextId textOf(std::string_view text) {
        const auto [found, added] = texts_.emplace(text, index_.texts());
        if (added) {
            Content content;
            for (const Unit& unit : spell(text, readings_, index_.sounds_)) {
                const UnitId id = unitOf(unit);
                index_.written_.push_back(id);
                content.letters |= contents_[id].letters;
                content.signs |= contents_[id].signs;
            }
            index_.contents_.push_back(content);
            index_.firstUnit_.push_back(static_cast<std::uint32_t>(index_.written_.size()));
        }
        return found->second;
    }

    UnitId unitOf(const Unit& unit) {
        const std::uint64_t name = std::uint64_t{unit.sound} << 32U | unit.sign;
        const auto [found, added] = units_.emplace(name, static_cast<UnitId>(index_.units_.size()));
        if (added) {
            index_.units_.push_back(unit);
            Content& content = contents_.emplace_back();
            for (const char letter : index_.sounds_.letters(unit.sound))
                content.addLetter(letter);
            if (unit.sign != 0)
                content.addSign(unit.sign);
        }
        return found->second;
    }

    Index& index_;
    const Readings& readings_;
    std::unordered_map<std::string_view, TextId> texts_;
    std::unordered_map<std::uint64_t, UnitId> units_; // by sound and sign
    std::vector<Content> contents_;                   // of each unit
};

Index::Index(const std::vector<matter::Head>& catalogue, const Readings& readings) {
    Builder builder(*this, readings);
    for (const matter::Head& matter : catalogue)
        builder.add(matter);
    units_.shrink_to_fit();
    written_.shrink_to_fit();
    firstUnit_.shrink_to_fit();
    contents_.shrink_to_fit();
    mentions_.shrink_to_fit();
}

std::span<const Mention> Index::mentionsOf(std::size_t row) const {
    return std::span(mentions_).subspan(firstMention_[row],
                                        firstMention_[row + 1] - firstMention_[row]);
}

std::span<const UnitId> Index::unitsOf(TextId text) const {
    return std::span(written_).subspan(firstUnit_[text], firstUnit_[text + 1] - firstUnit_[text]);
}

} // namespace jiujin::find
