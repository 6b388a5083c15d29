// What the chip of an invented person's card holds, made from tests/data/persons.json.
#pragma once

#include "tests/support/samv/wire.h"

#include <map>
#include <optional>
#include <string>

namespace samv_peer {

using Person = std::map<std::string, std::string>;

struct Chip {
    Octets text;        // 256 bytes
    Octets photo;       // 1024 bytes that begin as WLT files do; no picture
    Octets fingerprint; // 1024 bytes, or none
    Octets address;     // 70 bytes: the newest, written after the card was made; or none
};

// Every object of the list by its "id", and the first of each kind by the kind's name.
std::map<std::string, Person> personsFrom(const std::string& json);
// One object.
std::optional<Person> personFrom(const std::string& json);
// None when the kind is unknown or a field is too long for the chip.
std::optional<Chip> chipOf(const Person& person);
// None when it is too long for the chip.
std::optional<Octets> addressOf(const std::string& text);

} // namespace samv_peer
