// Where the inner zone comes for its mail: over the wire, or in the same process.
#pragma once

#include "platform/protocol/mail.h"

namespace jiujin::server {

class MailDoor {
public:
    virtual ~MailDoor() = default;

    // Letters without an answer, oldest first; waits for the first, but not for ever: none is no
    // error. The same letter comes again until it is answered.
    virtual Result<std::vector<protocol::Letter>> fetch(std::size_t limit) = 0;
    // Once it is back the answers are kept. Doing it twice changes nothing.
    virtual Result<void> answer(const std::vector<protocol::Reply>& replies) = 0;
    // Ends a running fetch soon. From any thread.
    virtual void cancel() = 0;
};

} // namespace jiujin::server
