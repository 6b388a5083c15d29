// A technician at a keyboard: Enter says done, y or n answers, s skips. Where nobody types any
// more, everything is skipped.
#pragma once

#include "app/kit/hands.h"

#include <iosfwd>
#include <string>

namespace jiujin::kit {

class TypedHands : public Hands {
public:
    TypedHands(std::istream& typed, std::ostream& shown) : typed_(typed), shown_(shown) {}

    bool doThis(const Words& what) override;
    std::optional<bool> see(const Words& question) override;

private:
    // Nothing at the end of what is typed.
    std::optional<std::string> answer(const Words& said, std::string_view keys);

    std::istream& typed_;
    std::ostream& shown_;
};

} // namespace jiujin::kit
