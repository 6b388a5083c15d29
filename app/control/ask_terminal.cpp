#include "app/control/ask_terminal.h"

#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

namespace jiujin::control {

namespace {

constexpr std::size_t maxWords = 63, maxAnswer = 1024UL * 1024;

class Line {
public:
    explicit Line(std::chrono::seconds patience)
        : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        const timeval time{patience.count(), 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
        ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
    }
    ~Line() { ::close(socket_); }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    bool connect(const std::string& path) const {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        return ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    // Whoever is not admitted finds the line closed already; reading tells.
    void ask(std::string_view words) const {
        static_cast<void>(::send(socket_, words.data(), words.size(), MSG_NOSIGNAL));
    }
    ssize_t read(char* buffer, std::size_t size) const { return ::read(socket_, buffer, size); }

private:
    int socket_;
};

Error notReached(const std::string& path, int cause) {
    const std::string mend = cause == EACCES
                                 ? "; ask as root or as the operator of the settings"
                                 : "; is jiujin-terminal running? --socket names another place";
    return {ErrorCode::FileUnreadable, path + ": " + std::strerror(cause) + mend};
}

} // namespace

Result<std::string> askTerminal(const std::filesystem::path& socket, const std::string& words) {
    if (words.size() > maxWords || words.find('\n') != std::string::npos)
        return Error(ErrorCode::Usage, "the words are longer than 63 bytes or more than one line");
    return talk(socket, words, std::chrono::seconds(5));
}

Result<std::string> talk(const std::filesystem::path& socket, std::string_view words,
                         std::chrono::seconds patience) {
    const std::string path = socket.string();
    if (path.empty() || path.size() >= sizeof(sockaddr_un::sun_path))
        return Error(ErrorCode::Usage, "the path of the socket is empty or longer than 107 bytes");
    const Line line(patience);
    if (!line.connect(path))
        return notReached(path, errno);
    line.ask(std::string(words) + '\n');
    std::string answer;
    char buffer[4096];
    for (;;) {
        const ssize_t got = line.read(buffer, sizeof buffer);
        if (got == 0 || (got < 0 && errno == ECONNRESET))
            break;
        if (got < 0)
            return Error(ErrorCode::DeviceTimeout, path + ": no answer within " +
                                                       std::to_string(patience.count()) +
                                                       " seconds");
        answer.append(buffer, static_cast<std::size_t>(got));
        if (answer.size() > maxAnswer)
            return Error(ErrorCode::TokenMalformed, path + ": the answer is longer than 1 MiB");
    }
    while (!answer.empty() && answer.back() == '\n')
        answer.pop_back();
    if (answer.empty())
        return Error(
            ErrorCode::FileUnreadable,
            path + ": this user is not admitted; ask as root or as the operator of the settings");
    return answer;
}

} // namespace jiujin::control
