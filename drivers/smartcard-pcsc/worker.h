// The thread of the desk. A card that hangs holds it up for as long as pcscd waits for the card,
// which no call of libpcsclite ends; whoever waits is answered without it, and the process can end
// without it.
#pragma once

#include "drivers/smartcard-pcsc/desk.h"

namespace jiujin::drivers::smartcard {

class Worker {
public:
    // Called in the worker's thread, once for every job that was not abandoned.
    using Finished = std::function<void(std::uint32_t ticket, Result<Finding> finding, int detail)>;

    Worker(std::unique_ptr<ChineseText> text, Finished finished);
    // Waits a moment for the thread; one that hangs is left behind and calls nobody any more.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void submit(Job job);
    // Jobs that have not begun are forgotten; the result of one that has is not told.
    void abandon();
    void show(const View& view);

private:
    struct Shared;
    static void run(const std::shared_ptr<Shared>& shared, std::unique_ptr<ChineseText> text);

    std::shared_ptr<Shared> shared_;
    std::thread thread_;
};

} // namespace jiujin::drivers::smartcard
