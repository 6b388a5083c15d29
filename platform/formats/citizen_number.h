// 公民身份号码 (GB 11643-1999): 6 division, 8 birth date, 3 sequence, 1 check by ISO 7064 MOD 11-2.
// The 15-digit form of older cards has a two-digit year (19..) and no check. Division codes are not
// looked up: abolished codes stay valid in people's numbers. Residents of Hong Kong, Macao and
// Taiwan hold 81/82/83…, foreign permanent residents (2023 model) 9….
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
    // Accepts a lower-case x, keeps the upper. `today` bounds the birth date.
    // NumberLength, NumberCharacter, NumberDate, NumberCheck.
    static Result<CitizenNumber> parse(std::string_view text, std::chrono::sys_days today);

    const Secret& text() const { return text_; }
    bool isLegacy() const { return text_.expose().size() == 15; }
    std::chrono::year_month_day birth() const;
    bool isMale() const;

private:
    Secret text_;
};

} // namespace jiujin::formats
