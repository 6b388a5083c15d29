#include "platform/server/mailbox/room_door.h"

#include <future>

namespace jiujin::server {

Result<std::vector<protocol::Letter>> RoomDoor::fetch(std::size_t limit) {
    const auto told = std::make_shared<std::promise<Result<std::vector<protocol::Letter>>>>();
    auto letters = told->get_future();
    {
        const std::lock_guard lock(mutex_);
        if (cancelled_)
            return std::vector<protocol::Letter>();
        room_.fetch(limit, patience_, [told](Result<std::vector<protocol::Letter>> got) {
            told->set_value(std::move(got));
        });
    }
    return letters.get();
}

void RoomDoor::cancel() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    room_.dismiss();
}

Result<void> RoomDoor::answer(const std::vector<protocol::Reply>& replies) {
    const auto told = std::make_shared<std::promise<Result<void>>>();
    auto kept = told->get_future();
    room_.answer(replies, [told](Result<void> done) { told->set_value(std::move(done)); });
    return kept.get();
}

} // namespace jiujin::server
