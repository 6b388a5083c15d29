// Which place a division code meant in which month. The rows come from a file
// (resources/divisions/divisions.tsv, where sources and confidence stand), so that a city brings it
// forward without a new program. Lines: code, name, first month, last month or "-", tabs between;
// "#" begins a comment. Rows stand in order of code and month, and those of a code do not overlap.
#pragma once

#include "platform/formats/division_code.h"

#include <chrono>
#include <vector>

namespace jiujin::formats {

struct Division {
    DivisionCode code;
    std::string name;
    std::chrono::year_month first;
    std::optional<std::chrono::year_month> last; // none: in the newest edition
};

class DivisionHistory {
public:
    // `file` names it in errors. DivisionTableInvalid with file, line and the mend.
    static Result<DivisionHistory> parse(std::string_view text, std::string_view file);

    // None when no row covers the month. Before the first edition is not covered.
    const Division* at(const DivisionCode& code, std::chrono::year_month month) const;
    // As it was last known: of an abolished code its last name.
    const Division* latest(const DivisionCode& code) const;
    // Known once, and no longer. What is unknown is not abolished.
    bool isAbolished(const DivisionCode& code) const;
    // Names from the province down as of that month, "四川省广安市广安区"; a level without a row
    // (市辖区) is left out. Empty when the code itself has no row.
    std::string fullName(const DivisionCode& code, std::chrono::year_month month) const;
    const std::vector<Division>& rows() const { return rows_; }

private:
    std::vector<Division> rows_;
};

} // namespace jiujin::formats
