// Finds matters: in the order in which they are used, by what is typed, by event of life and by
// code. Built once from the catalogue; asked at every keystroke. It keeps and tells nothing of what
// was typed.
#pragma once

#include "platform/find/finding.h"
#include "platform/find/index.h"

#include <map>

namespace jiujin::find {

// How often each matter was filed, by code; no more is known of it, least of all by whom.
using Uses = std::map<std::string, std::uint64_t, std::less<>>;

class Finder {
public:
    Finder(const std::vector<matter::Head>& catalogue, Finding finding, const Uses& uses = {});

    const Finding& finding() const { return finding_; }

    // Rows of the catalogue. All, the most used first: by uses, then as the catalogue's order.json
    // says, then by domain and title.
    const std::vector<std::size_t>& all() const { return order_; }
    // Of a matter's title, keywords or summary, in Chinese, pinyin, first letters or English: the
    // best matches first, among equals the most used. Where no title or keyword fits, also the
    // two or three words of which it is a run, then what sounds alike, has a slip, has gaps or
    // shares most of a sentence's words. All, while nothing is typed.
    std::vector<std::size_t> matching(std::string_view typed) const;
    // Both in the order of all().
    std::vector<std::size_t> ofEvent(std::string_view event) const;
    std::vector<std::size_t> ofCodes(const std::vector<std::string>& codes) const;

private:
    // By rank, among equals as in order_; a row without a rank is left out.
    std::vector<std::size_t> ranked(const std::vector<std::optional<int>>& ranks) const;
    std::vector<std::size_t> inOrder(std::vector<std::size_t> rows) const;

    Finding finding_;
    Index index_;
    std::vector<std::size_t> order_;
    std::vector<std::size_t> place_; // of each row in order_
    std::map<std::string, std::size_t, std::less<>> rows_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> events_;
};

} // namespace jiujin::find
