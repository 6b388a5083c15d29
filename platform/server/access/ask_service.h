// The calls that carry asks (platform/protocol/README.md, "Asks"); every other call goes on. An ask
// is checked for its shape and for coming from the terminal it names, and waits for the inner zone
// to fetch it. What comes back is given as it is: only the asker can tell what it is worth.
#pragma once

#include "platform/server/access/answers.h"
#include "platform/server/mailbox/ask_room.h"

namespace jiujin::server {

class AskService : public Handler {
public:
    // All must outlive the service and every answer that is under way.
    AskService(AskRoom& room, Handler& others, const Clock& clock,
               std::chrono::milliseconds innerPatience = std::chrono::seconds(20))
        : room_(room), others_(others), clock_(clock), innerPatience_(innerPatience) {}

    void handle(Request request, Answer answer) override;
    void drain() override;

private:
    void takeAsk(const Request& request, const Answer& answer);
    void giveAsks(const Request& request, const Answer& answer);
    void takeReplies(const Request& request, const Answer& answer);

    AskRoom& room_;
    Handler& others_;
    const Clock& clock_;
    const std::chrono::milliseconds innerPatience_;
};

} // namespace jiujin::server
