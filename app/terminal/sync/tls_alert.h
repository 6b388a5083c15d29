// What an alert means that the other end sends after the handshake.
#pragma once

#include "platform/base/result.h"

namespace jiujin::sync {

// `detail`: libcurl's words, which name OpenSSL's. TerminalExpired, TerminalUnknown when the server
// does not accept the device certificate; NetworkBroken for every other alert and for none.
ErrorCode brokenBy(std::string_view detail);

} // namespace jiujin::sync
