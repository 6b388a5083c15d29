// The terminal's book of supplies: what each printer has used, what it has left, and the ledger of
// sheets of which nobody knows what became. A print is marked on the disk when its host says that
// it has begun, some milliseconds after the document left, so that whatever ends in the middle
// leaves an entry. For one thread.
#pragma once

#include "app/terminal/supplies/record.h"
#include "app/terminal/supplies/shelf.h"

namespace jiujin::supplies {

struct Printer {
    std::string name; // in the settings
    // What a technician loads who does not say how much; 0: must say.
    std::int64_t paper = 0, tonerPages = 0;
};

// -1: not known.
struct Standing {
    std::int64_t sheets = 0, sheetsLeft = -1, daysLeft = -1, tonerLeft = -1, openEntries = 0;
    bool operator==(const Standing&) const = default;
};

struct Line {
    std::string printer;
    Entry entry;
    bool operator==(const Line&) const = default;
};

// What is loaded at a time, and what one print or one entry takes.
inline constexpr std::int64_t mostLoaded = 100'000, mostSheets = 999;

class SupplyBook {
public:
    // A print that was begun when this terminal last ended becomes an entry, and so does a record
    // that cannot be read.
    SupplyBook(std::vector<Printer> printers, Shelf& shelf, const Clock& clock);

    // What a host says of a print. Of what has not begun nothing ends. Counted also when the disk
    // takes nothing: printing waits for no book.
    void begun(const std::string& printer);
    void out(const std::string& printer, std::int64_t sheets);
    void unknown(const std::string& printer, Cause cause);

    // What a technician did; lasts, or is as if it had not been. So many lie in the tray now, or as
    // many as the settings say. NotFound, Usage, StoreOpen.
    Result<void> paperLoaded(const std::string& printer, std::optional<std::int64_t> sheets);
    Result<void> tonerChanged(const std::string& printer, std::optional<std::int64_t> pages);
    // What somebody found; spoilt and out take so many sheets, one unless told. NotFound;
    // AlreadyExists when somebody has; Usage; StoreOpen.
    Result<void> settle(std::int64_t number, Found found, std::optional<std::int64_t> sheets);

    // Nothing of a name that is no printer's.
    std::optional<Standing> standing(const std::string& printer) const;
    // By number, of one printer or of all (empty). NotFound.
    Result<std::vector<Line>> ledger(const std::string& printer) const;

private:
    struct Page {
        Printer printer;
        Record record;
    };

    Page* pageOf(const std::string& printer);
    const Page* pageOf(const std::string& printer) const;
    Result<void> load(const std::string& printer, std::string_view kind, Stock Record::*stock,
                      std::int64_t Printer::*usual, std::optional<std::int64_t> count);
    void open(Page& page, WallTime since, Cause cause);
    void warn(Page& page) const;
    Result<void> replace(Page& page, Record record);
    Result<void> keep(const Page& page);
    std::optional<Day> today() const;

    Shelf& shelf_;
    const Clock& clock_;
    std::vector<Page> pages_;
    std::int64_t lastNumber_ = 0; // of an entry, of whichever printer
};

} // namespace jiujin::supplies
