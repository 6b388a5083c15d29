// The bytes to and from one printer, whatever they travel on. One thread at a time. DeviceRemoved
// from any call: it is gone, and only another line can be used.
#pragma once

#include "drivers/transport/cancel.h"
#include "platform/base/bytes.h"
#include "platform/base/clock.h"

#include <memory>
#include <optional>
#include <span>

namespace jiujin::drivers::escpos {

class Line {
public:
    virtual ~Line() = default;

    // How many bytes it took; none when it takes none before `until`. DeviceCancelled.
    virtual Result<std::size_t> write(ByteView bytes, SteadyTime until, const Cancel& cancel) = 0;
    // How many have come; none when none come before `until`. DeviceCancelled. There must be room
    // for a whole packet of USB.
    static constexpr std::size_t leastRoom = 512;
    virtual Result<std::size_t> read(std::span<std::uint8_t> into, SteadyTime until,
                                     const Cancel& cancel) = 0;
    // The port's own word that paper is out (IEEE 1284), where it has one.
    virtual bool portSaysPaperOut() const = 0;
};

} // namespace jiujin::drivers::escpos
