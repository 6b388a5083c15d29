// The thread that waits for readers and cards to come and go, and for pcscd itself. It sleeps in
// SCardGetStatusChange; nothing is sent to a card.
#pragma once

#include "drivers/smartcard-pcsc/link.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace jiujin::drivers::smartcard {

struct Slot {
    enum class Holds { Nothing, Card, MuteCard };
    std::string reader;
    Holds holds = Holds::Nothing;
    // Another number for each card that is inserted, also when it is the same one again.
    std::uint32_t insertion = 0;
    Bytes atr;
    bool operator==(const Slot&) const = default;
};

struct View {
    bool service = false;
    std::optional<Slot> slot; // nothing: no reader
    bool operator==(const View&) const = default;
};

class Watch {
public:
    // wanted: a part of the reader's name. Of several readers the first that holds a card counts,
    // or else the first. changed is called in the watching thread, first with what is there.
    Watch(std::string wanted, std::function<void(View)> changed);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

private:
    void run();
    // Until pcscd goes away or the watch ends.
    void watch(const Context& context);
    std::vector<std::string> readers(const Context& context) const;
    void tell(const std::vector<SCARD_READERSTATE>& states);
    void publish(View view);
    bool stopsWithin(std::chrono::milliseconds length);

    const std::string wanted_;
    const std::function<void(View)> changed_;
    std::optional<View> last_;
    std::uint32_t insertion_ = 0;
    DWORD count_ = 0; // pcscd's own number of the insertion

    std::mutex mutex_;
    std::condition_variable ended_;
    bool stop_ = false, running_ = true;
    const Context* waiting_ = nullptr; // what the thread may be waiting in
    std::thread thread_;
};

} // namespace jiujin::drivers::smartcard
