#include "tests/bench/devices/first_byte.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>

#include <climits>
#include <sys/inotify.h>
#include <unistd.h>

namespace jiujin::bench {

FirstByte::FirstByte(const std::string& folder) : watch_(::inotify_init1(IN_CLOEXEC)) {
    if (::inotify_add_watch(watch_, folder.c_str(), IN_MODIFY) < 0)
        qFatal("the printer has no folder");
    seen_ = std::async(std::launch::async, [this] {
        char event[sizeof(inotify_event) + NAME_MAX + 1];
        if (::read(watch_, event, sizeof event) < 0)
            qFatal("the printer's folder is gone");
        return Clock::now();
    });
}

Clock::time_point FirstByte::await() {
    while (seen_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
        QCoreApplication::processEvents();
        // Not in a busy loop: cupsd and the printer need the processors.
        QThread::usleep(200);
    }
    return seen_.get();
}

FirstByte::~FirstByte() {
    ::close(watch_);
}

} // namespace jiujin::bench
