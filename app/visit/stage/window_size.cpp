#include "app/visit/stage/window_size.h"

#include <cstdio>

namespace jiujin::stage {

std::optional<QSize> windowSizeOf(const std::string& text) {
    QSize size;
    char more = '\0';
    const int read = std::sscanf(text.c_str(), "%5dx%5d%c", &size.rwidth(), &size.rheight(), &more);
    return read == 2 && !size.isEmpty() ? std::optional(size) : std::nullopt;
}

std::string faultOfWindowSize(const std::string& text) {
    return windowSizeOf(text) ? "" : "not WIDTHxHEIGHT";
}

} // namespace jiujin::stage
