#include "platform/server/casework/ask_desk.h"

#include "platform/protocol/digest.h"
#include "platform/seal/ask_seal.h"
#include "platform/seal/jws.h"
#include "platform/server/casework/case_state.h"
#include "platform/server/casework/case_view.h"
#include "platform/server/casework/watched_clock.h"

#include <algorithm>
#include <span>

namespace jiujin::server {

namespace {

constexpr std::size_t maxNames = 200'000, maxShown = 50, pageSize = 16;

// By digests: how many characters are right does not show in the time it takes.
bool isSame(std::string_view one, std::string_view other) {
    return protocol::digestText({viewOf(one)}) == protocol::digestText({viewOf(other)});
}

// What the store has of them.
Result<std::vector<CaseTrail>> trailsOf(std::span<const std::string> numbers,
                                        Committer& committer) {
    std::vector<CaseTrail> trails;
    JIUJIN_TRY(committer.runAndWait([&](Store& store) -> Result<void> {
        for (const std::string& number : numbers) {
            auto trail = store.trail(number);
            if (trail.ok())
                trails.push_back(std::move(trail).value());
            else if (trail.error().code != ErrorCode::NotFound)
                return trail.error();
        }
        return {};
    }));
    return trails;
}

Result<std::vector<std::string>> newestFirst(Committer& committer) {
    std::vector<std::string> numbers;
    JIUJIN_TRY(committer.runAndWait([&](Store& store) -> Result<void> {
        JIUJIN_TRY_ASSIGN(const auto lines, store.cases());
        for (const CaseLine& line : lines)
            numbers.push_back(line.caseNumber);
        return {};
    }));
    std::ranges::reverse(numbers);
    return numbers;
}

Error notShown() {
    return {ErrorCode::CaseNotShown, "no such case, or another lookup code"};
}

} // namespace

AskDesk::AskDesk(const InnerZone& zone, std::vector<seal::Certificate> witnesses,
                 const Clock& clock, AskRules rules)
    : zone_(zone),
      keys_(zone.keys()),
      witnesses_(std::move(witnesses)),
      clock_(clock),
      rules_(rules),
      asksOfTerminal_(rules.asksOfTerminal, maxNames),
      missesOfTerminal_(rules.missesOfTerminal, maxNames),
      missesOfCase_(rules.missesOfCase, maxNames),
      seen_({1, 2 * rules.clocksDiffer + rules.longestPatience}, maxNames) {}

Result<void> AskDesk::checkTime(const protocol::AskHead& head) const {
    const WallTime now = clock_.wall().time;
    if (head.deadline + rules_.clocksDiffer < now ||
        head.deadline > now + rules_.clocksDiffer + rules_.longestPatience)
        return Error(ErrorCode::AskLate, "the deadline is past, or too far ahead");
    return {};
}

Result<void> AskDesk::checkFirst(const protocol::AskHead& head) {
    const std::lock_guard lock(mutex_);
    const SteadyTime now = clock_.steady();
    if (seen_.reached(head.askId, now))
        return Error(ErrorCode::AskReplayed, "this ask was here before");
    seen_.add(head.askId, now);
    return {};
}

Result<protocol::AskRequest> AskDesk::open(const protocol::Ask& ask) {
    {
        const std::lock_guard lock(mutex_);
        const SteadyTime now = clock_.steady();
        if (asksOfTerminal_.reached(ask.terminalId, now))
            return Error(ErrorCode::AskLimited, "asks of " + ask.terminalId);
        asksOfTerminal_.add(ask.terminalId, now);
    }
    JIUJIN_TRY(checkTime(ask.head));
    JIUJIN_TRY_ASSIGN(auto request,
                      seal::openAsk(ask.head, ask.sealed, keys_.seal.certificate, keys_.seal.key));
    JIUJIN_TRY(checkFirst(ask.head));
    return request;
}

Result<Secret> AskDesk::personOf(const protocol::AskRequest& request) const {
    const Error needed(ErrorCode::AssuranceNeeded, "no evidence of L2 that counts");
    const WallTime now = clock_.wall().time;
    const std::string digest = digestOf(request);
    for (const seal::Certificate& witness : witnesses_) {
        const auto json = seal::verifyJws(request.assurance.evidence.expose(), witness);
        if (!json.ok() || keys_.revoked.holds(witness) ||
            !seal::verifyLeaf(witness, keys_.root, seal::Role::Witness, now).ok())
            continue;
        const auto evidence = protocol::decodeIdentityEvidence(*json);
        if (evidence.ok() && evidence->level == request.assurance.level && evidence->until >= now &&
            evidence->askDigest == digest)
            return evidence->person;
    }
    return needed;
}

Result<protocol::CaseState> AskDesk::stateOf(const CaseTrail& trail,
                                             const protocol::CaseBody& body) const {
    JIUJIN_TRY_ASSIGN(const auto events, verifyTrail(trail));
    return caseStateOf(trail.caseNumber, events, body, zone_.rules());
}

Result<AskDesk::States> AskDesk::stateOfOne(const protocol::Ask& ask,
                                            const protocol::AskRequest& request,
                                            Committer& committer) {
    const SteadyTime now = clock_.steady();
    {
        const std::lock_guard lock(mutex_);
        if (missesOfTerminal_.reached(ask.terminalId, now) ||
            missesOfCase_.reached(request.caseNumber, now))
            return Error(ErrorCode::AskLimited, "misses of terminal or number");
    }
    JIUJIN_TRY_ASSIGN(const auto trails, trailsOf({&request.caseNumber, 1}, committer));
    if (!trails.empty()) {
        const auto body = zone_.open(trails.front().packet);
        if (body.ok() && isSame(body->lookupCode, request.lookupCode.expose())) {
            JIUJIN_TRY_ASSIGN(auto state, stateOf(trails.front(), *body));
            return States{std::move(state)};
        }
    }
    const std::lock_guard lock(mutex_);
    missesOfTerminal_.add(ask.terminalId, now);
    missesOfCase_.add(request.caseNumber, now);
    return notShown();
}

// Who filed a case stands nowhere but in the sealed packet: each is opened, once.
Result<AskDesk::States> AskDesk::statesOfPerson(const protocol::AskRequest& request,
                                                Committer& committer) {
    JIUJIN_TRY_ASSIGN(const Secret person, personOf(request));
    const SteadyTime until = clock_.steady() + rules_.longestSearch;
    JIUJIN_TRY_ASSIGN(auto numbers, newestFirst(committer));
    std::erase_if(numbers, [&](const std::string& each) { return !filers_.mayBeOf(each, person); });
    States states;
    for (std::span<const std::string> left(numbers); !left.empty();) {
        const auto page = left.first(std::min(left.size(), pageSize));
        left = left.subspan(page.size());
        JIUJIN_TRY_ASSIGN(const auto trails, trailsOf(page, committer));
        for (const CaseTrail& trail : trails) {
            const auto body = zone_.open(trail.packet);
            if (!body.ok())
                continue;
            filers_.note(trail.caseNumber, body->applicant.number);
            if (!isSame(body->applicant.number.expose(), person.expose()))
                continue;
            JIUJIN_TRY_ASSIGN(auto state, stateOf(trail, *body));
            states.push_back(std::move(state));
            if (states.size() == maxShown)
                return states;
        }
        if (!left.empty() && clock_.steady() > until)
            return Error(ErrorCode::AskUnanswered, "not all cases were looked at");
    }
    return states;
}

Result<AskDesk::States> AskDesk::judge(const protocol::Ask& ask,
                                       const protocol::AskRequest& request, Committer& committer) {
    switch (request.kind) {
    case protocol::AskKind::CaseState:
        return stateOfOne(ask, request, committer);
    case protocol::AskKind::MyCases:
        return statesOfPerson(request, committer);
    }
    return notShown();
}

Result<protocol::AskReply> AskDesk::answer(const protocol::Ask& ask, Committer& committer) {
    JIUJIN_TRY(datingTime(clock_));
    JIUJIN_TRY_ASSIGN(const auto request, open(ask));
    auto states = judge(ask, request, committer);
    JIUJIN_TRY_ASSIGN(const WallTime now, datingTime(clock_));
    protocol::AskAnswer answer{request.head.askId, request.nonce, now, {}, {}};
    if (states.ok())
        answer.cases = std::move(states).value();
    else
        answer.code = codeOf(states.error().code);
    JIUJIN_TRY_ASSIGN(auto sealed, seal::sealAnswer(answer, request, keys_.acknowledge.certificate,
                                                    keys_.acknowledge.key));
    return protocol::AskReply{request.head.askId, std::move(sealed)};
}

} // namespace jiujin::server
