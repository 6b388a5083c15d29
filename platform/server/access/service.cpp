#include "platform/server/access/service.h"

#include "platform/base/event.h"
#include "platform/protocol/packet_batch.h"

#include <charconv>

namespace jiujin::server {

namespace {

constexpr std::string_view packetsType = "application/vnd.jiujin.packets";
constexpr int wordsAtOnce = 500;
constexpr int catchUpAtOnce = 4;

struct Item {
    TakenPacket packet;
    Take take;
    Decision decision;
};

protocol::Acknowledgement wordOn(const Item& item) {
    const auto& decision = item.decision;
    return {item.packet.packetId, item.packet.headerDigest, item.packet.terminalId,
            decision.verdict,
            decision.verdict == protocol::Verdict::Refused ? decision.code : std::string()};
}

// What came again is told as such; a refusal stays one.
Decision repeated(Decision decision) {
    if (decision.verdict == protocol::Verdict::Stored)
        decision.verdict = protocol::Verdict::DuplicateSame;
    return decision;
}

bool isOpen(const Item& item) {
    return item.take.state == TakeState::New || item.take.state == TakeState::Pending;
}

void logItem(const Item& item) {
    const LogField packet("packet", std::string_view(item.packet.packetId));
    const LogField terminal("terminal", std::string_view(item.packet.terminalId));
    if (item.decision.verdict == protocol::Verdict::Stored)
        logEvent(Event::CaseRecorded, {packet, terminal});
    else if (item.decision.verdict == protocol::Verdict::DuplicateSame)
        logEvent(Event::PacketDuplicate, {packet, terminal});
    else
        logEvent(Event::PacketRefusedEvent,
                 {packet, terminal, {"code", std::string_view(item.decision.code)}});
}

// "since=12" of "/v1/acks?since=12"; -1 when it is not a number of 0 or more.
std::int64_t sinceOf(std::string_view target) {
    constexpr std::string_view key = "since=";
    const auto query = target.find('?');
    if (query == std::string_view::npos)
        return 0;
    const std::string_view text = target.substr(query + 1);
    std::int64_t since = -1;
    if (!text.starts_with(key))
        return -1;
    const auto [end, failure] =
        std::from_chars(text.data() + key.size(), text.data() + text.size(), since);
    return failure == std::errc() && end == text.data() + text.size() ? since : -1;
}

} // namespace

struct Service::Batch {
    std::vector<Item> items;
    std::vector<Rejected> rejected;
    Answer answer;
};

Service::Service(const Intake& openZone, const InnerZone& innerZone, Committer& committer,
                 Post post)
    : openZone_(openZone), innerZone_(innerZone), committer_(committer), post_(std::move(post)) {}

void Service::handle(Request request, Answer answer) {
    const std::string_view path =
        std::string_view(request.target).substr(0, request.target.find('?'));
    const bool post = request.method == "POST", get = request.method == "GET";
    if (path == "/v1/packets" && post)
        return takePackets(request, std::move(answer));
    if (path == "/v1/acks" && get)
        return giveWords(request, answer);
    if (path == "/v1/health" && get)
        return answer(healthAnswer());
    const bool known = path == "/v1/packets" || path == "/v1/acks" || path == "/v1/health";
    answer(errorAnswer(known ? 405 : 404, ErrorCode::NotFound));
}

void Service::takePackets(const Request& request, Answer answer) {
    if (request.contentType != packetsType)
        return answer(errorAnswer(415, ErrorCode::PacketMalformed));
    const auto packets = protocol::splitBatch(request.body);
    if (!packets.ok())
        return answer(errorAnswer(packets.error().code == ErrorCode::PacketTooLarge ? 413 : 400,
                                  packets.error().code));
    const auto batch = std::make_shared<Batch>();
    batch->answer = std::move(answer);
    for (std::size_t i = 0; i < packets->size(); ++i) {
        auto checked = openZone_.check((*packets)[i], request.peer);
        if (checked.ok()) {
            batch->items.push_back({std::move(checked).value(), {}, {}});
            continue;
        }
        batch->rejected.push_back({i, checked.error().code});
        logEvent(Event::PacketRefusedEvent,
                 {{"terminal", std::string_view(request.peer)}, {"code", checked.error().code}});
    }
    if (batch->items.empty())
        return batch->answer(takenAnswer({}, batch->rejected));
    committer_.run(
        [batch](Store& store) -> Result<void> {
            for (Item& item : batch->items) {
                JIUJIN_TRY_ASSIGN(item.take, store.take(item.packet));
            }
            return {};
        },
        [this, batch](const Result<void>& committed) {
            if (!committed.ok())
                return batch->answer(errorAnswer(503, ErrorCode::PlatformBusy));
            post_([this, batch] { judge(batch); });
        });
}

// The inner zone's part: opening and judging first, without the store; then one more commit.
void Service::judge(const std::shared_ptr<Batch>& batch) {
    const auto conclusions = std::make_shared<std::vector<Conclusion>>();
    for (Item& item : batch->items) {
        if (item.take.state == TakeState::New)
            logEvent(Event::PacketTaken, {{"packet", std::string_view(item.packet.packetId)},
                                          {"terminal", std::string_view(item.packet.terminalId)}});
        if (isOpen(item))
            conclusions->push_back(innerZone_.examine(item.packet));
        else
            item.decision = repeated(item.take.decision);
    }
    if (conclusions->empty())
        return tell(batch);
    committer_.run(
        [batch, conclusions](Store& store) -> Result<void> {
            auto conclusion = conclusions->begin();
            for (Item& item : batch->items)
                if (isOpen(item)) {
                    JIUJIN_TRY_ASSIGN(item.decision, store.conclude(*conclusion++));
                }
            return {};
        },
        [this, batch](const Result<void>& committed) {
            if (!committed.ok())
                return batch->answer(errorAnswer(503, ErrorCode::PlatformBusy));
            post_([this, batch] { tell(batch); });
        });
}

void Service::tell(const std::shared_ptr<Batch>& batch) {
    std::vector<protocol::Acknowledgement> entries;
    for (const Item& item : batch->items) {
        logItem(item);
        entries.push_back(wordOn(item));
    }
    const auto jws = innerZone_.sign(std::move(entries));
    if (!jws.ok())
        return batch->answer(errorAnswer(503, ErrorCode::PlatformBusy));
    batch->answer(takenAnswer(*jws, batch->rejected));
}

void Service::giveWords(const Request& request, const Answer& answer) {
    const std::int64_t since = sinceOf(request.target);
    if (since < 0)
        return answer(errorAnswer(400, ErrorCode::TokenMalformed));
    const auto words = std::make_shared<WaitingWords>();
    committer_.run(
        [words, since, peer = request.peer](Store& store) -> Result<void> {
            JIUJIN_TRY_ASSIGN(*words, store.wordsFor(peer, since, wordsAtOnce));
            return {};
        },
        [this, words, answer](const Result<void>& read) {
            if (!read.ok())
                return answer(errorAnswer(503, ErrorCode::PlatformBusy));
            post_([this, words, answer] {
                const auto jws = innerZone_.sign(std::move(words->entries));
                answer(jws.ok() ? wordsAnswer(*jws, words->next)
                                : errorAnswer(503, ErrorCode::PlatformBusy));
            });
        });
}

Result<void> catchUp(Store& store, const InnerZone& innerZone) {
    while (true) {
        JIUJIN_TRY_ASSIGN(const auto packets, store.pending(catchUpAtOnce));
        if (packets.empty())
            return {};
        JIUJIN_TRY(store.transaction([&]() -> Result<void> {
            for (const TakenPacket& packet : packets) {
                JIUJIN_TRY_ASSIGN(const Decision decision,
                                  store.conclude(innerZone.examine(packet)));
                logItem({packet, {}, decision});
            }
            return {};
        }));
    }
}

} // namespace jiujin::server
