// The inner zone's round: fetch, work, answer. What fails is not answered and so comes again.
#pragma once

#include "platform/server/inner/letter_work.h"
#include "platform/server/mailbox/mail_door.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace jiujin::server {

class Puller {
public:
    // Door and works must outlive the puller; one work a kind.
    Puller(MailDoor& door, std::vector<LetterWork*> works)
        : door_(door), works_(std::move(works)) {}

    // How many letters were answered. Errors of door and works: what was worked on well is answered
    // all the same.
    Result<std::size_t> round();

private:
    Result<std::vector<protocol::Reply>> work(const std::string& kind,
                                              const std::vector<protocol::Letter>& letters);

    MailDoor& door_;
    std::vector<LetterWork*> works_;
};

// Rounds without end on a thread of its own; after a failure a pause that doubles up to ten
// seconds.
class PullThread {
public:
    // Both must outlive the thread.
    PullThread(Puller& puller, MailDoor& door);
    // Ends after the round that is running; a fetch that waits is cancelled.
    ~PullThread();
    PullThread(const PullThread&) = delete;
    PullThread& operator=(const PullThread&) = delete;

private:
    void loop();
    bool pause(std::chrono::milliseconds time);

    Puller& puller_;
    MailDoor& door_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::thread thread_; // last: starts when all else is there
};

} // namespace jiujin::server
