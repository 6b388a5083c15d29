#include "app/control/control_line.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace jiujin::control {

namespace {

constexpr std::size_t maxAnswer = 1024UL * 1024;

int socketWith(std::chrono::seconds patience) {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval time{patience.count(), 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
    return socket;
}

Error notReached(const std::string& path, int cause) {
    const std::string mend = cause == EACCES
                                 ? "; ask as root or as the operator of the settings"
                                 : "; is jiujin-terminal running? --socket names another place";
    return {ErrorCode::FileUnreadable, path + ": " + std::strerror(cause) + mend};
}

} // namespace

Result<ControlLine> ControlLine::open(const std::filesystem::path& socket,
                                      std::chrono::seconds patience) {
    const std::string path = socket.string();
    sockaddr_un address{};
    if (path.empty() || path.size() >= sizeof address.sun_path)
        return Error(ErrorCode::Usage, "the path of the socket is empty or longer than 107 bytes");
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    ControlLine line(path, patience, socketWith(patience));
    if (::connect(line.socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return notReached(path, errno);
    return line;
}

ControlLine::~ControlLine() {
    if (socket_ >= 0)
        ::close(socket_);
}

Result<std::string> ControlLine::ask(std::string_view line) const {
    const std::string words = std::string(line) + '\n';
    // Whoever is not admitted finds the line closed already; reading tells.
    static_cast<void>(::send(socket_, words.data(), words.size(), MSG_NOSIGNAL));
    std::string answer;
    char buffer[4096];
    while (answer.empty() || answer.back() != '\n') {
        const ssize_t got = ::read(socket_, buffer, sizeof buffer);
        if (got == 0 || (got < 0 && errno == ECONNRESET))
            break;
        if (got < 0)
            return Error(ErrorCode::DeviceTimeout, path_ + ": no answer within " +
                                                       std::to_string(patience_.count()) +
                                                       " seconds");
        answer.append(buffer, static_cast<std::size_t>(got));
        if (answer.size() > maxAnswer)
            return Error(ErrorCode::TokenMalformed, path_ + ": the answer is longer than 1 MiB");
    }
    while (!answer.empty() && answer.back() == '\n')
        answer.pop_back();
    if (answer.empty())
        return Error(
            ErrorCode::FileUnreadable,
            path_ + ": this user is not admitted; ask as root or as the operator of the settings");
    return answer;
}

} // namespace jiujin::control
