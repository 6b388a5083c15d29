// samv-emulator (--link PATH | --usb split | --usb whole) --persons FILE (--control FIFO |
// --stdin): see README.md beside this file.
#include "tests/support/samv/control.h"
#include "tests/support/samv/serial_side.h"
#include "tests/support/samv/usb_side.h"

#include <csignal>
#include <cstdio>
#include <ctime>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace samv_peer;

namespace {

struct Options {
    std::string link, usb, persons, fifo;
    bool standardInput = false;
};

volatile std::sig_atomic_t stopped = 0;

bool parse(int count, char** words, Options& options) {
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        if (word == "--stdin")
            options.standardInput = true;
        else if (i + 1 == count)
            return false;
        else if (word == "--link")
            options.link = words[++i];
        else if (word == "--usb")
            options.usb = words[++i];
        else if (word == "--persons")
            options.persons = words[++i];
        else if (word == "--control")
            options.fifo = words[++i];
        else
            return false;
    }
    const bool onUsb = options.usb == "split" || options.usb == "whole";
    return options.link.empty() == onUsb && onUsb == !options.usb.empty() &&
           !options.persons.empty() && (options.standardInput || !options.fifo.empty());
}

std::unique_ptr<Side> sideOf(const Options& options) {
    if (options.usb.empty())
        return std::make_unique<SerialSide>(options.link);
    return std::make_unique<UsbSide>(options.usb == "split" ? Framing::Split : Framing::Whole);
}

int openControl(const Options& options) {
    if (options.standardInput)
        return STDIN_FILENO;
    ::unlink(options.fifo.c_str());
    // Opened for both, so that it stays open while writers come and go.
    return ::mkfifo(options.fifo.c_str(), 0600) != 0
               ? -1
               : ::open(options.fifo.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
}

class Emulator {
public:
    Emulator(Side& side, Module& module, Control& control)
        : side_(side), module_(module), control_(control) {}

    void run(int commands) {
        while (stopped == 0 && !control_.quit()) {
            pollfd watched[] = {{side_.descriptor(), POLLIN, 0}, {commands, POLLIN, 0}};
            if (::poll(watched, 2, -1) < 0)
                continue;
            if (watched[1].revents != 0 && !readCommands(commands))
                return;
            if (watched[0].revents != 0)
                serve();
        }
    }

private:
    bool readCommands(int from) {
        char buffer[512];
        const ssize_t got = ::read(from, buffer, sizeof buffer);
        if (got <= 0)
            return false;
        typed_.append(buffer, static_cast<std::size_t>(got));
        for (std::size_t end = typed_.find('\n'); end != std::string::npos;
             end = typed_.find('\n')) {
            const std::string command = typed_.substr(0, end);
            typed_.erase(0, end + 1);
            std::printf("%s %s\n", control_.run(command) ? "ok" : "unknown", command.c_str());
        }
        return true;
    }

    void serve() {
        const Octets octets = side_.receive();
        received_.insert(received_.end(), octets.begin(), octets.end());
        while (const auto request = takeRequest(received_)) {
            if (control_.trace())
                report(*request);
            control_.before(*request);
            if (auto recorded = control_.replay().answerTo(*request))
                side_.sendRecorded(std::move(recorded->answer), recorded->latencyMs);
            else
                side_.send(module_.answer(*request));
            if (request->command == 0x60)
                adopt(request->parameter);
        }
    }

    static void report(const Request& request) {
        timespec now{};
        ::clock_gettime(CLOCK_MONOTONIC, &now);
        std::printf("request %02x%02x %lld\n", request.command, request.parameter,
                    now.tv_sec * 1000LL + now.tv_nsec / 1000000);
    }

    void adopt(std::uint8_t parameter) {
        constexpr int rates[] = {115200, 57600, 38400, 19200, 9600};
        if (parameter < 5)
            side_.setRate(rates[parameter]);
    }

    Side& side_;
    Module& module_;
    Control& control_;
    std::string typed_;
    Octets received_;
};

} // namespace

int main(int count, char** words) {
    Options options;
    if (!parse(count, words, options)) {
        std::fputs("usage: samv-emulator (--link PATH | --usb split | --usb whole) --persons FILE "
                   "(--control FIFO | --stdin)\n",
                   stderr);
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    struct sigaction stop {};
    stop.sa_handler = [](int) {
        stopped = 1;
    };
    ::sigaction(SIGTERM, &stop, nullptr);
    ::sigaction(SIGINT, &stop, nullptr);
    std::ifstream file(options.persons);
    const std::string json{std::istreambuf_iterator<char>(file), {}};
    const int commands = openControl(options);
    if (json.empty() || commands < 0) {
        std::fputs("samv-emulator: cannot read the persons or make the control\n", stderr);
        return 1;
    }
    {
        const std::unique_ptr<Side> side = sideOf(options);
        Module module;
        Control control(module, *side, personsFrom(json));
        std::printf("ready %s\n", side->address().c_str());
        Emulator(*side, module, control).run(commands);
    }
    if (!options.fifo.empty())
        ::unlink(options.fifo.c_str());
    return 0;
}
