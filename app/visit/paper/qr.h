// A QR code (ISO/IEC 18004), error correction M, as rows of '0' and '1' without quiet zone.
#pragma once

#include "platform/base/result.h"

#include <string>
#include <vector>

namespace jiujin::paper {

// Empty when the text is empty, not ASCII, or longer than such a code holds (2,331 characters).
std::vector<std::string> qrRows(std::string_view text);

} // namespace jiujin::paper
