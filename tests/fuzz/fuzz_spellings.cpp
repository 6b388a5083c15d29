// rooms: platform/base
// Hex, base64url, UTF-8 and UUID text: what decodes must have exactly the one spelling it came in.
#include "platform/base/bytes.h"
#include "platform/base/uuid.h"
#include "tests/fuzz/planted.h"

#include <algorithm>
#include <cstdlib>

namespace {

void require(bool holds) {
    if (!holds)
        std::abort();
}

bool isLowerHex(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'F'; });
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto bytes = jiujin::fromBase64Url(text))
        require(jiujin::toBase64Url(*bytes) == text);
    if (const auto bytes = jiujin::fromHex(text); bytes && isLowerHex(text))
        require(jiujin::toHex(*bytes) == text);
    if (jiujin::isUtf8(text))
        require(jiujin::codePoints(text) <= size);
    if (jiujin::isUuid7(text))
        require(size == 36 && jiujin::isUtf8(text));
    jiujin::fuzz::planted({data, size}, jiujin::isUuid7(text));
    return 0;
}
