// A driver host without a device: says "ok", greets the visit it serves with its own pid, ends when
// its supervisor or its visit goes. --module crash: dies as soon as it serves.
#include "drivers/contract/host_link.h"

#include <QtCore/QString>

#include <csignal>
#include <poll.h>
#include <string>
#include <string_view>
#include <unistd.h>

using namespace jiujin::drivers;

int main(int count, char** words) {
    int control = -1;
    std::string module;
    for (int i = 1; i + 1 < count; ++i) {
        if (std::string_view(words[i]) == "--control")
            control = std::atoi(words[i + 1]);
        if (std::string_view(words[i]) == "--module")
            module = words[i + 1];
    }
    if (!sendHealth(control, "ok"))
        return 1;
    const auto served = receiveServe(control);
    if (!served)
        return 0;
    if (module == "crash")
        ::raise(SIGKILL);
    const std::string greeting = "host " + std::to_string(::getpid()) + "\n";
    if (::write(*served, greeting.data(), greeting.size()) < 0)
        return 1;
    pollfd ends[] = {{control, POLLIN, 0}, {*served, POLLIN, 0}};
    ::poll(ends, 2, -1);
    return 0;
}
