// A driver host without a device: says "ok", greets the visit it serves with its own pid, answers
// pings, ends when its supervisor or its visit goes. --module says what it does once it serves:
//   crash, hang, babble or flood (on the control line), leave (its device goes)
//   print (two sheets), print-unknown, print-twice (begins a second time), print-crash and
//   print-late (says what came of it when it is told to end); anything else: nothing
// With --option once=FILE it does so only while that file is not there, and makes it; with
// --option who=FILE it first says what that file holds.
#include "drivers/contract/host_link.h"
#include "drivers/contract/packet.h"

#include <QtCore/QString>

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <string>
#include <string_view>
#include <unistd.h>

using namespace jiujin::drivers;

namespace {

struct Words {
    int control = -1;
    std::string module, once, who;
};

Words wordsFrom(int count, char** words) {
    Words known;
    for (int i = 1; i + 1 < count; ++i) {
        const std::string_view name = words[i], value = words[i + 1];
        if (name == "--control")
            known.control = std::atoi(words[i + 1]);
        if (name == "--module")
            known.module = value;
        if (name == "--option" && value.starts_with("once="))
            known.once = value.substr(5);
        if (name == "--option" && value.starts_with("who="))
            known.who = value.substr(4);
    }
    return known;
}

void print(const Words& words) {
    using Kind = PaperWord::Kind;
    static_cast<void>(sendPaper(words.control, {Kind::Begun}).ok());
    if (words.module == "print")
        static_cast<void>(sendPaper(words.control, {Kind::Out, 2}).ok());
    if (words.module == "print-unknown")
        static_cast<void>(sendPaper(words.control, {Kind::Unknown}).ok());
    if (words.module == "print-twice")
        static_cast<void>(sendPaper(words.control, {Kind::Begun}).ok());
    if (words.module == "print-crash")
        ::raise(SIGKILL);
}

bool mayMisbehave(const Words& words) {
    return words.once.empty() ||
           ::open(words.once.c_str(), O_CREAT | O_EXCL | O_CLOEXEC, 0666) >= 0;
}

void misbehave(const Words& words) {
    if (words.module == "crash")
        ::raise(SIGKILL);
    if (words.module == "hang")
        ::raise(SIGSTOP);
    if (words.module == "babble")
        static_cast<void>(sendPacket(words.control, "0K").ok());
    for (int i = 0; words.module == "flood" && i < 1000; ++i)
        static_cast<void>(sendHealth(words.control, i % 2 == 0 ? "JJ-1007" : "ok").ok());
    if (words.module == "leave")
        static_cast<void>(sendHealth(words.control, "JJ-3102").ok());
    if (words.module.starts_with("print"))
        print(words);
}

bool greet(int visit) {
    const std::string greeting = "host " + std::to_string(::getpid()) + "\n";
    return ::write(visit, greeting.data(), greeting.size()) > 0;
}

} // namespace

int main(int count, char** arguments) {
    const Words words = wordsFrom(count, arguments);
    std::string identity;
    std::getline(std::ifstream(words.who) >> std::ws, identity);
    if (!identity.empty() && !sendIdentity(words.control, identity))
        return 1;
    if (!sendHealth(words.control, "ok"))
        return 1;
    int visit = -1;
    for (;;) {
        pollfd ends[] = {{words.control, POLLIN, 0}, {visit, POLLIN, 0}};
        ::poll(ends, visit < 0 ? 1 : 2, -1);
        if (visit >= 0 && ends[1].revents != 0)
            return 0;
        const auto order = receiveOrder(words.control);
        if (!order && words.module == "print-late")
            static_cast<void>(sendPaper(words.control, {PaperWord::Kind::Out, 1}).ok());
        if (!order)
            return 0;
        if (order->socket < 0) {
            static_cast<void>(sendPong(words.control).ok());
            continue;
        }
        visit = order->socket;
        if (!greet(visit))
            return 1;
        if (mayMisbehave(words))
            misbehave(words);
    }
}
