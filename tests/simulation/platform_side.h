// The platform of a simulated world: the real service, mailbox, acceptance and store, without
// threads: what is committed is committed before the call returns.
#pragma once

#include "app/terminal/sync/transport.h"
#include "platform/server/access/service.h"
#include "platform/server/inner/packet_work.h"
#include "platform/server/inner/puller.h"
#include "platform/server/mailbox/room_door.h"
#include "platform/server/store/sqlite_store.h"
#include "tests/simulation/disk.h"
#include "tests/simulation/keyed.h"
#include "tests/simulation/mutants.h"

namespace jiujin::simulation {

class InlineCommitter : public server::Committer {
public:
    explicit InlineCommitter(server::Store& store) : store_(store) {}
    void run(Work work, Done done) override;
    Result<void> runAndWait(Work work) override;

private:
    server::Store& store_;
};

class PlatformSide {
public:
    PlatformSide(Disk& disk, const Clock& clock, Mutant mutant);

    bool up() const { return running_ != nullptr; }
    // False when its store does not open.
    bool start();
    void stop() { running_.reset(); }
    // Nothing when the program died before it answered. `pulls`: the inner zone comes for its mail
    // before the terminal's patience is over.
    std::optional<server::Response> call(server::Request request, bool pulls);
    void pull();
    // What the open zone, taken over, can do at most: lose all its mail.
    void loseMail();
    Result<std::vector<server::CaseLine>> cases();
    // As it was taken; nothing when it was not.
    std::optional<Bytes> packetOf(const std::string& packetId);

private:
    struct Running;
    Disk& disk_;
    const Clock& clock_;
    const Mutant mutant_;
    const KeyedIntake intake_;
    const KeyedExaminer examiner_;
    std::shared_ptr<Running> running_;
};

} // namespace jiujin::simulation
