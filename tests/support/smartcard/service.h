// A pcscd of one's own: started by the protocol of socket activation with a socket in a folder, in
// this process's own network, so that vpcd's ports can be reached from nowhere else. It ends with
// this process.
#pragma once

#include <string>
#include <sys/types.h>

namespace smartcard_peer {

inline constexpr unsigned short readerPort = 35963;

// A network and a /run of this process's own. False when this user may not have them.
bool enterOwnNetwork();

class Service {
public:
    // driver: the library that pcscd loads.
    Service(std::string folder, std::string driver);
    ~Service() { kill(); }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    std::string socket() const { return folder_ + "/pcscd.comm"; }
    bool start();
    void kill();
    // SIGSTOP, SIGCONT.
    void signal(int number) const;
    void pullReader();
    void plugReader();

private:
    [[noreturn]] void run(int listener) const;

    std::string folder_, driver_;
    pid_t process_ = -1;
};

} // namespace smartcard_peer
