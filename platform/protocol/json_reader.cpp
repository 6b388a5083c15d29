#include "platform/protocol/json_reader.h"

#include "platform/base/bytes.h"

#include <array>
#include <boost/json/memory_resource.hpp>
#include <boost/json/parser.hpp>
#include <cstring>
#include <new>

namespace jiujin::protocol {

namespace {

// Every block of a parse is overwritten when it is given back. Boost.JSON 1.81 frees keys with
// another alignment than it asked for, and never asks for more than the usual one.
class WipingMemory : public boost::json::memory_resource {
    void* do_allocate(std::size_t bytes, std::size_t) override { return ::operator new(bytes); }
    void do_deallocate(void* block, std::size_t bytes, std::size_t) override {
        ::explicit_bzero(block, bytes);
        ::operator delete(block);
    }
    bool do_is_equal(const boost::json::memory_resource& other) const noexcept override {
        return this == &other;
    }
};

Result<void> parseAndRead(std::string_view json, const JsonLimits& limits,
                          const std::function<void(const boost::json::value&)>& read) {
    WipingMemory memory;
    boost::json::parse_options options;
    options.max_depth = limits.depth;
    boost::json::parser parser(&memory, options);
    parser.reset(&memory);
    boost::json::error_code failure;
    parser.write(json.data(), json.size(), failure);
    if (failure == boost::json::error::too_deep)
        return Error(limits.tooDeep, "nested too deeply");
    if (failure)
        return Error(limits.malformed, "not JSON");
    const boost::json::value value = parser.release();
    read(value);
    return {};
}

} // namespace

Result<void> readJson(std::string_view json, const JsonLimits& limits,
                      const std::function<void(const boost::json::value&)>& read) {
    if (json.size() > limits.bytes)
        return Error(limits.tooLarge, "longer than " + std::to_string(limits.bytes) + " bytes");
    if (!isUtf8(json))
        return Error(limits.malformed, "not UTF-8");
    try {
        return parseAndRead(json, limits, read);
    } catch (const WrongShape& shape) {
        return Error(limits.malformed, std::string(shape.what));
    } catch (const std::exception&) {
        // What Boost.JSON says may quote the text, so it is not handed on.
        return Error(limits.malformed, "a member is missing or has the wrong type");
    }
}

std::string_view textAt(const boost::json::object& object, std::string_view key) {
    const auto& string = object.at(key).as_string();
    return {string.data(), string.size()};
}

std::string textOf(const boost::json::object& object, std::string_view key) {
    return std::string(textAt(object, key));
}

Secret secretOf(const boost::json::object& object, std::string_view key) {
    return Secret(textAt(object, key));
}

std::uint64_t numberAt(const boost::json::object& object, std::string_view key,
                       std::uint64_t most) {
    const auto number = object.at(key).to_number<std::uint64_t>();
    require(number <= most, "a number is too large");
    return number;
}

const boost::json::object& objectAt(const boost::json::object& object, std::string_view key) {
    return object.at(key).as_object();
}

const boost::json::array& arrayAt(const boost::json::object& object, std::string_view key,
                                  std::size_t most) {
    const auto& array = object.at(key).as_array();
    require(array.size() <= most, "a list is too long");
    return array;
}

} // namespace jiujin::protocol
