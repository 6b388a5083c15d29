#include "tests/support/smartcard/service.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace smartcard_peer {

namespace {

constexpr int activated = 3; // the first descriptor of socket activation

void write(const std::string& path, const std::string& text) {
    std::ofstream(path) << text;
}

// Who is not root is root of a user namespace, if the kernel gives one.
bool unshareAll() {
    if (::unshare(CLONE_NEWNET | CLONE_NEWNS) == 0)
        return true;
    const std::string user = std::to_string(::getuid()), group = std::to_string(::getgid());
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS) != 0)
        return false;
    write("/proc/self/setgroups", "deny");
    write("/proc/self/uid_map", "0 " + user + " 1");
    write("/proc/self/gid_map", "0 " + group + " 1");
    return true;
}

bool raiseLoopback() {
    const int any = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    std::string("lo").copy(request.ifr_name, sizeof request.ifr_name - 1);
    request.ifr_flags = IFF_UP;
    const bool raised = ::ioctl(any, SIOCSIFFLAGS, &request) == 0;
    ::close(any);
    return raised;
}

int listenAt(const std::string& path) {
    ::unlink(path.c_str());
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    if (::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
        ::listen(listener, 16) == 0)
        return listener;
    ::close(listener);
    return -1;
}

} // namespace

bool enterOwnNetwork() {
    // pcscd writes its number under /run, whoever else runs one.
    return unshareAll() && raiseLoopback() &&
           ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
           ::mount("none", "/run", "tmpfs", 0, nullptr) == 0;
}

Service::Service(std::string folder, std::string driver)
    : folder_(std::move(folder)), driver_(std::move(driver)) {
    std::filesystem::create_directories(folder_ + "/conf");
    write(folder_ + "/conf/reader", "FRIENDLYNAME \"Pullable\"\nDEVICENAME /dev/null:0x8C7B\n"
                                    "LIBPATH " +
                                        driver_ + "\nCHANNELID 0x8C7B\n");
}

bool Service::start() {
    kill();
    const int listener = listenAt(socket());
    if (listener < 0)
        return false;
    const pid_t parent = ::getpid();
    process_ = ::fork();
    if (process_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(1);
        run(listener);
    }
    ::close(listener);
    return process_ > 0;
}

void Service::run(int listener) const {
    const int log = ::open((folder_ + "/pcscd.log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const int nothing = ::open("/dev/null", O_RDONLY);
    ::dup2(nothing, STDIN_FILENO);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    if (listener == activated)
        ::fcntl(listener, F_SETFD, 0);
    else
        ::dup2(listener, activated);
    ::setenv("LISTEN_FDS", "1", 1);
    ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
    ::setenv("READER_PULLED", (folder_ + "/pulled").c_str(), 1);
    const std::string conf = folder_ + "/conf";
    ::execl("/usr/sbin/pcscd", "pcscd", "--foreground", "--config", conf.c_str(), nullptr);
    ::_exit(127);
}

void Service::kill() {
    if (process_ <= 0)
        return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
    ::unlink(socket().c_str());
}

void Service::signal(int number) const {
    if (process_ > 0)
        ::kill(process_, number);
}

void Service::pullReader() {
    write(folder_ + "/pulled", "");
}

// pcscd looks at its list of readers anew when it is told to.
void Service::plugReader() {
    std::filesystem::remove(folder_ + "/pulled");
    signal(SIGUSR1);
}

} // namespace smartcard_peer
