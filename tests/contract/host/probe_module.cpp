// Tries, before the sandbox and from inside it, what a module that was taken over would try. One
// line each on standard output: "before NAME: DONE", "after NAME: EPERM".
#include "drivers/contract/module.h"
#include "tests/contract/host/acts.h"

#include <QtRemoteObjects/QRemoteObjectHostBase>

#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::drivers;

namespace {

void tell(const char* when, const char* act, const std::string& outcome) {
    std::printf("%s %s: %s\n", when, act, outcome.c_str());
    std::fflush(stdout);
}
void tell(const char* act, long outcome) {
    tell("after", act, outcome >= 0 ? "DONE" : ::strerrorname_np(errno));
}

long connectTo(int family, const sockaddr* address, socklen_t size) {
    const int socket = ::socket(family, SOCK_STREAM, 0);
    return socket < 0 ? -1 : ::connect(socket, address, size);
}
long connectToPort(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connectTo(AF_INET, reinterpret_cast<sockaddr*>(&address), sizeof address);
}
long connectToFile() {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, "/nowhere/socket");
    return connectTo(AF_UNIX, reinterpret_cast<sockaddr*>(&address), sizeof address);
}

// Options: folder, other, port set the scene, and all acts are tried; connect=yes: needs
// connections; absent=FILE: the device is there when that file is; exec=yes: executes.
class Probe : public Module {
public:
    std::string deviceClass() const override { return "probe"; }
    Result<void> open(const ModuleOptions& options) override {
        options_ = options;
        if (has("absent") && ::access(options.at("absent").c_str(), F_OK) != 0)
            return Error(ErrorCode::DeviceRemoved, "probe: absent");
        if (!has("folder"))
            return {};
        scene_ = acts::prepared(options.at("folder"), std::stoi(options.at("other")),
                                static_cast<std::uint16_t>(std::stoi(options.at("port"))));
        for (const acts::Act& act : acts::all())
            tell("before", act.name, acts::inChild(act, scene_));
        return {};
    }
    Needs needs() const override {
        const bool wide = has("connect");
        return {.localSockets = wide,
                .tcpPorts = wide ? std::vector<std::uint16_t>{9} : std::vector<std::uint16_t>{}};
    }
    void tellIdentityTo(std::function<void(std::string)> tellIt) override { tellIt("probe:1"); }
    void start(std::function<void(std::string)> report) override {
        if (has("exec"))
            ::execl("/bin/true", "true", nullptr);
        if (has("folder"))
            for (const acts::Act& act : acts::all())
                tell("after", act.name, acts::here(act, scene_));
        if (has("connect"))
            tryConnections();
        std::thread([] { tell("thread", 0); }).join();
        report("ok");
    }
    std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) override {
        auto source = std::make_unique<QObject>();
        host.enableRemoting(source.get(), QStringLiteral("probe"));
        return source;
    }

private:
    bool has(const char* option) const { return options_.count(option) > 0; }
    static void tryConnections() {
        tell("connect-file", connectToFile());
        tell("connect-port", connectToPort(9));
        tell("connect-other-port", connectToPort(10));
        tell("open", ::open("/etc/passwd", O_RDONLY));
    }

    ModuleOptions options_;
    acts::Scene scene_;
};

} // namespace

extern "C" jiujin::drivers::Module* jiujinDriverModule() {
    return new Probe;
}
