#include "drivers/idcard-samv/protocol/sam_id.h"

#include <array>
#include <cinttypes>
#include <cstdio>

namespace jiujin::drivers::samv {

namespace {

std::uint32_t numberAt(ByteView data, std::size_t offset, std::size_t bytes) {
    std::uint32_t number = 0;
    for (std::size_t i = bytes; i > 0; --i)
        number = number << 8U | data[offset + i - 1];
    return number;
}

} // namespace

Result<std::string> samIdText(ByteView data) {
    if (data.size() != samIdBytes)
        return Error(ErrorCode::ReaderGarbled, "sam id: not 16 bytes");
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(),
                  "%02" PRIu32 ".%02" PRIu32 "-%08" PRIu32 "-%010" PRIu32 "-%010" PRIu32,
                  numberAt(data, 0, 2), numberAt(data, 2, 2), numberAt(data, 4, 4),
                  numberAt(data, 8, 4), numberAt(data, 12, 4));
    return std::string(text.data());
}

} // namespace jiujin::drivers::samv
