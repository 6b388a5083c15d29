// Who signs and seals in a simulated world, and who believes whom.
#pragma once

#include "app/terminal/outbox/outbox.h"
#include "app/terminal/sync/reconciler.h"
#include "app/terminal/sync/words.h"
#include "platform/server/access/intake.h"
#include "platform/server/casework/blob_check.h"
#include "platform/server/casework/examiner.h"
#include "tests/simulation/seeded.h"

#include <functional>

namespace jiujin::simulation {

inline constexpr std::string_view terminalId = "330105-A017";

struct Filing {
    std::string coreHeader; // JSON
    Bytes sealed;
};

class Parties {
public:
    virtual ~Parties() = default;

    virtual const outbox::Notary& notary() const = 0;
    virtual const sync::Words& words() const = 0;
    virtual const sync::CheckpointWords& checkpointWords() const = 0;
    virtual const server::Intake& intake() const = 0;
    virtual const server::Examiner& examiner() const = 0;

    // What a citizen hands over under these numbers; no two are alike. `bad`: the inner zone will
    // not have it.
    virtual Filing file(const outbox::Reservation& numbers, Dice& dice, bool bad) const = 0;
    virtual const server::BlobChecker& blobChecker() const = 0;
    // Whether any bytes are a sealed material.
    virtual bool takesMaterials() const = 0;
    // The inner zone's.
    virtual std::string sign(const protocol::Checkpoint& checkpoint) const = 0;
    // How far somebody may set a clock at once, for certificates to be good before and after.
    virtual std::chrono::hours longestSwing() const = 0;
};

using MakeParties = std::function<std::unique_ptr<Parties>(const Clock&)>;

// With a keyed hash in the place of signatures and envelopes.
std::unique_ptr<Parties> keyedParties(const Clock& clock);

} // namespace jiujin::simulation
