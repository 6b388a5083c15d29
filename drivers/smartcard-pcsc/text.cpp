#include "drivers/smartcard-pcsc/text.h"

#include <iconv.h>
#include <string>

namespace jiujin::drivers::smartcard {

namespace {

constexpr std::size_t longestGrowth = 3; // bytes of UTF-8 for one of the other

Result<Secret> convert(iconv_t converter, std::string_view text) {
    std::string in(text), out(text.size() * longestGrowth, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t left = in.size(), room = out.size();
    ::iconv(converter, nullptr, nullptr, nullptr, nullptr);
    const bool good = ::iconv(converter, &from, &left, &to, &room) == 0 && left == 0;
    Secret utf8(std::string_view(out).substr(0, out.size() - room));
    wipe(in);
    wipe(out);
    if (!good)
        return Error(ErrorCode::SmartCardDamaged, "card: text is not GB 18030");
    return utf8;
}

} // namespace

Result<std::unique_ptr<ChineseText>> ChineseText::open() {
    const iconv_t converter = ::iconv_open("UTF-8", "GB18030");
    if (converter == reinterpret_cast<iconv_t>(-1))
        return Error(ErrorCode::ProgramStart, "smartcard-pcsc: no converter for GB18030");
    return std::unique_ptr<ChineseText>(new ChineseText(converter));
}

ChineseText::~ChineseText() {
    ::iconv_close(converter_);
}

Result<Secret> ChineseText::toUtf8(const Secret& text) {
    auto utf8 = convert(converter_, text.expose());
    // The converter keeps its intermediate form of the last text; these take its place.
    const std::string blanks(text.expose().size() + 1, ' ');
    if (const auto blank = convert(converter_, blanks); !blank.ok())
        return blank;
    return utf8;
}

} // namespace jiujin::drivers::smartcard
