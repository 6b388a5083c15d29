#include "app/terminal/supplies/record.h"

#include <array>
#include <boost/json.hpp>
#include <stdexcept>

namespace jiujin::supplies {

namespace json = boost::json;

namespace {

constexpr std::array causes{Cause::Printer, Cause::Host, Cause::Terminal, Cause::Book};
constexpr std::array finds{Found::Open, Found::Spoilt, Found::Out, Found::None};

json::object valueOf(const Stock& stock) {
    return {{"loaded", stock.loaded}, {"used", stock.used}, {"lowTold", stock.lowTold}};
}

json::object valueOf(const Entry& entry) {
    return {{"number", entry.number},
            {"since", toRfc3339(entry.since)},
            {"cause", nameOf(entry.cause)},
            {"found", nameOf(entry.found)}};
}

// What follows throws at whatever encode() would not write; recordFrom() catches it.
std::int64_t countAt(const json::object& object, std::string_view key) {
    const std::int64_t count = object.at(key).as_int64();
    if (count < 0 || count > mostCounted)
        throw std::out_of_range(std::string(key));
    return count;
}

WallTime timeIn(const json::value& value) {
    const auto time = fromRfc3339(value.as_string());
    if (!time.ok())
        throw std::invalid_argument("time");
    return *time;
}

template <typename List>
auto named(const List& list, const json::value& value) {
    for (const auto each : list)
        if (nameOf(each) == value.as_string())
            return each;
    throw std::invalid_argument("name");
}

Stock stockFrom(const json::value& value) {
    const json::object& object = value.as_object();
    return {countAt(object, "loaded"), countAt(object, "used"), object.at("lowTold").as_bool()};
}

Entry entryFrom(const json::value& value) {
    const json::object& object = value.as_object();
    return {countAt(object, "number"), timeIn(object.at("since")),
            named(causes, object.at("cause")), named(finds, object.at("found"))};
}

Record readRecord(const json::object& object) {
    Record record;
    record.sheets = countAt(object, "sheets");
    record.paper = stockFrom(object.at("paper"));
    record.toner = stockFrom(object.at("toner"));
    if (!object.at("firstDay").is_null())
        record.firstDay = object.at("firstDay").as_int64();
    for (const json::value& day : object.at("days").as_array())
        record.days[day.as_object().at("day").as_int64()] = countAt(day.as_object(), "sheets");
    if (!object.at("begun").is_null())
        record.begun = timeIn(object.at("begun"));
    for (const json::value& entry : object.at("entries").as_array())
        record.entries.push_back(entryFrom(entry));
    return record;
}

} // namespace

std::string_view nameOf(Cause cause) {
    switch (cause) {
    case Cause::Printer:
        return "printer";
    case Cause::Host:
        return "host";
    case Cause::Terminal:
        return "terminal";
    case Cause::Book:
        return "book";
    }
    return {};
}

std::string_view nameOf(Found found) {
    switch (found) {
    case Found::Open:
        return "open";
    case Found::Spoilt:
        return "spoilt";
    case Found::Out:
        return "out";
    case Found::None:
        return "none";
    }
    return {};
}

Result<Found> foundFrom(std::string_view name) {
    for (const Found found : finds)
        if (nameOf(found) == name)
            return found;
    return Error(ErrorCode::NotFound, "nobody can find that a sheet is " + std::string(name));
}

std::string encode(const Record& record) {
    json::array days, entries;
    for (const auto& [day, sheets] : record.days)
        days.push_back(json::object{{"day", day}, {"sheets", sheets}});
    for (const Entry& entry : record.entries)
        entries.emplace_back(valueOf(entry));
    json::object object{{"sheets", record.sheets},        {"paper", valueOf(record.paper)},
                        {"toner", valueOf(record.toner)}, {"firstDay", nullptr},
                        {"days", std::move(days)},        {"begun", nullptr},
                        {"entries", std::move(entries)}};
    if (record.firstDay)
        object["firstDay"] = *record.firstDay;
    if (record.begun)
        object["begun"] = toRfc3339(*record.begun);
    return json::serialize(object);
}

Result<Record> recordFrom(std::string_view text) {
    try {
        return readRecord(json::parse(text).as_object());
    } catch (const std::exception& failure) {
        return Error(ErrorCode::TokenMalformed, std::string("supplies: ") + failure.what());
    }
}

} // namespace jiujin::supplies
