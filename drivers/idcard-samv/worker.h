// The thread that talks to the reader. It asks for a card at most five times a second while a visit
// is served, and for the module's health now and then while none is.
#pragma once

#include "drivers/contract/device.h"
#include "drivers/idcard-samv/capture.h"
#include "drivers/idcard-samv/photo.h"
#include "drivers/idcard-samv/reader.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace jiujin::drivers::samv {

struct Card {
    CardData data;
    Secret picture; // of the photo, when it was wanted and could be decoded
};

class Worker {
public:
    // Called in the worker's thread.
    struct Listener {
        std::function<void(std::string)> health;
        // The number printed on the reader: before the first "ok", and when it is another.
        std::function<void(std::string)> identity;
        std::function<void(Presence)> presence;
        // The read with this ticket has ended; detail: the reader's status bytes.
        std::function<void(std::uint32_t ticket, Result<Card> card, int detail)> finished;
    };

    // What a reader is read with, beside its line; each may be missing.
    struct Extras {
        std::optional<PhotoDecoder> decoder;
        std::unique_ptr<Capture> capture; // it recorded the line from the start
    };

    // line may be null: then every read fails, and health says that the device is gone.
    Worker(std::unique_ptr<BytePipe> line, Extras extras, Listener listener);
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void serve(bool serving);
    // Wait for a card, read it, say finished once; unless it is abandoned before.
    void read(std::uint32_t ticket, Wanted wanted);
    void abandon();

private:
    using Milliseconds = std::chrono::milliseconds;
    struct Order {
        bool stop = false, serving = false;
        std::optional<std::uint32_t> ticket;
        Wanted wanted;
    };

    void run();
    void pause(Milliseconds length);
    Order order();
    // Each does one round and says how long to rest.
    Milliseconds round(const Order& now);
    Milliseconds connect();
    Milliseconds checkHealth();
    Milliseconds lookForCard(const Order& now);
    void readCard(Wanted wanted);
    Result<Card> withPicture(Result<CardData> read, Wanted wanted) const;
    Milliseconds fail(const Error& error);
    void giveUp(const Error& error);
    void finish(Result<Card> card);
    void tellIdentity(std::string identity);
    void tellHealth(std::string_view code);
    void tellPresence(Presence presence);

    const Listener listener_;
    const Extras extras_;
    Cancel cancel_;
    std::unique_ptr<BytePipe> line_;
    std::optional<Reader> reader_;
    bool connected_ = false;
    int troublesInARow_ = 0;
    std::string health_, identity_;
    Presence presence_ = Presence::Unknown;
    std::optional<std::uint32_t> ticket_; // of this round

    std::mutex mutex_;
    std::condition_variable changed_;
    Order order_;
    bool orderIsNew_ = false;
    std::thread thread_;
};

} // namespace jiujin::drivers::samv
