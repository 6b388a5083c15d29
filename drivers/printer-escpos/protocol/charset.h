// The characters that every ESC/POS printer for China has in its own font: GB 2312-1980. Its two
// bytes mean the same in GBK and GB 18030, so that newer printers print them too; what only those
// have is not relied upon.
#pragma once

#include "platform/base/bytes.h"

#include <array>
#include <memory>
#include <optional>

namespace jiujin::drivers::escpos {

using DoubleByte = std::array<std::uint8_t, 2>;

class Charset {
public:
    // Loads the converter of the C library, from files. DeviceUnsupported when it has none.
    static Result<Charset> open();

    // None for ASCII and for what GB 2312 does not have.
    std::optional<DoubleByte> bytesOf(char32_t character) const;

private:
    struct Close {
        void operator()(void* converter) const;
    };
    explicit Charset(void* converter) : converter_(converter) {}

    std::unique_ptr<void, Close> converter_; // an iconv_t
};

} // namespace jiujin::drivers::escpos
