// The one way JSON from outside becomes a value of this room. Size, depth and UTF-8 are checked
// first; memory of the parse is wiped; what is read is written again and must give the very same
// bytes, which refuses unknown, missing, doubled and re-ordered members, other spellings of numbers
// and strings, and white space, all with one comparison.
#pragma once

#include "platform/base/result.h"
#include "platform/base/secret.h"

#include <boost/json/value.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace jiujin::protocol {

struct JsonLimits {
    std::size_t bytes;
    std::size_t depth;
    ErrorCode tooLarge, tooDeep, malformed;
};

// Thrown and caught inside this room only: by readers, when a value has the wrong shape.
struct WrongShape {
    std::string_view what;
};
inline void require(bool holds, std::string_view what) {
    if (!holds)
        throw WrongShape{what};
}

// Parses and calls `read`, which may throw WrongShape or what Boost.JSON throws.
Result<void> readJson(std::string_view json, const JsonLimits& limits,
                      const std::function<void(const boost::json::value&)>& read);

// Typed access; each throws when the member is missing or of another type.
std::string_view textAt(const boost::json::object& object, std::string_view key);
std::string textOf(const boost::json::object& object, std::string_view key);
Secret secretOf(const boost::json::object& object, std::string_view key);
std::uint64_t numberAt(const boost::json::object& object, std::string_view key, std::uint64_t most);
const boost::json::object& objectAt(const boost::json::object& object, std::string_view key);
const boost::json::array& arrayAt(const boost::json::object& object, std::string_view key,
                                  std::size_t most);

// The value of a Result, or WrongShape.
template <typename T>
T needed(Result<T> result, std::string_view what) {
    require(result.ok(), what);
    return std::move(result).value();
}

inline std::string_view spelling(const std::string& text) {
    return text;
}
inline std::string_view spelling(const Secret& text) {
    return text.expose();
}

// readJson with the comparison; `encode` gives a std::string or a Secret.
template <typename T, typename Read, typename Encode>
Result<T> decoded(std::string_view json, const JsonLimits& limits, Read read, Encode encode) {
    T out{};
    const auto done = readJson(json, limits, [&](const boost::json::value& value) {
        out = read(value.as_object());
        require(spelling(encode(out)) == json, "not in its one spelling");
    });
    if (!done.ok())
        return done.error();
    return out;
}

} // namespace jiujin::protocol
