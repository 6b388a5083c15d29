#include "tests/support/samv/chip.h"

#include <boost/json.hpp>

namespace samv_peer {

namespace {

// offset, bytes, key of the person file; a key that begins with '=' is the text itself.
struct Place {
    std::size_t offset, bytes;
    const char* key;
};
using Places = std::vector<Place>;

const Places resident{{0, 30, "name"},     {30, 2, "sex"},         {32, 4, "nation"},
                      {36, 16, "birth"},   {52, 70, "address"},    {122, 36, "number"},
                      {158, 30, "issuer"}, {188, 16, "validFrom"}, {204, 16, "validUntil"},
                      {220, 36, "="}};
const Places hkmt{{0, 30, "name"},         {30, 2, "sex"},         {32, 4, "="},
                  {36, 16, "birth"},       {52, 70, "address"},    {122, 36, "number"},
                  {158, 30, "issuer"},     {188, 16, "validFrom"}, {204, 16, "validUntil"},
                  {220, 18, "passNumber"}, {238, 4, "issueCount"}, {242, 6, "="},
                  {248, 2, "=J"},          {250, 6, "="}};
const Places foreign2017{{0, 120, "name"},        {120, 2, "sex"},        {122, 30, "number"},
                         {152, 6, "nation"},      {158, 30, "otherName"}, {188, 16, "validFrom"},
                         {204, 16, "validUntil"}, {220, 16, "birth"},     {236, 4, "=01"},
                         {240, 8, "issuer"},      {248, 2, "=I"},         {250, 6, "="}};
const Places foreign2023{{0, 30, "otherName"},  {30, 2, "sex"},         {32, 4, "=00"},
                         {36, 16, "birth"},     {52, 70, "nameHead"},   {122, 36, "number"},
                         {158, 30, "="},        {188, 16, "validFrom"}, {204, 16, "validUntil"},
                         {220, 22, "nameTail"}, {242, 6, "nation"},     {248, 2, "=Y"},
                         {250, 6, "="}};

const std::map<std::string, const Places*> kinds{{"resident", &resident},
                                                 {"hkmt", &hkmt},
                                                 {"foreign2017", &foreign2017},
                                                 {"foreign2023", &foreign2023}};
constexpr std::size_t firstNamePart = 35;

// The person files are this project's own and well-formed.
std::u16string utf16(const std::string& utf8) {
    std::u16string out;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t point = size == 1 ? lead : lead & (0x7FU >> size);
        for (std::size_t k = 1; k < size; ++k)
            point = point << 6U | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        i += size;
        if (point < 0x10000) {
            out += static_cast<char16_t>(point);
        } else {
            out += static_cast<char16_t>(0xD7C0 + (point >> 10U));
            out += static_cast<char16_t>(0xDC00 | (point & 0x3FFU));
        }
    }
    return out;
}

bool put(Octets& text, const Place& place, const std::u16string& value) {
    if (value.size() * 2 > place.bytes)
        return false;
    for (std::size_t i = 0; i < place.bytes / 2; ++i) {
        const char16_t unit = i < value.size() ? value[i] : u' ';
        text[place.offset + 2 * i] = static_cast<std::uint8_t>(unit & 0xFFU);
        text[place.offset + 2 * i + 1] = static_cast<std::uint8_t>(unit >> 8U);
    }
    return true;
}

Octets opaque(std::initializer_list<std::uint8_t> begin) {
    Octets bytes(begin);
    for (std::size_t i = bytes.size(); i < 1024; ++i)
        bytes.push_back(static_cast<std::uint8_t>(i * 37));
    return bytes;
}

Person personOf(const boost::json::object& object) {
    Person person;
    for (const auto& [key, value] : object)
        person[std::string(key)] = std::string(value.as_string());
    const std::string name = person["name"];
    person["nameHead"] = name.substr(0, firstNamePart);
    person["nameTail"] = name.size() > firstNamePart ? name.substr(firstNamePart) : "";
    return person;
}

} // namespace

std::map<std::string, Person> personsFrom(const std::string& json) {
    std::map<std::string, Person> persons;
    const boost::json::value list = boost::json::parse(json);
    for (const auto& value : list.as_array()) {
        const Person person = personOf(value.as_object());
        persons[person.at("id")] = person;
        persons.try_emplace(person.at("kind"), person);
    }
    return persons;
}

std::optional<Person> personFrom(const std::string& json) {
    boost::system::error_code wrong;
    const auto value = boost::json::parse(json, wrong);
    if (wrong || !value.is_object())
        return std::nullopt;
    return personOf(value.get_object());
}

std::optional<Chip> chipOf(const Person& person) {
    const auto kind = person.find("kind");
    if (kind == person.end() || kinds.count(kind->second) == 0)
        return std::nullopt;
    Chip chip{Octets(256, 0), opaque({0x57, 0x4C, 0x66, 0x00, 0x7E, 0x00, 0x66, 0x00}), {}, {}};
    if (kind->second == "resident")
        chip.fingerprint = opaque({0x43, 0x01, 0x12});
    for (const Place& place : *kinds.at(kind->second)) {
        const std::string key = place.key;
        const auto found = person.find(key);
        const std::string value = key.front() == '='      ? key.substr(1)
                                  : found != person.end() ? found->second
                                                          : "";
        if (!put(chip.text, place, utf16(value)))
            return std::nullopt;
    }
    return chip;
}

std::optional<Octets> addressOf(const std::string& text) {
    constexpr std::size_t bytes = 70;
    Octets address(bytes, 0);
    if (!put(address, {0, bytes, "="}, utf16(text)))
        return std::nullopt;
    return address;
}

} // namespace samv_peer
