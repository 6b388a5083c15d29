#include "tests/contract/host/acts.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/io_uring.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/io.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

namespace acts {

namespace {

long open(const std::string& path, int how) {
    return ::open(path.c_str(), how | O_CLOEXEC, 0600);
}
std::string processFile(const Scene& s, const char* name) {
    return "/proc/" + std::to_string(s.other) + '/' + name;
}

long connectHere(int socket, std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

// A child that came to be ends at once.
long ended(pid_t child) {
    if (child == 0)
        ::_exit(0);
    return child < 0 ? -1 : ::waitpid(child, nullptr, 0);
}
long cloned(unsigned long flags) {
    return ended(static_cast<pid_t>(
        ::syscall(SYS_clone, flags | SIGCHLD, nullptr, nullptr, nullptr, nullptr)));
}
long memory(int protection, int first) {
    void* const block = ::mmap(nullptr, 4096, first, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED)
        return -1;
    return first == protection ? 0 : ::mprotect(block, 4096, protection);
}
long readOthersMemory(const Scene& s) {
    char byte = 0;
    // What is at the address is no matter: EFAULT comes after the right to look.
    iovec local{&byte, 1}, remote{&byte, 1};
    const ssize_t got = ::process_vm_readv(s.other, &local, 1, &remote, 1, 0);
    return got < 0 && errno == EFAULT ? 0 : got;
}
long mountHere(const Scene& s) {
    // Where this is allowed, nobody else sees it.
    ::unshare(CLONE_NEWNS);
    ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    return ::mount("tmpfs", s.folder.c_str(), "tmpfs", 0, nullptr);
}
long loadLibrary(const Scene&) {
    errno = EACCES;
    return ::dlopen("libBrokenLocale.so.1", RTLD_NOW) == nullptr ? -1 : 0;
}
long makeMap(const Scene&) {
    bpf_attr attributes{};
    attributes.map_type = BPF_MAP_TYPE_ARRAY;
    attributes.key_size = 4;
    attributes.value_size = 8;
    attributes.max_entries = 1;
    return ::syscall(SYS_bpf, BPF_MAP_CREATE, &attributes, sizeof attributes);
}
long makeRing(const Scene&) {
    io_uring_params parameters{};
    return ::syscall(SYS_io_uring_setup, 1, &parameters);
}
long askKeyring(const Scene&) {
    constexpr int keyringId = 0, sessionKeyring = -3;
    return ::syscall(SYS_keyctl, keyringId, sessionKeyring, 0);
}
long traceOther(const Scene& s) {
    return ::ptrace(PTRACE_SEIZE, s.other, nullptr, nullptr);
}
long typeForOthers(const Scene& s) {
    char letter = 'x';
    return ::ioctl(s.terminal, TIOCSTI, &letter);
}
long bindPort(const Scene& s) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::bind(s.second, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

constexpr bool root = true, anybody = false;
// One a line: what, how, which lock holds it alone, who could.
// clang-format off
const std::array acts{
    Act{"open /etc/shadow", [](const Scene&) { return open("/etc/shadow", O_RDONLY); }, Both, root},
    Act{"open another host's device", [](const Scene& s) { return open(s.folder + "/device", O_RDWR); }, Both, anybody},
    Act{"open the outbox", [](const Scene& s) { return open(s.folder + "/outbox.db", O_RDONLY); }, Both, anybody},
    Act{"list a folder", [](const Scene&) { return open("/", O_RDONLY | O_DIRECTORY); }, Both, anybody},
    Act{"memory map of the visit in /proc", [](const Scene& s) { return open(processFile(s, "maps"), O_RDONLY); }, Both, anybody},
    Act{"memory of the visit in /proc", [](const Scene& s) { return open(processFile(s, "mem"), O_RDWR); }, Both, anybody},
    Act{"environment of another", [](const Scene& s) { return open(processFile(s, "environ"), O_RDONLY); }, Both, anybody},
    Act{"its own environment", [](const Scene&) { return open("/proc/self/environ", O_RDONLY); }, Both, root},
    Act{"write a new file", [](const Scene& s) { return open(s.folder + "/new", O_CREAT | O_WRONLY); }, Both, anybody},
    Act{"write a file that is there", [](const Scene& s) { return open(s.folder + "/old", O_WRONLY); }, Both, anybody},
    Act{"cut a file", [](const Scene& s) { return long(::truncate((s.folder + "/old").c_str(), 0)); }, Both, anybody},
    Act{"remove a file", [](const Scene& s) { return long(::unlink((s.folder + "/old").c_str())); }, Both, anybody},
    Act{"rename a file", [](const Scene& s) { return long(::rename((s.folder + "/old").c_str(), (s.folder + "/else").c_str())); }, Both, anybody},
    Act{"make a folder", [](const Scene& s) { return long(::mkdir((s.folder + "/made").c_str(), 0700)); }, Both, anybody},
    Act{"change a file's mode", [](const Scene& s) { return long(::chmod((s.folder + "/old").c_str(), 0777)); }, Calls, anybody},
    Act{"load a library", loadLibrary, Both, anybody},
    Act{"socket unix", [](const Scene&) { return long(::socket(AF_UNIX, SOCK_STREAM, 0)); }, Calls, anybody},
    Act{"socket inet", [](const Scene&) { return long(::socket(AF_INET, SOCK_STREAM, 0)); }, Calls, anybody},
    Act{"socket inet datagram", [](const Scene&) { return long(::socket(AF_INET, SOCK_DGRAM, 0)); }, Calls, anybody},
    Act{"socket inet6", [](const Scene&) { return long(::socket(AF_INET6, SOCK_STREAM, 0)); }, Calls, anybody},
    Act{"socket netlink", [](const Scene&) { return long(::socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE)); }, Calls, anybody},
    Act{"socket packet", [](const Scene&) { return long(::socket(AF_PACKET, SOCK_RAW, 0)); }, Calls, root},
    Act{"socket alg", [](const Scene&) { return long(::socket(AF_ALG, SOCK_SEQPACKET, 0)); }, Calls, anybody},
    Act{"socket vsock", [](const Scene&) { return long(::socket(AF_VSOCK, SOCK_STREAM, 0)); }, Calls, anybody},
    Act{"socket bluetooth", [](const Scene&) { return long(::socket(AF_BLUETOOTH, SOCK_RAW, 0)); }, Calls, anybody},
    Act{"a pair of sockets", [](const Scene&) { int ends[2]; return long(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends)); }, Calls, anybody},
    Act{"connect to loopback", [](const Scene& s) { return connectHere(s.socket, s.port); }, Both, anybody},
    Act{"bind a port", bindPort, Both, anybody},
    Act{"listen", [](const Scene& s) { return long(::listen(s.second, 1)); }, Calls, anybody},
    Act{"fork", [](const Scene&) { return ended(::fork()); }, Calls, anybody},
    Act{"clone", [](const Scene&) { return cloned(0); }, Calls, anybody},
    Act{"trace the visit", traceOther, Both, anybody},
    Act{"be traced", [](const Scene&) { return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr); }, Calls, anybody},
    Act{"read another's memory", readOthersMemory, Both, anybody},
    Act{"mount", mountHere, Both, root},
    Act{"change the root", [](const Scene& s) { return long(::chroot(s.folder.c_str())); }, Calls, root},
    Act{"setuid", [](const Scene&) { return long(::setuid(60999)); }, Calls, root},
    Act{"setgid", [](const Scene&) { return long(::setgid(60999)); }, Calls, root},
    Act{"signal another process", [](const Scene& s) { return long(::kill(s.other, 0)); }, Both, anybody},
    Act{"signal another's thread", [](const Scene& s) { return ::syscall(SYS_tgkill, s.other, s.other, 0); }, Both, anybody},
    Act{"hold another process", [](const Scene& s) { return ::syscall(SYS_pidfd_open, s.other, 0); }, Calls, anybody},
    Act{"memory to write and execute", [](const Scene&) { return memory(PROT_READ | PROT_WRITE | PROT_EXEC, PROT_READ | PROT_WRITE | PROT_EXEC); }, Calls, anybody},
    Act{"make written memory execute", [](const Scene&) { return memory(PROT_READ | PROT_EXEC, PROT_READ | PROT_WRITE); }, Calls, anybody},
    Act{"a file in memory", [](const Scene&) { return long(::memfd_create("x", 0)); }, Calls, anybody},
    Act{"user namespace", [](const Scene&) { return long(::unshare(CLONE_NEWUSER)); }, Calls, anybody},
    Act{"clone into a user namespace", [](const Scene&) { return cloned(CLONE_NEWUSER); }, Calls, anybody},
    Act{"enter a namespace", [](const Scene&) { return long(::setns(int(::syscall(SYS_pidfd_open, ::getppid(), 0)), CLONE_NEWNS)); }, Calls, root},
    Act{"raw input and output", [](const Scene&) { return long(::iopl(3)); }, Calls, root},
    Act{"a port of the machine", [](const Scene&) { return long(::ioperm(0x80, 1, 1)); }, Calls, root},
    Act{"bpf", makeMap, Calls, root},
    Act{"keyctl", askKeyring, Calls, anybody},
    Act{"add a key", [](const Scene&) { return ::syscall(SYS_add_key, "user", "jiujin-test", "x", 1, -2); }, Calls, anybody},
    Act{"a ring of calls", makeRing, Calls, anybody},
    Act{"faults in user space", [](const Scene&) { return ::syscall(SYS_userfaultfd, 0); }, Calls, root},
    Act{"type for others", typeForOthers, Calls, root},
};
// clang-format on

std::string told(long outcome) {
    return outcome >= 0 ? "DONE" : ::strerrorname_np(errno);
}

} // namespace

