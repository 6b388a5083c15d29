#include "app/terminal/service/supplies_desk.h"

#include "app/link/ledger_report.h"
#include "app/link/queue_report.h"
#include "app/terminal/service/words.h"

#include <charconv>

namespace jiujin::service {

namespace {

using drivers::PaperWord;
using Words = std::vector<std::string_view>;

Result<std::int64_t> numberIn(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size())
        return Error(ErrorCode::Usage, "not a number: " + std::string(text));
    return number;
}

// The word at that place, or nothing when there is none.
Result<std::optional<std::int64_t>> countAt(const Words& words, std::size_t place) {
    if (words.size() <= place)
        return std::optional<std::int64_t>();
    JIUJIN_TRY_ASSIGN(const std::int64_t count, numberIn(words[place]));
    return std::optional(count);
}

Result<void> settle(supplies::SupplyBook& book, const Words& words) {
    JIUJIN_TRY_ASSIGN(const std::int64_t number, numberIn(words[2]));
    JIUJIN_TRY_ASSIGN(const supplies::Found found, supplies::foundFrom(words[3]));
    JIUJIN_TRY_ASSIGN(const auto sheets, countAt(words, 4));
    return book.settle(number, found, sheets);
}

Result<void> load(supplies::SupplyBook& book, const Words& words) {
    JIUJIN_TRY_ASSIGN(const auto count, countAt(words, 3));
    const std::string name(words[2]);
    return words[1] == "paper" ? book.paperLoaded(name, count) : book.tonerChanged(name, count);
}

} // namespace

std::vector<supplies::Printer> printersIn(const Settings& settings) {
    std::vector<supplies::Printer> printers;
    for (const DeviceSettings& device : settings.devices)
        if (device.prints())
            printers.push_back({device.name, device.paper, device.tonerPages});
    return printers;
}

void SuppliesDesk::follow(const devices::DriverLane& lane) {
    const std::string name = lane.device().name.toStdString();
    QObject::connect(&lane, &devices::DriverLane::paper,
                     [this, name](const PaperWord& word) { hear(name, word); });
    QObject::connect(&lane, &devices::DriverLane::printLost,
                     [this, name] { book_.unknown(name, supplies::Cause::Host); });
}

void SuppliesDesk::hear(const std::string& printer, const PaperWord& word) {
    switch (word.kind) {
    case PaperWord::Kind::Begun:
        return book_.begun(printer);
    case PaperWord::Kind::Out:
        return book_.out(printer, word.sheets);
    case PaperWord::Kind::Unknown:
        return book_.unknown(printer, supplies::Cause::Printer);
    }
}

void SuppliesDesk::describe(link::DeviceReport& device) const {
    const auto standing = book_.standing(device.name);
    if (!standing)
        return;
    device.sheets = standing->sheets;
    device.sheetsLeft = standing->sheetsLeft;
    device.daysLeft = standing->daysLeft;
    device.tonerLeft = standing->tonerLeft;
    device.openEntries = standing->openEntries;
}

std::optional<std::string> SuppliesDesk::answer(std::string_view line) {
    const Words words = wordsOf(line);
    if (words.size() < 2 || words[0] != "device")
        return std::nullopt;
    if (words[1] == "ledger" && words.size() <= 3)
        return ledger(words.size() == 3 ? std::string(words[2]) : std::string());
    const bool loads = words[1] == "paper" || words[1] == "toner";
    if ((loads && (words.size() == 3 || words.size() == 4)) ||
        (words[1] == "settle" && (words.size() == 4 || words.size() == 5)))
        return act(words);
    return std::nullopt;
}

std::string SuppliesDesk::ledger(const std::string& printer) const {
    const auto lines = book_.ledger(printer);
    if (!lines)
        return link::encodeRefusal(lines.error());
    std::vector<link::LedgerLine> told;
    for (const auto& [name, entry] : *lines)
        told.push_back({entry.number, name, toRfc3339(entry.since),
                        std::string(nameOf(entry.cause)), std::string(nameOf(entry.found))});
    return encode(told);
}

std::string SuppliesDesk::act(const Words& words) {
    const auto done = words[1] == "settle" ? settle(book_, words) : load(book_, words);
    return done ? link::encodeChange(1) : link::encodeRefusal(done.error());
}

} // namespace jiujin::service
