// Fetches the root's revocation list from the platform when there is a newer one. The list proves
// itself by the root's signature, so that it does not matter who hands it over, nor that the
// platform's "revoked" is no signed word: a terminal that finds itself on the list takes nothing
// new (keys::mayFile), and a certificate of the platform's that stands there is not believed any
// more. Who keeps a list from a terminal can delay that, and no more. What was fetched is kept in a
// file, so that a restart without a network does not forget it.
#pragma once

#include "app/terminal/keys/enrolment.h"
#include "app/terminal/sync/transport.h"

namespace jiujin::sync {

class RevocationFetcher {
public:
    // All must outlive this. `kept`: the file; what stands in it is in force at once, unless the
    // enrolment's own list is as new. A broken or foreign one is told and left alone.
    RevocationFetcher(const keys::Enrolment& enrolment, Transport& transport, const Clock& clock,
                      std::filesystem::path kept);

    // Asks the platform, if it is time: at first, every ten minutes, and every minute while the
    // platform says that this terminal is revoked. Nothing of it is urgent: a failure waits for the
    // next time.
    void tend(bool turnedAway);

private:
    void fetch();
    void keep(const seal::RevocationList& list) const;

    const keys::Enrolment& enrolment_;
    Transport& transport_;
    const Clock& clock_;
    const std::filesystem::path kept_;
    std::optional<SteadyTime> asked_;
};

} // namespace jiujin::sync
