#include "app/terminal/supplies/supply_book.h"

#include "app/terminal/supplies/forecast.h"
#include "platform/base/event.h"

#include <algorithm>
#include <charconv>

namespace jiujin::supplies {

namespace {

// Far more than anybody leaves unlooked at; beyond that the oldest go, those that are settled
// first.
constexpr std::size_t mostEntries = 200;

// No printer is called so: names have no underscore.
const std::string numberFile = "last_number";

std::int64_t numberIn(const std::string& text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number > 0 && number <= mostCounted ? number : 0;
}

void trim(std::vector<Entry>& entries) {
    if (entries.size() <= mostEntries)
        return;
    const auto settled =
        std::ranges::find_if(entries, [](const Entry& each) { return each.found != Found::Open; });
    entries.erase(settled == entries.end() ? entries.begin() : settled);
}

} // namespace

SupplyBook::SupplyBook(std::vector<Printer> printers, Shelf& shelf, const Clock& clock)
    : shelf_(shelf), clock_(clock), lastNumber_(numberIn(shelf.read(numberFile).value_or(""))) {
    std::vector<Page*> unread;
    pages_.reserve(printers.size());
    for (Printer& printer : printers) {
        const auto text = shelf_.read(printer.name);
        auto record = text ? recordFrom(*text) : Record{};
        pages_.push_back({std::move(printer), record.ok() ? std::move(*record) : Record{}});
        if (!record.ok())
            unread.push_back(&pages_.back());
        for (const Entry& entry : pages_.back().record.entries)
            lastNumber_ = std::max(lastNumber_, entry.number);
    }
    for (Page* page : unread) {
        shelf_.setAside(page->printer.name);
        open(*page, clock_.wall().time, Cause::Book);
    }
    for (Page& page : pages_)
        if (page.record.begun)
            unknown(page.printer.name, Cause::Terminal);
}

void SupplyBook::begun(const std::string& printer) {
    Page* const page = pageOf(printer);
    if (page == nullptr)
        return;
    page->record.begun = clock_.wall().time;
    static_cast<void>(keep(*page).ok());
}

void SupplyBook::out(const std::string& printer, std::int64_t sheets) {
    Page* const page = pageOf(printer);
    if (page == nullptr || !page->record.begun)
        return;
    page->record.begun.reset();
    countSheets(page->record, sheets, today());
    warn(*page);
    static_cast<void>(keep(*page).ok());
}

void SupplyBook::unknown(const std::string& printer, Cause cause) {
    Page* const page = pageOf(printer);
    if (page == nullptr || !page->record.begun)
        return;
    open(*page, *std::exchange(page->record.begun, std::nullopt), cause);
}

void SupplyBook::open(Page& page, WallTime since, Cause cause) {
    page.record.entries.push_back({++lastNumber_, since, cause, Found::Open});
    trim(page.record.entries);
    // First: pages can become unreadable, and what was said of a number must not mean another.
    static_cast<void>(shelf_.write(numberFile, std::to_string(lastNumber_)).ok());
    static_cast<void>(keep(page).ok());
    logEvent(Event::SheetUnknown, {{"device", std::string_view(page.printer.name)},
                                   {"entry", lastNumber_},
                                   {"cause", nameOf(cause)}});
}

Result<void> SupplyBook::paperLoaded(const std::string& printer,
                                     std::optional<std::int64_t> sheets) {
    return load(printer, "paper", &Record::paper, &Printer::paper, sheets);
}

Result<void> SupplyBook::tonerChanged(const std::string& printer,
                                      std::optional<std::int64_t> pages) {
    return load(printer, "toner", &Record::toner, &Printer::tonerPages, pages);
}

Result<void> SupplyBook::load(const std::string& printer, std::string_view kind,
                              Stock Record::*stock, std::int64_t Printer::*usual,
                              std::optional<std::int64_t> count) {
    Page* const page = pageOf(printer);
    if (page == nullptr)
        return Error(ErrorCode::NotFound, "there is no printer " + printer);
    const std::int64_t loaded = count.value_or(page->printer.*usual);
    if (loaded < 1 || loaded > mostLoaded)
        return Error(ErrorCode::Usage, "how much? 1 to " + std::to_string(mostLoaded) +
                                           "; the settings do not say what is usual");
    Record record = page->record;
    record.*stock = {loaded, 0, false};
    JIUJIN_TRY(replace(*page, std::move(record)));
    logEvent(Event::SuppliesLoaded,
             {{"device", std::string_view(printer)}, {"kind", kind}, {"count", loaded}});
    return {};
}

Result<void> SupplyBook::settle(std::int64_t number, Found found,
                                std::optional<std::int64_t> sheets) {
    const bool used = found == Found::Spoilt || found == Found::Out;
    const std::int64_t count = sheets.value_or(used ? 1 : 0);
    if (found == Found::Open || count < (used ? 1 : 0) || count > (used ? mostSheets : 0))
        return Error(ErrorCode::Usage, "spoilt and out take 1 to 999 sheets, none takes none");
    for (Page& page : pages_) {
        Record record = page.record;
        const auto entry = std::ranges::find(record.entries, number, &Entry::number);
        if (entry == record.entries.end())
            continue;
        if (entry->found != Found::Open)
            return Error(ErrorCode::AlreadyExists, "entry " + std::to_string(number) + " is " +
                                                       std::string(nameOf(entry->found)));
        entry->found = found;
        countSheets(record, count, today());
        JIUJIN_TRY(replace(page, std::move(record)));
        warn(page);
        // What was settled lasts; that it was told may be told again.
        static_cast<void>(keep(page).ok());
        return {};
    }
    return Error(ErrorCode::NotFound, "there is no entry " + std::to_string(number));
}

std::optional<Standing> SupplyBook::standing(const std::string& printer) const {
    const Page* const page = pageOf(printer);
    if (page == nullptr)
        return std::nullopt;
    const Forecast forecast = forecastFor(page->record, today());
    return Standing{page->record.sheets, forecast.sheetsLeft, forecast.daysLeft, forecast.tonerLeft,
                    std::ranges::count(page->record.entries, Found::Open, &Entry::found)};
}

Result<std::vector<Line>> SupplyBook::ledger(const std::string& printer) const {
    if (!printer.empty() && pageOf(printer) == nullptr)
        return Error(ErrorCode::NotFound, "there is no printer " + printer);
    std::vector<Line> lines;
    for (const Page& page : pages_)
        for (const Entry& entry : page.record.entries)
            if (printer.empty() || page.printer.name == printer)
                lines.push_back({page.printer.name, entry});
    std::ranges::sort(lines, {}, [](const Line& line) { return line.entry.number; });
    return lines;
}

void SupplyBook::warn(Page& page) const {
    const auto tell = [&](Stock& stock, std::string_view kind, bool low) {
        if (!low || std::exchange(stock.lowTold, true))
            return;
        logEvent(Event::SuppliesLow,
                 {{"device", std::string_view(page.printer.name)},
                  {"kind", kind},
                  {"left", std::max<std::int64_t>(stock.loaded - stock.used, 0)}});
    };
    tell(page.record.paper, "paper", paperIsLow(page.record, today()));
    tell(page.record.toner, "toner", tonerIsLow(page.record));
}

Result<void> SupplyBook::replace(Page& page, Record record) {
    std::swap(page.record, record);
    auto kept = keep(page);
    if (!kept.ok())
        std::swap(page.record, record);
    return kept;
}

Result<void> SupplyBook::keep(const Page& page) {
    return shelf_.write(page.printer.name, encode(page.record));
}

SupplyBook::Page* SupplyBook::pageOf(const std::string& printer) {
    const auto page = std::ranges::find_if(
        pages_, [&](const Page& each) { return each.printer.name == printer; });
    return page == pages_.end() ? nullptr : &*page;
}

const SupplyBook::Page* SupplyBook::pageOf(const std::string& printer) const {
    return const_cast<SupplyBook*>(this)->pageOf(printer);
}

std::optional<Day> SupplyBook::today() const {
    return dayOf(clock_.wall());
}

} // namespace jiujin::supplies
