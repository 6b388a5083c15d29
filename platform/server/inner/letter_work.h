// What is done with letters of one kind.
#pragma once

#include "platform/protocol/mail.h"

namespace jiujin::server {

class LetterWork {
public:
    virtual ~LetterWork() = default;

    virtual std::string_view kind() const = 0;
    // A reply for each letter: one reply may answer many of a terminal, an empty body says that a
    // letter cannot be used. Whatever it does is committed when it is back, and doing it again
    // changes nothing: a letter comes again when its answer was lost. An error leaves all of them
    // unanswered for the next time.
    virtual Result<std::vector<protocol::Reply>>
    work(const std::vector<protocol::Letter>& letters) = 0;
};

} // namespace jiujin::server
