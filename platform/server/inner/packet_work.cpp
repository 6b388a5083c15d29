#include "platform/server/inner/packet_work.h"

#include "platform/base/event.h"
#include "platform/base/trace.h"
#include "platform/server/casework/case_steps.h"
#include "platform/server/casework/filing_judge.h"
#include "platform/server/casework/watched_clock.h"

#include <algorithm>
#include <array>
#include <map>

namespace jiujin::server {

namespace {

// The open zone tells when a packet came, and that decides which certificates were good: it is
// believed within what an outage of this zone can explain.
constexpr std::chrono::days longestWait{30};

// Not the letter's fault: materials could not be fetched or kept just now.
bool isForLater(ErrorCode code) {
    constexpr std::array codes{
        ErrorCode::NetworkDown,    ErrorCode::PlatformBusy,    ErrorCode::PlatformRevoked,
        ErrorCode::NotThePlatform, ErrorCode::CertificateRole, ErrorCode::CommitFailed,
        ErrorCode::DiskFull,       ErrorCode::StoreDamaged,    ErrorCode::PlatformClock};
    return std::ranges::find(codes, code) != codes.end();
}

protocol::Acknowledgement wordOn(const TakenPacket& packet, const Decision& decision) {
    return {packet.packetId, packet.headerDigest, packet.terminalId, decision.verdict,
            decision.verdict == protocol::Verdict::Refused ? decision.code : std::string()};
}

void logTransition(const TakenPacket& packet, const std::vector<CaseEvent>& events) {
    if (const CaseEvent* change = ruleChangeIn(events))
        logEvent(Event::CaseTransition,
                 {{"case", std::string_view(packet.caseNumber)},
                  {"change", std::string_view(detailOf(*change, "change"))},
                  {"transition", std::string_view(detailOf(*change, "transition"))}});
}

void logDecision(const TakenPacket& packet, const Decision& decision) {
    if (decision.stops)
        logEvent(Event::TerminalStopped, {{"terminal", std::string_view(packet.terminalId)},
                                          {"counter", static_cast<std::int64_t>(packet.counter)},
                                          {"code", ErrorCode::TerminalSuspended}});
    const LogField id("packet", std::string_view(packet.packetId));
    const LogField terminal("terminal", std::string_view(packet.terminalId));
    switch (decision.verdict) {
    case protocol::Verdict::Stored:
        return logEvent(Event::CaseRecorded, {id, terminal});
    case protocol::Verdict::DuplicateSame:
        return logEvent(Event::PacketDuplicate, {id, terminal});
    case protocol::Verdict::Conflict:
    case protocol::Verdict::Refused:
        return logEvent(Event::PacketRefusedEvent,
                        {id, terminal, {"code", std::string_view(decision.code)}});
    }
}

} // namespace

struct PacketWork::Item {
    std::int64_t letter = 0;
    Examined examined;
    Decision decision;
    std::string trace;
    bool decided = true;
};

Result<Examined> PacketWork::examine(const protocol::Letter& letter) const {
    JIUJIN_TRY_ASSIGN(const WallTime now, datingTime(clock_));
    const WallTime received = std::clamp<WallTime>(letter.received, now - longestWait, now);
    return examiner_.examine(letter.content, received);
}

// Nothing but this needs no store and no other letter, and it is nearly all of the work.
std::vector<Result<Examined>> PacketWork::examineAll(const std::vector<protocol::Letter>& letters) {
    std::vector<Result<Examined>> all(letters.size(), Error(ErrorCode::CryptoFailed, ""));
    crew_.each(letters.size(), [&](std::size_t i) { all[i] = examine(letters[i]); });
    return all;
}

// Its number is taken, by itself or by another: nothing new becomes of it, and so nothing more has
// to be fetched.
bool PacketWork::isDecided(const TakenPacket& packet) const {
    bool decided = false;
    static_cast<void>(committer_.runAndWait([&](Store& store) -> Result<void> {
        decided = store.trail(packet.caseNumber).ok();
        return {};
    }));
    return decided;
}

// What the terminal itself sealed wrongly is refused, as a document is that does not open.
Result<void> PacketWork::bringMaterials(Examined& examined) const {
    if (examined.blobs.empty() || isDecided(examined.packet))
        return {};
    if (materials_ == nullptr)
        return Error(ErrorCode::BlobMissing, "no materials are fetched here");
    const auto brought = materials_->bring(examined.packet.terminalId, examined.blobs);
    if (brought.ok() || brought.error().code != ErrorCode::EnvelopeDamaged)
        return brought;
    Conclusion& conclusion = examined.conclusion;
    conclusion.decision = {protocol::Verdict::Refused,
                           std::string(codeOf(ErrorCode::EnvelopeDamaged))};
    conclusion.place = brought.error().where;
    // Whatever followed the acceptance goes with it.
    auto& events = conclusion.events;
    events.erase(std::next(std::ranges::find(events, "accepted-for-checking", &CaseEvent::kind)),
                 events.end());
    conclusion.events.back().kind = "refused";
    conclusion.events.back().details.emplace_back("code", conclusion.decision.code);
    return {};
}

Result<std::vector<protocol::Reply>>
PacketWork::work(const std::vector<protocol::Letter>& letters) {
    std::vector<protocol::Reply> replies;
    std::vector<Item> items;
    auto examined = examineAll(letters);
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const protocol::Letter& letter = letters[i];
        const TraceScope trace(letter.trace);
        const auto usable =
            examined[i].ok() ? bringMaterials(*examined[i]) : Result<void>(examined[i].error());
        if (usable.ok()) {
            items.push_back({letter.number, std::move(examined[i]).value(), {}, letter.trace});
            continue;
        }
        if (isForLater(usable.error().code))
            return usable.error();
        // The open zone let it through all the same: altered there, or its clock is another.
        logEvent(Event::LetterUnusable, {{"letter", letter.number},
                                         {"terminal", std::string_view(letter.terminalId)},
                                         {"code", usable.error().code}});
        replies.push_back({{letter.number}, letter.terminalId, letter.kind, ""});
    }
    JIUJIN_TRY(decide(items));
    std::erase_if(items, [&](const Item& item) {
        if (!item.decided)
            replies.push_back(
                {{item.letter}, item.examined.packet.terminalId, std::string(kind()), ""});
        return !item.decided;
    });
    JIUJIN_TRY_ASSIGN(const auto words, sign(items));
    replies.insert(replies.end(), words.begin(), words.end());
    return replies;
}

