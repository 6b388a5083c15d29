// The size of a window as it is given on a command line.
#pragma once

#include <QtCore/QSize>

#include <optional>
#include <string>

namespace jiujin::stage {

// "1080x1920", both at least 1; none for anything else.
std::optional<QSize> windowSizeOf(const std::string& text);

// What a command line says of such a text: empty, or what is wrong with it.
std::string faultOfWindowSize(const std::string& text);

} // namespace jiujin::stage
