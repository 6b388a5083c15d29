// Between jiujin-terminal and a driver host: one AF_UNIX SEQPACKET pair, inherited by the host. The
// supervisor sends the visit's end of a stream socket pair; the host says how the device is. When
// the pair closes, the host exits.
#pragma once

#include "platform/base/result.h"

#include <string>

namespace jiujin::drivers {

// Sending never waits (DeviceTimeout when the other side does not read, DeviceRemoved when it is
// gone); receiving waits unless the descriptor is non-blocking. What the other side must not say is
// DriverLost.

// Supervisor: hands `socket` to the host (SCM_RIGHTS) and closes it here, also when that fails.
Result<void> sendServe(int control, int socket);
// Host: the socket of the next visit. DeviceRemoved when the supervisor is gone.
Result<int> receiveServe(int control);

// Host to supervisor: "ok", or the code of what is wrong ("JJ-1205").
Result<void> sendHealth(int control, std::string_view code);
Result<std::string> receiveHealth(int control);

} // namespace jiujin::drivers
