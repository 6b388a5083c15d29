#include "drivers/sim/script.h"

#include <QtCore/QTimer>

#include <array>
#include <charconv>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace jiujin::drivers::sim {

namespace {

constexpr std::size_t longestFile = 64UL * 1024;

Result<std::string> contents(int file) {
    std::string text(longestFile + 1, '\0');
    std::size_t length = 0;
    for (;;) {
        const ssize_t got = ::read(file, text.data() + length, text.size() - length);
        if (got < 0 || length + static_cast<std::size_t>(got) > longestFile)
            return Error(ErrorCode::FileUnreadable, "simulation: script unreadable or too long");
        if (got == 0)
            break;
        length += static_cast<std::size_t>(got);
    }
    text.resize(length);
    return text;
}

std::pair<std::string, std::string> split(const std::string& line) {
    const std::size_t blank = line.find(' ');
    if (blank == std::string::npos)
        return {line, {}};
    return {line.substr(0, blank), line.substr(blank + 1)};
}

} // namespace

Result<std::unique_ptr<Script>> Script::open(const std::string& path) {
    // Both ways, so that a pipe has no end when whoever wrote to it goes.
    struct stat what {};
    const bool pipe = ::stat(path.c_str(), &what) == 0 && S_ISFIFO(what.st_mode);
    const int file =
        ::open(path.c_str(), pipe ? O_RDWR | O_NONBLOCK | O_CLOEXEC : O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return Error(ErrorCode::FileUnreadable, "simulation: no script at " + path);
    std::unique_ptr<Script> script(new Script(pipe ? file : -1));
    if (pipe)
        return script;
    const auto text = contents(file);
    ::close(file);
    JIUJIN_TRY(text);
    script->take(*text + '\n');
    script->file_.assign(script->lines_.begin(), script->lines_.end());
    return script;
}

Script::~Script() {
    notifier_.reset();
    if (pipe_ >= 0)
        ::close(pipe_);
}

void Script::start(Obey obey, std::function<void(int)> lost) {
    obey_ = std::move(obey);
    lost_ = std::move(lost);
    if (pipe_ >= 0) {
        notifier_ = std::make_unique<QSocketNotifier>(pipe_, QSocketNotifier::Read);
        connect(notifier_.get(), &QSocketNotifier::activated, this, &Script::hear);
    }
    goOn();
}

void Script::hear() {
    std::array<char, 4096> chunk{};
    const ssize_t got = ::read(pipe_, chunk.data(), chunk.size());
    if (got <= 0)
        return;
    take(std::string_view(chunk.data(), static_cast<std::size_t>(got)));
    if (!waiting_)
        goOn();
}

void Script::take(std::string_view bytes) {
    for (const char c : bytes) {
        if (c != '\n') {
            // What is longer is cut, and will not be understood.
            if (begun_.size() < longestLine)
                begun_ += c;
            continue;
        }
        lines_.push_back(std::exchange(begun_, {}));
    }
}

void Script::goOn() {
    waiting_ = false;
    while (!waiting_ && !ended_ && !lines_.empty()) {
        const std::string line = std::move(lines_.front());
        lines_.pop_front();
        ++number_;
        if (act(line))
            continue;
        ended_ = true;
        notifier_.reset();
        lost_(number_);
    }
}

bool Script::act(const std::string& line) {
    if (line.empty() || line.front() == '#')
        return true;
    const auto [word, rest] = split(line);
    if (word == "wait") {
        int milliseconds = 0;
        const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), milliseconds);
        if (read.ec != std::errc() || read.ptr != rest.data() + rest.size() || milliseconds < 1)
            return false;
        waiting_ = true;
        QTimer::singleShot(milliseconds, this, &Script::goOn);
        return true;
    }
    if (word == "repeat" && rest.empty() && pipe_ < 0) {
        lines_.assign(file_.begin(), file_.end());
        number_ = 0;
        // A file without a pause would never let anything else happen.
        waiting_ = true;
        QTimer::singleShot(1, this, &Script::goOn);
        return true;
    }
    return obey_(word, rest);
}

} // namespace jiujin::drivers::sim
