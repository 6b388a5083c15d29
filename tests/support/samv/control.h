// The commands that stand for a person's hands and for a broken reader; README.md lists them.
#pragma once

#include "tests/support/samv/module.h"
#include "tests/support/samv/replay.h"
#include "tests/support/samv/side.h"

namespace samv_peer {

class Control {
public:
    Control(Module& module, Side& side, std::map<std::string, Person> persons)
        : module_(module), side_(side), persons_(std::move(persons)) {}

    // Whether the command was understood.
    bool run(const std::string& command);
    // A request arrives: what was to happen then happens.
    void before(const Request& request);
    Replay& replay() { return replay_; }
    bool quit() const { return quit_; }
    bool trace() const { return trace_; }

private:
    bool place(const std::string& what);
    bool spoil(const std::string& what);
    bool setDamage(const std::string& name, const std::string& value);
    bool say(const std::string& file);
    bool handle(const std::string& name, const std::string& value);

    Module& module_;
    Side& side_;
    std::map<std::string, Person> persons_;
    std::optional<Chip> last_;
    std::map<int, std::string> onRequest_;
    Replay replay_;
    bool quit_ = false, trace_ = false;
};

} // namespace samv_peer
