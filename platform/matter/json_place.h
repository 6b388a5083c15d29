// Reading a JSON file that a person wrote: a value together with its place, so that every fault
// names file, place (RFC 6901) and mend. The first fault is kept; reading goes on with defaults.
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

class FaultLog {
public:
    explicit FaultLog(std::string fileName) : file(std::move(fileName)) {}
    void add(const std::string& place, const std::string& mend);
    const std::optional<Error>& first() const { return first_; }

    const std::string file;

private:
    std::optional<Error> first_;
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
    Words words(std::string_view key, std::size_t maxLength, bool lines = false) const;
    // Empty when the key is absent.
    Words optionalWords(std::string_view key, std::size_t maxLength, bool lines = false) const;
    int number(std::string_view key, int least, int most, int absent) const;
    bool flag(std::string_view key, bool absent) const;
    std::string oneOf(std::string_view key, std::initializer_list<std::string_view> names) const;

    const boost::json::value& value() const { return *value_; }
    const std::string& path() const { return path_; }

private:
    Place(const boost::json::value& value, std::string path, FaultLog& faults)
        : value_(&value), path_(std::move(path)), faults_(&faults) {}

    const boost::json::value* value_;
    std::string path_;
    FaultLog* faults_;
};

} // namespace jiujin::matter