std::span<const Act> all() {
    return acts;
}

const Act* find(const std::string& name) {
    const auto* const act =
        std::ranges::find_if(acts, [&](const Act& each) { return each.name == name; });
    return act == acts.end() ? nullptr : act;
}

std::string here(const Act& act, const Scene& scene) {
    return told(act.run(scene));
}

Scene prepared(const std::string& folder, pid_t other, std::uint16_t port) {
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    const auto socket = [] {
        return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    };
    return {folder, other, port, socket(), socket(), terminal};
}

std::string inChild(const Act& act, const Scene& scene) {
    int ends[2];
    if (::pipe(ends) != 0)
        return "no pipe";
    // For those that cut, remove or rename it; refused where files are locked, as are they.
    ::close(static_cast<int>(open(scene.folder + "/old", O_CREAT | O_WRONLY)));
    const pid_t child = ::fork();
    if (child == 0) {
        const std::string said = here(act, scene);
        ::_exit(::write(ends[1], said.data(), said.size()) > 0 ? 0 : 1);
    }
    ::close(ends[1]);
    char said[64] = {};
    const ssize_t got = ::read(ends[0], said, sizeof said - 1);
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    // What is there already is refused to everybody.
    ::rmdir((scene.folder + "/made").c_str());
    return got > 0 ? std::string(said, static_cast<std::size_t>(got)) : "ended";
}

} // namespace acts
