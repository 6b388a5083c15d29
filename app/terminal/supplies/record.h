// What is known of one printer's paper and toner, and its part of the ledger, as one kept file
// holds it. A printer of receipts counts receipts as sheets.
#pragma once

#include "platform/base/clock.h"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace jiujin::supplies {

// Why nobody knows what became of a sheet.
enum class Cause {
    Printer,  // it did not say
    Host,     // its driver host ended in the middle
    Terminal, // this terminal did: no power, or a crash
    Book      // what stood here before could not be read
};
// What somebody found who looked.
enum class Found { Open, Spoilt, Out, None };

struct Entry {
    std::int64_t number = 0; // one row for all printers of a terminal
    WallTime since;
    Cause cause = Cause::Printer;
    Found found = Found::Open; // Open: nobody has looked yet
    bool operator==(const Entry&) const = default;
};

// Of paper in sheets, of toner in pages; a sheet has one.
struct Stock {
    std::int64_t loaded = 0; // by the technician who did so last; 0: nobody said
    std::int64_t used = 0;   // since then
    bool lowTold = false;
    bool operator==(const Stock&) const = default;
};

// More than any printer lives to print, and far from what arithmetic cannot hold.
inline constexpr std::int64_t mostCounted = 1'000'000'000'000;

// Days since 1970-01-01 in China Standard Time.
using Day = std::int64_t;

struct Record {
    std::int64_t sheets = 0; // in all
    Stock paper, toner;
    std::optional<Day> firstDay;      // of those that `days` tells of
    std::map<Day, std::int64_t> days; // sheets on each of the last
    std::optional<WallTime> begun;    // a print whose end has not been told
    std::vector<Entry> entries;       // by number
    bool operator==(const Record&) const = default;
};

std::string_view nameOf(Cause cause); // "printer", "host", "terminal", "book"
std::string_view nameOf(Found found); // "open", "spoilt", "out", "none"
// NotFound.
Result<Found> foundFrom(std::string_view name);

// One object of JSON.
std::string encode(const Record& record);
// TokenMalformed when it is not what encode() writes.
Result<Record> recordFrom(std::string_view json);

} // namespace jiujin::supplies
