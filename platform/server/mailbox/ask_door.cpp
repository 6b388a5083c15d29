#include "platform/server/mailbox/ask_door.h"

#include <future>

namespace jiujin::server {

Result<std::vector<protocol::Letter>> AskDoor::fetch(std::size_t limit) {
    const auto told = std::make_shared<std::promise<std::vector<protocol::Letter>>>();
    auto letters = told->get_future();
    {
        const std::lock_guard lock(mutex_);
        if (cancelled_)
            return std::vector<protocol::Letter>();
        room_.fetch(limit, patience_,
                    [told](std::vector<protocol::Letter> got) { told->set_value(std::move(got)); });
    }
    return letters.get();
}

Result<void> AskDoor::answer(const std::vector<protocol::Reply>& replies) {
    room_.answer(replies);
    return {};
}

void AskDoor::cancel() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    room_.dismiss();
}

} // namespace jiujin::server
