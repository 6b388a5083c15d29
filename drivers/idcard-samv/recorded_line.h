// A line that keeps what passes on it, request by request, for a capture. What is kept is a
// person's: it is wiped, and leaves only as Capture cuts it.
#pragma once

#include "drivers/idcard-samv/protocol/frame.h"
#include "drivers/transport/byte_pipe.h"

#include <memory>

namespace jiujin::drivers::samv {

// One request and what came until the next.
struct Exchange {
    struct Piece {
        SteadyTime at;
        std::size_t size;
    };
    Command request{};
    SteadyTime asked;
    std::vector<Piece> pieces;
    std::string came;

    Exchange(Command what, SteadyTime when) : request(what), asked(when) {}
    ~Exchange() { wipe(came); }
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;
};

class RecordedLine : public BytePipe {
public:
    // Beyond it a line only ever sends noise, which is handed on and not kept.
    static constexpr std::size_t longestExchange = 8192;

    explicit RecordedLine(std::unique_ptr<BytePipe> line) : line_(std::move(line)) {}

    // Asking again what was asked just before, as a reader that waits for a card does, takes its
    // place.
    const std::vector<std::unique_ptr<Exchange>>& kept() const { return kept_; }
    // All but what was asked of the module alone.
    void forgetCards();

    // One whole request a call.
    Result<void> write(ByteView frame, SteadyTime until, const Cancel& cancel) override;
    Result<std::size_t> read(std::span<std::uint8_t> into, SteadyTime until,
                             const Cancel& cancel) override;
    void discardInput() override { line_->discardInput(); }
    bool hasRate() const override { return line_->hasRate(); }
    Result<void> setRate(unsigned bitsPerSecond) override { return line_->setRate(bitsPerSecond); }

private:
    std::unique_ptr<BytePipe> line_;
    std::vector<std::unique_ptr<Exchange>> kept_;
};

} // namespace jiujin::drivers::samv
