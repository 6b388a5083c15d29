// Between jiujin-terminal and a driver host: one AF_UNIX SEQPACKET pair, inherited by the host. The
// supervisor sends the visit's end of a stream socket pair, and asks now and then whether the host
// still turns; the host says who and how the device is. When the pair closes, the host exits.
#pragma once

#include "drivers/contract/host_word.h"

namespace jiujin::drivers {

// Sending never waits (DeviceTimeout when the other side does not read, DeviceRemoved when it is
// gone); receiving waits unless the descriptor is non-blocking. What the other side must not say is
// DriverLost.

// Supervisor: hands `socket` to the host (SCM_RIGHTS) and closes it here, also when that fails.
Result<void> sendServe(int control, int socket);
// Supervisor: to be answered by sendPong from the host's event loop.
Result<void> sendPing(int control);

struct HostOrder {
    int socket = -1; // the next visit's; -1: a ping
};
// Host. DeviceRemoved when the supervisor is gone.
Result<HostOrder> receiveOrder(int control);

// Host to supervisor (host_word.h). What is no word is refused here (DeviceUnsupported).
// "ok", or the code of what is wrong.
Result<void> sendHealth(int control, std::string_view code);
Result<void> sendPong(int control);
// Which device it is, where it can say so: the number of a reader's security module.
Result<void> sendIdentity(int control, std::string_view identity);
// From any thread.
Result<void> sendPaper(int control, const PaperWord& word);

Result<HostWord> receiveHostWord(int control);

} // namespace jiujin::drivers
