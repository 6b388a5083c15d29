// smartcard-peer --folder DIR --driver LIB --persons FILE --keys DIR [--late]: see README.md beside
// this file. It ends with its standard input.
#include "tests/support/smartcard/control.h"

#include <csignal>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <unistd.h>

using namespace smartcard_peer;

namespace {

constexpr int betweenConnectsMs = 5;

struct Options {
    std::string folder, driver, persons, keys;
    bool late = false; // pcscd is not started yet
};

bool parse(int count, char** words, Options& options) {
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        if (word == "--late")
            options.late = true;
        else if (i + 1 == count)
            return false;
        else if (word == "--folder")
            options.folder = words[++i];
        else if (word == "--driver")
            options.driver = words[++i];
        else if (word == "--persons")
            options.persons = words[++i];
        else if (word == "--keys")
            options.keys = words[++i];
        else
            return false;
    }
    return !options.folder.empty() && !options.driver.empty() && !options.persons.empty() &&
           !options.keys.empty();
}

Control::Cards cardsOf(const Options& options) {
    std::ifstream file(options.persons);
    return {samv_peer::personsFrom({std::istreambuf_iterator<char>(file), {}}),
            Key::fromFile(options.keys + "/operator.key"),
            Key::fromFile(options.keys + "/other.key"), contentsOf(options.keys + "/operator.der"),
            contentsOf(options.keys + "/other.der")};
}

class Peer {
public:
    Peer(Insertion& slot, Control& control) : slot_(slot), control_(control) {}

    void run() {
        while (!control_.quit()) {
            if (slot_.wantsConnection())
                slot_.connect();
            pollfd watched[] = {{STDIN_FILENO, POLLIN, 0}, {slot_.descriptor(), POLLIN, 0}};
            const int patience = slot_.wantsConnection() ? betweenConnectsMs : slot_.dueIn();
            if (::poll(watched, 2, patience) < 0)
                continue;
            slot_.sendDue();
            if (watched[1].revents != 0 && slot_.descriptor() == watched[1].fd)
                slot_.serve([this](const Octets& apdu) { control_.before(apdu); });
            if (watched[0].revents != 0 && !readCommands())
                return;
        }
    }

private:
    bool readCommands() {
        char buffer[512];
        const ssize_t got = ::read(STDIN_FILENO, buffer, sizeof buffer);
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

    Insertion& slot_;
    Control& control_;
    std::string typed_;
};

} // namespace

int main(int count, char** words) {
    Options options;
    if (!parse(count, words, options)) {
        std::fputs("usage: smartcard-peer --folder DIR --driver LIB --persons FILE --keys DIR "
                   "[--late]\n",
                   stderr);
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::signal(SIGPIPE, SIG_IGN);
    if (!enterOwnNetwork()) {
        std::puts("refused: this user may have no network of its own");
        return 0;
    }
    Service service(options.folder, options.driver);
    Insertion slot(readerPort);
    Control control(slot, service, cardsOf(options));
    if (!options.late && !service.start()) {
        std::puts("refused: pcscd cannot be started");
        return 1;
    }
    std::printf("ready %s\n", service.socket().c_str());
    Peer(slot, control).run();
    return 0;
}
