// Tries, from inside the sandbox, what a module that was taken over would try. One line each on
// standard output: "act errno-name" or "act DONE".
#include "drivers/contract/module.h"

#include <QtRemoteObjects/QRemoteObjectHostBase>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::drivers;

namespace {

void tell(const char* act, long outcome) {
    std::printf("%s %s\n", act, outcome >= 0 ? "DONE" : ::strerrorname_np(errno));
    std::fflush(stdout);
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

long executableMemory() {
    void* const memory =
        ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? -1 : 0;
}

long typeForOthers() {
    char letter = 'x';
    return ::ioctl(STDIN_FILENO, TIOCSTI, &letter);
}

class Probe : public Module {
public:
    std::string deviceClass() const override { return "probe"; }
    Result<void> open(const ModuleOptions& options) override {
        options_ = options;
        if (options.count("absent") > 0 && ::access(options.at("absent").c_str(), F_OK) != 0)
            return Error(ErrorCode::DeviceRemoved, "probe: absent");
        return {};
    }
    Needs needs() const override {
        const bool wide = options_.count("connect") > 0;
        return {.localSockets = wide,
                .tcpPorts = wide ? std::vector<std::uint16_t>{9} : std::vector<std::uint16_t>{}};
    }
    void start(std::function<void(std::string)> report) override {
        if (options_.count("exec") > 0)
            ::execl("/bin/true", "true", nullptr);
        tell("read-file", ::open("/etc/passwd", O_RDONLY));
        tell("write-file", ::open("/tmp/jiujin-probe", O_CREAT | O_WRONLY, 0600));
        tell("list-folder", ::open("/", O_RDONLY | O_DIRECTORY));
        tell("fork", ::fork());
        tell("trace", ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr));
        tell("kill", ::kill(::getppid(), 0));
        tell("listen", ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0) < 0 ? -1 : ::listen(0, 1));
        tell("execute-memory", executableMemory());
        tell("type-for-others", typeForOthers());
        tell("connect-file", connectToFile());
        tell("connect-port", connectToPort(9));
        tell("connect-other-port", connectToPort(10));
        std::thread([] { tell("thread", 0); }).join();
        report("ok");
    }
    std::unique_ptr<QObject> serve(QRemoteObjectHostBase& host) override {
        auto source = std::make_unique<QObject>();
        host.enableRemoting(source.get(), QStringLiteral("probe"));
        return source;
    }

private:
    ModuleOptions options_;
};

} // namespace

extern "C" jiujin::drivers::Module* jiujinDriverModule() {
    return new Probe;
}
