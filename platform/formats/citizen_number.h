// 公民身份号码 (GB 11643-1999): 6 division, 8 birth date, 3 sequence, 1 check by ISO 7064 MOD 11-2.
// The 15-digit form of older cards has a two-digit year (19..) and no check.
// Sure (A): structure and check. By memory only (D): residents of Hong Kong, Macao and Taiwan hold
// 81/82/83…, foreign permanent residents (2023 model) 9 + 2 province + 3 nationality (ISO 3166-1).
// Division codes are not looked up: abolished codes stay valid in people's numbers.
#pragma once

#include "platform/base/clock.h"
#include "platform/base/secret.h"

namespace jiujin::formats {

// Whole years on `day`; one born on 29 February turns a year older on 1 March of a common year.
int ageOn(std::chrono::year_month_day birth, std::chrono::sys_days day);

// 外国人永久居留身份证, 2017 model: 3 letters of the state and 12 digits. Its check rule is not
// public.
bool isForeignNumber2017(std::string_view text);

class CitizenNumber {
public:
    // What the first digits say: 港澳台居民居住证 is 81 Hong Kong, 82 Macao, 83 Taiwan.
    enum class Holder { Citizen, HongKong, Macao, Taiwan, Foreigner };

    // Accepts a lower-case x, keeps the upper. `today` bounds the birth date.
    // NumberLength, NumberCharacter, NumberDate, NumberCheck; `where` names places, never digits.
    static Result<CitizenNumber> parse(std::string_view text, std::chrono::sys_days today);

    const Secret& text() const { return text_; }
    // "110105********002X": what screens and papers may show.
    std::string masked() const;
    bool isLegacy() const { return text_.expose().size() == 15; }
    // The 18-digit form; a legacy number gets its century and its check.
    CitizenNumber modern() const;
    // The old and the new form of one number are one person.
    bool sameAs(const CitizenNumber& other) const;

    Holder holder() const;
    // First six digits: where a citizen was first registered. Of others no division.
    std::string division() const;
    std::chrono::year_month_day birth() const;
    bool isMale() const;

private:
    Secret text_;
};

} // namespace jiujin::formats
