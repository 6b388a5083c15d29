// 统一社会信用代码 (GB 32100-2015): 1 registering authority, 1 category, 6 division, 9 organisation
// code, 1 check over all. Alphabet 0-9 A-H J-N P-R T U W X Y, that is without I O S V Z; check by
// weights 3^(i-1) mod 31.
// Sure (A): alphabet and check, held against published codes. By good sources (B): 92 is a sole
// trader (个体工商户), whose code is a person's.
#pragma once

#include "platform/base/result.h"
#include "platform/base/secret.h"

namespace jiujin::formats {

class CreditCode {
public:
    // Accepts lower case, keeps upper. CreditCodeFormat with the place.
    static Result<CreditCode> parse(std::string_view text);

    const Secret& text() const { return text_; }
    // Of a sole trader masked, "92330105********1X"; of any other, whose codes are public, whole.
    std::string shown() const;
    bool isSoleTrader() const { return text_.expose().substr(0, 2) == "92"; }

    char registrar() const { return text_.expose()[0]; }
    char category() const { return text_.expose()[1]; }
    std::string division() const { return std::string(text_.expose().substr(2, 6)); }
    std::string organisation() const { return std::string(text_.expose().substr(8, 9)); }
    bool operator==(const CreditCode&) const = default;

private:
    Secret text_;
};

// Of the first 17 characters; '\0' when one is not of the alphabet.
char creditCheck(std::string_view text);

} // namespace jiujin::formats
