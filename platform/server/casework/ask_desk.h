// Answers asks in the inner zone: a sealed ask goes in, a sealed reply comes out. What was asked,
// and what was found, is known here and to the asker; nothing of it is written anywhere.
//
// A wrong lookup code and an unknown number get the same answer of the same length, and both count
// as a miss: for the terminal that carried the ask, and for the number, whether there is such a
// case or not. With 80 bits in a code guessing finds nothing; the limits keep it from being tried.
// While a number's limit is reached the right code is not answered either, or the limit would be
// none.
//
// An ask counts once: its id is remembered as long as its deadline could be taken for one to come.
// A restart forgets that; but an ask that is answered twice is sealed twice to the one who asked.
#pragma once

#include "platform/protocol/ask.h"
#include "platform/server/casework/filer_index.h"
#include "platform/server/casework/inner_zone.h"
#include "platform/server/casework/tally.h"
#include "platform/server/store/committer.h"

#include <mutex>

namespace jiujin::server {

struct AskRules {
    Limit asksOfTerminal{120, std::chrono::minutes(1)};
    Limit missesOfTerminal{20, std::chrono::hours(1)};
    Limit missesOfCase{5, std::chrono::hours(1)};
    // The asker's clock may be wrong by so much: it judges by its own whether an answer is late.
    std::chrono::minutes clocksDiffer{5};
    std::chrono::minutes longestPatience{5};
    // So long a person's cases are looked for; what was looked at is known the next time.
    std::chrono::seconds longestSearch{20};
};

class AskDesk {
public:
    // `witnesses` sign evidence of identity; without any, nobody is known by more than a card.
    // Zone and clock must outlive the desk. From any thread.
    AskDesk(const InnerZone& zone, std::vector<seal::Certificate> witnesses, const Clock& clock,
            AskRules rules = {});

    // Refused without an answer: PlatformClock, AskLimited (asks of this terminal), AskLate,
    // EnvelopeDamaged, AskMalformed, AskMismatch, AskReplayed. Everything else is an answer, also
    // that nothing is shown: AskLimited, CaseNotShown, AssuranceNeeded, AskUnanswered stand in it.
    // The store is read in small steps, so that packets do not wait for it.
    Result<protocol::AskReply> answer(const protocol::Ask& ask, Committer& committer);

private:
    using States = std::vector<protocol::CaseState>;
    using Trails = std::vector<CaseTrail>;
    Result<void> checkTime(const protocol::AskHead& head) const;
    Result<void> checkFirst(const protocol::AskHead& head);
    Result<protocol::AskRequest> open(const protocol::Ask& ask);
    Result<Secret> personOf(const protocol::AskRequest& request) const;
    Result<States> judge(const protocol::Ask& ask, const protocol::AskRequest& request,
                         Committer& committer);
    Result<States> stateOfOne(const protocol::Ask& ask, const protocol::AskRequest& request,
                              Committer& committer);
    Result<States> statesOfPerson(const protocol::AskRequest& request, Committer& committer);
    Result<protocol::CaseState> stateOf(const CaseTrail& trail,
                                        const protocol::CaseBody& body) const;

    const InnerZone& zone_;
    const InnerKeys& keys_;
    const std::vector<seal::Certificate> witnesses_;
    const Clock& clock_;
    const AskRules rules_;
    std::mutex mutex_;
    Tally asksOfTerminal_, missesOfTerminal_, missesOfCase_, seen_;
    FilerIndex filers_;
};

} // namespace jiujin::server
