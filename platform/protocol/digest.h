// SHA-256 as it is spelt in every message: base64url, 43 characters.
#pragma once

#include "platform/base/bytes.h"

#include <initializer_list>

namespace jiujin::protocol {

std::string digestText(std::initializer_list<ByteView> parts);

} // namespace jiujin::protocol