// In one commit. Where rows of one letter's terminal are damaged, that letter alone is set aside:
// its terminal has no word and brings it again.
Result<void> PacketWork::decide(std::vector<Item>& items) {
    JIUJIN_TRY(committer_.runAndWait([&items](Store& store) -> Result<void> {
        for (Item& item : items) {
            const auto done = store.transaction([&]() -> Result<void> {
                JIUJIN_TRY_ASSIGN(item.decision,
                                  store.decide(item.examined.packet, item.examined.conclusion));
                return {};
            });
            item.decided = done.ok();
            if (!done.ok() && done.error().code != ErrorCode::StoreDamaged)
                return done.error();
        }
        return {};
    }));
    for (const Item& item : items) {
        const TraceScope trace(item.trace);
        if (!item.decided)
            logEvent(Event::PacketQuarantined,
                     {{"packet", std::string_view(item.examined.packet.packetId)},
                      {"terminal", std::string_view(item.examined.packet.terminalId)},
                      {"code", ErrorCode::StoreDamaged}});
    }
    return {};
}

// One word a terminal: no terminal is told of another's packets.
Result<std::vector<protocol::Reply>> PacketWork::sign(const std::vector<Item>& items) const {
    std::map<std::string, std::vector<const Item*>> terminals;
    for (const Item& item : items)
        terminals[item.examined.packet.terminalId].push_back(&item);
    std::vector<protocol::Reply> replies;
    for (const auto& [terminal, own] : terminals) {
        protocol::Reply reply{{}, terminal, std::string(kind()), ""};
        std::vector<protocol::Acknowledgement> entries;
        for (const Item* item : own) {
            const TraceScope trace(item->trace);
            logDecision(item->examined.packet, item->decision);
            if (item->decision.verdict == protocol::Verdict::Stored)
                logTransition(item->examined.packet, item->examined.conclusion.events);
            if (told_)
                told_(item->decision.verdict);
            reply.letters.push_back(item->letter);
            entries.push_back(wordOn(item->examined.packet, item->decision));
        }
        JIUJIN_TRY_ASSIGN(reply.body, examiner_.sign(std::move(entries)));
        replies.push_back(std::move(reply));
    }
    return replies;
}

} // namespace jiujin::server
