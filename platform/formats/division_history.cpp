#include "platform/formats/division_history.h"

#include "platform/formats/characters.h"
#include "platform/formats/contact.h"

#include <array>

namespace jiujin::formats {

namespace {

using namespace std::chrono;

constexpr std::size_t nameMax = 120, columns = 4;

using Columns = std::array<std::string_view, columns>;

std::optional<Columns> split(std::string_view line) {
    Columns out;
    for (std::size_t i = 0; i < columns; ++i) {
        const auto tab = line.find('\t');
        if ((tab == std::string_view::npos) != (i + 1 == columns))
            return std::nullopt;
        out[i] = line.substr(0, tab);
        line = tab == std::string_view::npos ? std::string_view() : line.substr(tab + 1);
    }
    return out;
}

std::optional<year_month> monthOf(std::string_view text) {
    const auto day = parseDate(std::string(text) + "-01");
    if (!day)
        return std::nullopt;
    return day->year() / day->month();
}

Result<Division> rowOf(std::string_view line) {
    const auto cells = split(line);
    if (!cells)
        return Error(ErrorCode::DivisionTableInvalid, "expected code, name, first and last month");
    auto code = DivisionCode::parse((*cells)[0]);
    if (!code)
        return Error(ErrorCode::DivisionTableInvalid, code.error().where);
    const std::string_view name = (*cells)[1];
    if (name.empty() || name.size() > nameMax || !isPlainLine(name))
        return Error(ErrorCode::DivisionTableInvalid, "the name is one line of 1 to 120 bytes");
    const auto first = monthOf((*cells)[2]), last = monthOf((*cells)[3]);
    if (!first || (!last && (*cells)[3] != "-"))
        return Error(ErrorCode::DivisionTableInvalid, "a month is YYYY-MM, the last one may be -");
    if (last && *last < *first)
        return Error(ErrorCode::DivisionTableInvalid, "the last month is before the first");
    return Division{std::move(*code), std::string(name), *first, last};
}

Result<void> follows(const Division& row, const Division& before) {
    if (row.code < before.code)
        return Error(ErrorCode::DivisionTableInvalid, "codes are in ascending order");
    if (row.code == before.code && (!before.last || row.first <= *before.last))
        return Error(ErrorCode::DivisionTableInvalid,
                     "this row and the one before overlap in time");
    return {};
}

struct ByCode {
    bool operator()(const Division& a, const DivisionCode& b) const { return a.code < b; }
    bool operator()(const DivisionCode& a, const Division& b) const { return a < b.code; }
};

} // namespace

Result<DivisionHistory> DivisionHistory::parse(std::string_view text, std::string_view file) {
    DivisionHistory history;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        if (line.empty() || line[0] == '#')
            continue;
        auto row = rowOf(line);
        const Result<void> order =
            row && !history.rows_.empty() ? follows(*row, history.rows_.back()) : Result<void>();
        if (!row || !order)
            return Error(ErrorCode::DivisionTableInvalid,
                         std::string(file) + ":" + std::to_string(number) + ": " +
                             (row ? order.error() : row.error()).where);
        history.rows_.push_back(std::move(*row));
    }
    return history;
}

const Division* DivisionHistory::at(const DivisionCode& code, year_month month) const {
    const auto [from, to] = std::equal_range(rows_.begin(), rows_.end(), code, ByCode());
    const auto covers = [month](const Division& row) {
        return row.first <= month && (!row.last || month <= *row.last);
    };
    const auto found = std::find_if(from, to, covers);
    return found == to ? nullptr : &*found;
}

const Division* DivisionHistory::latest(const DivisionCode& code) const {
    const auto [from, to] = std::equal_range(rows_.begin(), rows_.end(), code, ByCode());
    return from == to ? nullptr : &*std::prev(to);
}

bool DivisionHistory::isAbolished(const DivisionCode& code) const {
    const Division* row = latest(code);
    return row != nullptr && row->last.has_value();
}

std::string DivisionHistory::fullName(const DivisionCode& code, year_month month) const {
    const Division* row = at(code, month);
    if (row == nullptr)
        return {};
    std::string name = row->name;
    for (auto above = code.parent(); above; above = above->parent()) {
        if (const Division* parent = at(*above, month))
            name.insert(0, parent->name);
    }
    return name;
}

} // namespace jiujin::formats
