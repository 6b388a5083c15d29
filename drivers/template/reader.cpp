#include "reader.h"

#include "drivers/transport/wait.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace jiujin::drivers::example {

Reader::Reader(int device, Heard heard)
    : device_(device), heard_(std::move(heard)), thread_(&Reader::run, this) {}

Reader::~Reader() {
    cancel_.request();
    thread_.join();
    ::close(device_);
}

void Reader::run() {
    std::string begun; // of a line that has not ended yet
    for (;;) {
        auto came = read();
        if (!came.ok()) {
            wipe(begun);
            if (came.error().code != ErrorCode::DeviceCancelled)
                heard_(came.error());
            return;
        }
        begun += *came;
        wipe(*came);
        take(begun);
    }
}

Result<std::string> Reader::read() const {
    // Woken by the device or by the wish to stop; the hour only bounds the wait.
    const auto until = std::chrono::steady_clock::now() + std::chrono::hours(1);
    JIUJIN_TRY_ASSIGN(const short ready, waitAt(device_, POLLIN, until, cancel_));
    std::string chunk(longestLine, '\0');
    const ssize_t got = ready == 0 ? 0 : ::read(device_, chunk.data(), chunk.size());
    if (got < 0 ? errno != EAGAIN && errno != EINTR : got == 0 && ready != 0)
        return Error(ErrorCode::DeviceRemoved, "template: the device is gone");
    chunk.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return chunk;
}

void Reader::take(std::string& begun) {
    for (std::size_t end = begun.find('\n'); end != std::string::npos; end = begun.find('\n')) {
        heard_(cardFrom(std::string_view(begun).substr(0, end)));
        // What erase() moves leaves its old place as it was.
        std::string rest = begun.substr(end + 1);
        wipe(begun);
        begun = std::move(rest);
    }
    // A device that never ends its line would fill the memory.
    if (begun.size() > longestLine) {
        wipe(begun);
        heard_(Error(ErrorCode::ReaderGarbled, "template: a line without an end"));
    }
}

} // namespace jiujin::drivers::example
