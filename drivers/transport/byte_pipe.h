// A stream of bytes to a device and back, whatever carries it. Every wait ends at its time, when it
// is cancelled, or when the device is gone. One thread at a time.
#pragma once

#include "drivers/transport/cancel.h"
#include "platform/base/bytes.h"

namespace jiujin::drivers {

class BytePipe {
public:
    virtual ~BytePipe() = default;

    // All of it. DeviceTimeout, DeviceCancelled, DeviceRemoved.
    virtual Result<void> write(ByteView bytes, SteadyTime until, const Cancel& cancel) = 0;
    // What has come, at least one byte. DeviceTimeout, DeviceCancelled, DeviceRemoved.
    virtual Result<std::size_t> read(std::span<std::uint8_t> into, SteadyTime until,
                                     const Cancel& cancel) = 0;
    // Forgets what came and was not read.
    virtual void discardInput() = 0;

    // Whether both ends must be set to the same rate; where not, setRate is DeviceUnsupported.
    virtual bool hasRate() const = 0;
    // Bits per second. DeviceUnsupported, DeviceRemoved.
    virtual Result<void> setRate(unsigned bitsPerSecond) = 0;
};

} // namespace jiujin::drivers
