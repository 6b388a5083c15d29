// A decoder of photographs for the tests: turns the bits of what it is given over and over.
#include "drivers/idcard-samv/photo_decoder.h"

namespace {

bool opened = false;

} // namespace

extern "C" int jiujinPhotoOpen(int version) {
    opened = version == jiujinPhotoVersion;
    return opened ? 0 : 1;
}

extern "C" int jiujinPhotoDecode(const unsigned char* wlt, std::size_t wltBytes, unsigned char* rgb,
                                 std::size_t rgbBytes) {
    if (!opened || wltBytes == 0)
        return 1;
    for (std::size_t i = 0; i < rgbBytes; ++i)
        rgb[i] = wlt[i % wltBytes] ^ 0x5AU;
    return 0;
}
