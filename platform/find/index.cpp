#include "platform/find/index.h"

namespace jiujin::find {

Index::Index(const std::vector<matter::Head>& catalogue, const Readings& readings) {
    for (const matter::Head& matter : catalogue) {
        add(matter, readings);
        firstText_.push_back(static_cast<std::uint32_t>(texts_.size()));
    }
    units_.shrink_to_fit();
    texts_.shrink_to_fit();
}

void Index::add(const matter::Head& matter, const Readings& readings) {
    add(matter.title, TextKind::Title, readings);
    for (const matter::Words& keyword : matter.keywords)
        add(keyword, TextKind::Keyword, readings);
    add(matter.summary, TextKind::Summary, readings);
}

void Index::add(const matter::Words& words, TextKind kind, const Readings& readings) {
    for (const std::string* text : {&words.zh, &words.en}) {
        const auto units = spell(*text, readings, sounds_);
        texts_.push_back({static_cast<std::uint32_t>(units_.size()),
                          static_cast<std::uint32_t>(units.size()), kind});
        units_.insert(units_.end(), units.begin(), units.end());
    }
}

std::span<const IndexedText> Index::textsOf(std::size_t row) const {
    return std::span(texts_).subspan(firstText_[row], firstText_[row + 1] - firstText_[row]);
}

std::span<const Unit> Index::unitsOf(const IndexedText& text) const {
    return std::span(units_).subspan(text.first, text.count);
}

} // namespace jiujin::find
