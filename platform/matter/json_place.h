// Reading a JSON file that a person wrote: a value together with its place, so that every fault
// names file, place (RFC 6901) and mend. Reading goes on with defaults after a fault.
#pragma once

#include "platform/base/result.h"
#include "platform/matter/matter.h"

#include <boost/json/value.hpp>

#include <initializer_list>
#include <optional>

namespace jiujin::matter {

// What is checked before anything is parsed.
struct JsonLimits {
    std::size_t bytes = 256UL * 1024;
    std::size_t depth = 12;
};
// MatterInvalid with the file's name.
Result<boost::json::value> parseJson(std::string_view file, std::string_view text,
                                     JsonLimits limits = {});
// FileUnreadable, MatterInvalid when it is larger than the limits.
Result<std::string> readFile(const std::filesystem::path& path, JsonLimits limits = {});

// Begins with a small letter; at most 40 letters and digits.
bool isId(std::string_view text);

struct PlaceFault {
    std::string file;  // "form.json"
    std::string place; // RFC 6901; empty: the whole file
    std::string mend;

    Error error() const; // MatterInvalid
};

class FaultLog {
public:
    explicit FaultLog(std::string fileName) : file(std::move(fileName)) {}
    void add(const std::string& place, const std::string& mend);
    const std::optional<Error>& first() const { return first_; }
    // Without those that only follow from a fault at the same place or around it.
    const std::vector<PlaceFault>& all() const { return all_; }

    const std::string file;

private:
    std::optional<Error> first_;
    std::vector<PlaceFault> all_;
};

class Place {
public:
    Place(const boost::json::value& value, FaultLog& faults) : Place(value, "", faults) {}

    void fault(const std::string& mend) const;
    // Names every key that is not in the list: a misspelt key would otherwise be lost silently.
    void onlyKeys(std::initializer_list<std::string_view> keys) const;

    bool has(std::string_view key) const;
    Place at(std::string_view key) const; // a missing key is a fault
    std::vector<Place> list(std::string_view key, std::size_t atLeast, std::size_t atMost) const;

    // Visible text, `maxLength` code points, line breaks only when `lines`; never empty.
    std::string text(std::string_view key, std::size_t maxLength, bool lines = false) const;
    std::string id(std::string_view key) const; // [a-z][a-zA-Z0-9]{0,39}
    std::string date(std::string_view key) const;
    // The value itself, an entry of a list: as text() and words().
    std::string ownText(std::size_t maxLength, bool lines = false) const;
    Words ownWords(std::size_t maxLength, bool lines = false) const;
    // A list of ids, none of them twice.
    std::vector<std::string> ids(std::string_view key, std::size_t atLeast,
                                 std::size_t atMost) const;
    // Of an object, those that are ids; any other is a fault.
    std::vector<std::string> keys() const;
    Words words(std::string_view key, std::size_t maxLength, bool lines = false) const;
    // Empty when the key is absent.
    Words optionalWords(std::string_view key, std::size_t maxLength, bool lines = false) const;
    int number(std::string_view key, int least, int most, int absent) const;
    bool flag(std::string_view key, bool absent) const;
    std::string oneOf(std::string_view key, std::initializer_list<std::string_view> names) const;
    // What the text at `key` stands for; the first after a fault.
    template <typename Value>
    Value among(std::string_view key,
                std::initializer_list<std::pair<std::string_view, Value>> named) const {
        std::vector<std::string_view> names;
        for (const auto& [name, value] : named)
            names.push_back(name);
        return (named.begin() + static_cast<std::ptrdiff_t>(indexOf(key, names)))->second;
    }
    // A list of one or more out of `known`, none of them twice.
    std::vector<std::string> names(std::string_view key,
                                   std::initializer_list<std::string_view> known) const;

    const boost::json::value& value() const { return *value_; }
    const std::string& path() const { return path_; }
    FaultLog& log() const { return *faults_; }

private:
    Place(const boost::json::value& value, std::string path, FaultLog& faults)
        : value_(&value), path_(std::move(path)), faults_(&faults) {}

    // Of the text at `key` in `names`; 0 after a fault.
    std::size_t indexOf(std::string_view key, const std::vector<std::string_view>& names) const;

    const boost::json::value* value_;
    std::string path_;
    FaultLog* faults_;
};

} // namespace jiujin::matter
