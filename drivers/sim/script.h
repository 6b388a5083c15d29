// What a simulated device does, line by line: from a file, once, or from a named pipe, whenever
// somebody writes to it. "wait MILLISECONDS" puts the next line off, "repeat" begins a file anew,
// '#' begins a remark; every other line is the device's own.
#pragma once

#include "platform/base/result.h"

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace jiujin::drivers::sim {

class Script : public QObject {
public:
    // Whether the line was understood.
    using Obey = std::function<bool(const std::string& word, const std::string& rest)>;

    // Before the sandbox. FileUnreadable.
    static Result<std::unique_ptr<Script>> open(const std::string& path);
    ~Script() override;

    // `lost` is told the number of the first line that nobody understood; the script ends there.
    void start(Obey obey, std::function<void(int line)> lost);

private:
    explicit Script(int pipe) : pipe_(pipe) {}
    void take(std::string_view bytes);
    void hear();
    void goOn();
    bool act(const std::string& line);

    static constexpr std::size_t longestLine = 256;

    int pipe_;
    std::string begun_; // of a line that has not ended yet
    std::vector<std::string> file_;
    std::deque<std::string> lines_;
    int number_ = 0;
    bool waiting_ = false, ended_ = false;
    Obey obey_;
    std::function<void(int)> lost_;
    std::unique_ptr<QSocketNotifier> notifier_;
};

} // namespace jiujin::drivers::sim
