#include "drivers/host/sandbox.h"

#include <array>
#include <cerrno>
#include <linux/landlock.h>
#include <linux/lp.h>
#include <linux/usbdevice_fs.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

namespace jiujin::drivers {

namespace {

// Spelt out, because the headers of the oldest system that is supported end at ABI 2.
constexpr std::uint64_t connectTcp = 1ULL << 1U;
constexpr std::uint64_t bindTcp = 1ULL << 0U;
constexpr int ruleNetPort = 2;
// Abstract sockets and signals, of others.
constexpr std::uint64_t scopes = 1ULL << 0U | 1ULL << 1U;
struct RulesetAttributes {
    std::uint64_t files, network, scoped;
};
struct PortAttributes {
    std::uint64_t access, port;
};

std::uint64_t fileRights(long abi) {
    const unsigned count = abi >= 5 ? 16 : abi >= 3 ? 15 : abi == 2 ? 14 : 13;
    return (1ULL << count) - 1;
}

void allowPorts(long ruleset, const Needs& needs) {
    for (const std::uint16_t port : needs.tcpPorts) {
        const PortAttributes rule{connectTcp, port};
        ::syscall(SYS_landlock_add_rule, ruleset, ruleNetPort, &rule, 0);
    }
}

// Reading, writing, waiting, memory without execution, threads, time, and the end.
constexpr std::array always{
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(lseek),
    SCMP_SYS(fcntl),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(pipe2),
    SCMP_SYS(eventfd2),
    SCMP_SYS(recvmsg),
    SCMP_SYS(recvfrom),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendto),
    SCMP_SYS(getsockopt),
    SCMP_SYS(setsockopt),
    SCMP_SYS(getsockname),
    SCMP_SYS(getpeername),
    SCMP_SYS(shutdown),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(gettid),
    SCMP_SYS(getpid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(uname),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(getrandom),
    SCMP_SYS(adjtimex),
    SCMP_SYS(clock_adjtime),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

// What a serial line and a waiting socket need; never TIOCSTI, which types for others.
constexpr std::array<unsigned long, 8> terminalRequests{TCGETS, TCSETS,   TCSETSW,  TCSETSF,
                                                        TCFLSH, FIONREAD, TIOCMGET, FIONBIO};

// What libusb asks of a device that is open, and of no other: never to reset it, to drive another
// driver away, or to claim a port.
constexpr std::array<unsigned long, 10> usbRequests{
    USBDEVFS_CONNECTINFO, USBDEVFS_GET_SPEED,      USBDEVFS_GET_CAPABILITIES,
    USBDEVFS_CONTROL,     USBDEVFS_CLAIMINTERFACE, USBDEVFS_RELEASEINTERFACE,
    USBDEVFS_SUBMITURB,   USBDEVFS_REAPURBNDELAY,  USBDEVFS_DISCARDURB,
    USBDEVFS_CLEAR_HALT};

class Filter {
public:
    Filter() : context_(::seccomp_init(SCMP_ACT_ERRNO(EPERM)), &::seccomp_release) {}

    template <typename... Conditions>
    void allow(int call, Conditions... conditions) {
        add(SCMP_ACT_ALLOW, call, conditions...);
    }
    template <typename... Conditions>
    void add(std::uint32_t action, int call, Conditions... conditions) {
        good_ = good_ && context_ != nullptr &&
                ::seccomp_rule_add(context_.get(), action, call, sizeof...(conditions),
                                   conditions...) == 0;
    }
    bool load() { return good_ && ::seccomp_load(context_.get()) == 0; }

private:
    std::unique_ptr<void, decltype(&::seccomp_release)> context_;
    bool good_ = true;
};

void allowMemoryAndThreads(Filter& filter) {
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
        filter.allow(call, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    filter.allow(SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
    // Its flags lie in memory, where a filter cannot look; told that it does not exist, libc
    // clones.
    filter.add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));
    filter.allow(SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
    filter.allow(SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid())));
}

void allowUsb(Filter& filter) {
    for (const unsigned long request : usbRequests)
        filter.allow(SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, request));
    filter.allow(SCMP_SYS(timerfd_settime));
}

void allowConnections(Filter& filter, const Needs& needs) {
    std::vector<int> families;
    if (needs.localSockets)
        families.push_back(AF_UNIX);
    if (!needs.tcpPorts.empty())
        families.insert(families.end(), {AF_INET, AF_INET6});
    for (const int family : families)
        filter.allow(SCMP_SYS(socket), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(family)));
    if (!families.empty())
        filter.allow(SCMP_SYS(connect));
}

} // namespace

void lockFiles(const Needs& needs) {
    const long abi =
        ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1)
        return;
    const RulesetAttributes all{fileRights(abi), connectTcp | bindTcp, scopes};
    // A kernel refuses what is longer than it knows.
    const std::size_t known = abi >= 6 ? 3 : abi >= 4 ? 2 : 1;
    const long ruleset =
        ::syscall(SYS_landlock_create_ruleset, &all, known * sizeof(std::uint64_t), 0);
    if (ruleset < 0)
        return;
    if (abi >= 4)
        allowPorts(ruleset, needs);
    ::syscall(SYS_landlock_restrict_self, ruleset, 0);
    ::close(static_cast<int>(ruleset));
}

Result<void> lockCalls(const Needs& needs) {
    Filter filter;
    for (const int call : always)
        filter.allow(call);
    for (const unsigned long request : terminalRequests)
        filter.allow(SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, request));
    if (needs.portStatus)
        filter.allow(SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, LPGETSTATUS));
    allowMemoryAndThreads(filter);
    allowConnections(filter, needs);
    if (needs.usb)
        allowUsb(filter);
    for (const int call : {SCMP_SYS(execve), SCMP_SYS(execveat)})
        filter.add(SCMP_ACT_KILL_PROCESS, call);
    if (!filter.load())
        return Error(ErrorCode::ProgramStart, "driver host: the kernel refuses the sandbox");
    return {};
}

Result<void> enterSandbox(const Needs& needs) {
    lockFiles(needs);
    return lockCalls(needs);
}

} // namespace jiujin::drivers
