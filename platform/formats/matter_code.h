// Codes of matters (ZWFW C0109.1-2018, GB/T 39554.1-2020).
//   基本编码 12      division 2, type 2, item 5 (guiding department 2 + serial 3), sub-item 3
//   实施编码 31      credit code of the implementing body 18, level 1, 基本编码 12
//   业务办理项编码 33  实施编码 31, serial 01 to 99
// The structure stands in generators and decodes published codes (B+); the standards' text was not
// seen. There is no check of its own: the embedded credit code has one. Types and levels are those
// of code_lists.h; unknown types are taken, for provinces extend them. Provinces' own schemes:
// code_profile.h.
#pragma once

#include "platform/formats/credit_code.h"

namespace jiujin::formats {

// All digits; 31 20 03564 000.
struct BasicCode {
    std::string division; // 2
    std::string type;     // 2
    std::string item;     // 5
    std::string subItem;  // 3; 000 is the item itself

    // MatterCodeFormat.
    static Result<BasicCode> parse(std::string_view text);
    std::string text() const { return division + type + item + subItem; }
    std::string department() const { return item.substr(0, 2); }
    bool isSubItem() const { return subItem != "000"; }
    bool operator==(const BasicCode&) const = default;
};

struct ImplementationCode {
    CreditCode body;
    char level = '1'; // 1 to 7
    BasicCode basic;

    // Accepts lower case. MatterCodeFormat; CreditCodeFormat of the body.
    static Result<ImplementationCode> parse(std::string_view text);
    std::string text() const;
    bool operator==(const ImplementationCode&) const = default;
};

struct HandlingCode {
    ImplementationCode implementation;
    int serial = 1; // 1 to 99

    static Result<HandlingCode> parse(std::string_view text);
    std::string text() const;
    bool operator==(const HandlingCode&) const = default;
};

} // namespace jiujin::formats
