// A connection to jiujin-terminal's control socket.
#pragma once

#include "platform/base/result.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace jiujin::control {

class ControlLine {
public:
    // patience: how long each piece of an answer may take. Usage when the path is no socket's,
    // FileUnreadable when nobody listens.
    static Result<ControlLine> open(const std::filesystem::path& socket,
                                    std::chrono::seconds patience);
    ~ControlLine();
    ControlLine(ControlLine&& other) noexcept
        : path_(std::move(other.path_)),
          patience_(other.patience_),
          socket_(std::exchange(other.socket_, -1)) {}
    ControlLine& operator=(ControlLine&&) = delete;

    // One line each way, without its end. FileUnreadable when this user is not admitted,
    // DeviceTimeout, TokenMalformed when the answer is longer than 1 MiB.
    Result<std::string> ask(std::string_view line) const;

private:
    ControlLine(std::string path, std::chrono::seconds patience, int socket)
        : path_(std::move(path)), patience_(patience), socket_(socket) {}

    std::string path_;
    std::chrono::seconds patience_;
    int socket_;
};

} // namespace jiujin::control
