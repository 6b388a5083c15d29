// The door when both zones are one process.
#pragma once

#include "platform/server/mailbox/mail_door.h"
#include "platform/server/mailbox/mail_room.h"

namespace jiujin::server {

class RoomDoor : public MailDoor {
public:
    // The room must outlive the door.
    RoomDoor(MailRoom& room, std::chrono::milliseconds patience)
        : room_(room), patience_(patience) {}

    Result<std::vector<protocol::Letter>> fetch(std::size_t limit) override;
    Result<void> answer(const std::vector<protocol::Reply>& replies) override;
    // For good: every later fetch is told at once that there is none.
    void cancel() override;

private:
    MailRoom& room_;
    std::chrono::milliseconds patience_;
    std::mutex mutex_; // no fetch is asked for behind the dismissal
    bool cancelled_ = false;
};

} // namespace jiujin::server
