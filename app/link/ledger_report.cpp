#include "app/link/ledger_report.h"

#include "app/link/answer.h"

namespace jiujin::link {

namespace json = boost::json;

namespace {

json::object valueOf(const LedgerLine& line) {
    return {{"number", line.number},
            {"device", line.device},
            {"since", line.since},
            {"cause", line.cause},
            {"found", line.found}};
}

LedgerLine lineFrom(const json::object& object) {
    return {object.at("number").as_int64(), textAt(object, "device"), textAt(object, "since"),
            textAt(object, "cause"), textAt(object, "found")};
}

} // namespace

std::string encode(const std::vector<LedgerLine>& ledger) {
    json::array entries;
    for (const LedgerLine& line : ledger)
        entries.emplace_back(valueOf(line));
    return json::serialize(json::object{{"entries", std::move(entries)}});
}

Result<std::vector<LedgerLine>> decodeLedger(std::string_view text) {
    return decodedAnswer<std::vector<LedgerLine>>(text, [](const json::object& object) {
        std::vector<LedgerLine> ledger;
        for (const json::value& entry : object.at("entries").as_array())
            ledger.push_back(lineFrom(entry.as_object()));
        return ledger;
    });
}

} // namespace jiujin::link
