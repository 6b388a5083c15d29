// The door to the asks when both zones are one process.
#pragma once

#include "platform/server/mailbox/ask_room.h"
#include "platform/server/mailbox/mail_door.h"

namespace jiujin::server {

class AskDoor : public MailDoor {
public:
    // The room must outlive the door.
    AskDoor(AskRoom& room, std::chrono::milliseconds patience) : room_(room), patience_(patience) {}

    Result<std::vector<protocol::Letter>> fetch(std::size_t limit) override;
    Result<void> answer(const std::vector<protocol::Reply>& replies) override;
    // For good: every later fetch is told at once that there is none.
    void cancel() override;

private:
    AskRoom& room_;
    std::chrono::milliseconds patience_;
    std::mutex mutex_; // no fetch is asked for behind the dismissal
    bool cancelled_ = false;
};

} // namespace jiujin::server
