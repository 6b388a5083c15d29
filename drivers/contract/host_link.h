// Between jiujin-terminal and a driver host: one AF_UNIX SEQPACKET pair, inherited by the host. The
// supervisor sends the visit's end of a stream socket pair; the host says how the device is. When
// the pair closes, the host exits.
#pragma once

#include "platform/base/result.h"

#include <string>

namespace jiujin::drivers {

// Supervisor: hands `socket` to the host (SCM_RIGHTS) and closes it here.
Result<void> sendServe(int control, int socket);
// Host: the socket of the next visit. DeviceRemoved when the supervisor is gone.
Result<int> receiveServe(int control);

// Host to supervisor: "ok", or the code of what is wrong ("JJ-1205").
Result<void> sendHealth(int control, std::string_view code);
Result<std::string> receiveHealth(int control);

} // namespace jiujin::drivers
