// A decoder of the chip's photograph that was plugged in (photo_decoder.h).
#pragma once

#include "drivers/idcard-samv/photo_decoder.h"
#include "platform/base/result.h"
#include "platform/base/secret.h"

namespace jiujin::drivers::samv {

class PhotoDecoder {
public:
    // From the folder of this module. SettingsInvalid: not a name (lower-case letters, digits,
    // '-'); ProgramStart: no such library, not one of these, or it cannot decode here.
    static Result<PhotoDecoder> load(std::string_view name);

    // Rows of red, green, blue; empty when it cannot be decoded.
    Secret decode(const Secret& wlt) const;

private:
    explicit PhotoDecoder(JiujinPhotoDecode entry) : entry_(entry) {}

    JiujinPhotoDecode entry_;
};

} // namespace jiujin::drivers::samv
