// A receipt's code from what people have of it: a text, or a picture of the paper or the screen.
#pragma once

#include "platform/base/result.h"

#include <filesystem>

namespace jiujin::control {

// A file that begins with "JJ1." is the code's text. Anything else is a picture (PNG, JPEG, at most
// 32 MiB and 64 megapixels), in which the first QR code with such a text is taken. FileUnreadable,
// NotFound.
Result<std::string> readReceiptFile(const std::filesystem::path& file);

} // namespace jiujin::control
