// What a module that was taken over would try. Each act can be done by a free process, which is how
// a test knows that a refusal comes from the sandbox.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <sys/types.h>

namespace acts {

// Whom and what the acts are aimed at.
struct Scene {
    std::string folder;     // of the test: "outbox.db" and "device" lie in it
    pid_t other = 0;        // a process of somebody else
    std::uint16_t port = 0; // a listener on loopback
    // Made before the sandbox:
    int socket = -1, second = -1; // of AF_INET, unconnected
    int terminal = -1;            // somebody's
};

enum Holds : unsigned { Calls = 1, Files = 2, Both = 3 };

struct Act {
    const char* name;
    // Negative: refused, errno says how. A free process is left in no state to go on.
    long (*run)(const Scene&);
    unsigned holds; // which of the two locks refuses it alone
    bool needsRoot; // a free process without root is refused it as well
};

std::span<const Act> all();
const Act* find(const std::string& name);

// A scene with what is made before the sandbox.
Scene prepared(const std::string& folder, pid_t other, std::uint16_t port);
// Runs the act in a child of this process; "DONE" or the error's name.
std::string inChild(const Act& act, const Scene& scene);
// The same here.
std::string here(const Act& act, const Scene& scene);

} // namespace acts
