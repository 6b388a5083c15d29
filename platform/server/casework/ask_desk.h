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
#include "platform/server/casework/inner_zone.h"
#include "platform/server/casework/tally.h"

#include <mutex>

namespace jiujin::server {

struct AskRules {
    Limit asksOfTerminal{120, std::chrono::minutes(1)};
    Limit missesOfTerminal{20, std::chrono::hours(1)};
    Limit missesOfCase{5, std::chrono::hours(1)};
    // The asker's clock may be wrong by so much: it judges by its own whether an answer is late.
    std::chrono::minutes clocksDiffer{5};
    std::chrono::minutes longestPatience{5};
};

class AskDesk {
public:
    // `witnesses` sign evidence of identity; without any, nobody is known by more than a card.
    // Zone and clock must outlive the desk. From any thread.
    AskDesk(const InnerZone& zone, std::vector<seal::Certificate> witnesses, const Clock& clock,
            AskRules rules = {});

    // The three steps, so that the store is not kept waiting by what has nothing to do with it.
    //
    // Refused without an answer: AskLimited (asks of this terminal), AskLate, EnvelopeDamaged,
    // AskMalformed, AskMismatch, AskReplayed.
    Result<protocol::AskRequest> open(const protocol::Ask& ask);
    // What the store has on it, unjudged. As Store, but never NotFound.
    Result<std::vector<CaseTrail>> look(const protocol::AskRequest& request, Store& store) const;
    // Everything else is an answer, also that nothing is shown: AskLimited, CaseNotShown,
    // AssuranceNeeded stand in it.
    Result<protocol::AskReply> reply(const protocol::Ask& ask, const protocol::AskRequest& request,
                                     const std::vector<CaseTrail>& trails);

    // All three.
    Result<protocol::AskReply> answer(const protocol::Ask& ask, Store& store);

private:
    using States = std::vector<protocol::CaseState>;
    Result<void> checkTime(const protocol::AskHead& head) const;
    Result<void> checkFirst(const protocol::AskHead& head);
    Result<Secret> personOf(const protocol::AskRequest& request) const;
    Result<States> judge(const protocol::Ask& ask, const protocol::AskRequest& request,
                         const std::vector<CaseTrail>& trails);
    Result<States> stateOfOne(const protocol::Ask& ask, const protocol::AskRequest& request,
                              const std::vector<CaseTrail>& trails);
    Result<States> statesOfPerson(const protocol::AskRequest& request,
                                  const std::vector<CaseTrail>& trails) const;
    Result<protocol::CaseState> stateOf(const CaseTrail& trail,
                                        const protocol::CaseBody& body) const;

    const InnerZone& zone_;
    const InnerKeys& keys_;
    const std::vector<seal::Certificate> witnesses_;
    const Clock& clock_;
    const AskRules rules_;
    std::mutex mutex_;
    Tally asksOfTerminal_, missesOfTerminal_, missesOfCase_, seen_;
};

} // namespace jiujin::server
