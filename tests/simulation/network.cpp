// What lies between the terminal and the platform of a simulated world.
#include "app/terminal/sync/wire.h"
#include "platform/server/access/answers.h"
#include "tests/simulation/world.h"

#include <algorithm>

namespace jiujin::simulation {

namespace {

constexpr std::size_t keptRequests = 12;
// "Stop all" waits a minute at first, drawn from the upper half.
constexpr std::chrono::seconds shortestStop{29};

sync::Answer answerOf(const server::Response& response) {
    return {response.status, response.contentType, response.body};
}

Error networkDown() {
    return Error(ErrorCode::NetworkDown, "the weather");
}

} // namespace

Result<sync::Answer> World::post(std::string_view path, std::string_view contentType,
                                 const Bytes& body) {
    if (terminalDisk_.dead())
        return networkDown();
    server::Request request{"POST", std::string(path), std::string(contentType), body,
                            std::string(terminalId)};
    if (sent_.size() == keptRequests)
        sent_.erase(sent_.begin() + static_cast<std::ptrdiff_t>(dice_.below(keptRequests)));
    sent_.push_back(request);
    if (weather_ == Weather::Forging && dice_.chance(70))
        return forged(body);
    return carry(std::move(request));
}

Result<sync::Answer> World::get(std::string_view path) {
    if (terminalDisk_.dead())
        return networkDown();
    return carry({"GET", std::string(path), "", {}, std::string(terminalId)});
}

Result<sync::Answer> World::carry(server::Request request) {
    const bool refusing = weather_ == Weather::Refusing || weather_ == Weather::Portal;
    watchBackOff(refusing);
    if (weather_ == Weather::Down || (weather_ == Weather::Flaky && dice_.below(3) == 0))
        return networkDown();
    if (weather_ == Weather::Portal)
        return sync::Answer{200, "text/html", "<html>Welcome to the hall</html>"};
    if (weather_ == Weather::Busy)
        return answerOf(server::errorAnswer(503, ErrorCode::PlatformBusy));
    if (weather_ == Weather::Refusing)
        return answerOf(server::errorAnswer(403, ErrorCode::TerminalUnknown));
    const auto response = platform_.call(std::move(request), dice_.chance(50));
    const bool lost =
        weather_ == Weather::AnswersLost || (weather_ == Weather::Flaky && dice_.below(3) == 0);
    if (!response || lost)
        return networkDown();
    return answerOf(*response);
}

// After an answer that stops all, nothing may be sent for a while, however often somebody asks and
// whatever the clock on the wall says.
void World::watchBackOff(bool stops) {
    if (stoppedAt_ && clock_.steady() - *stoppedAt_ < shortestStop)
        broken("sent again without a pause after what stops all");
    stoppedAt_ = stops ? std::optional(clock_.steady()) : std::nullopt;
}

// Whoever holds the open zone has its keys and old words, not the inner zone's key. A word for
// another terminal, or on another header, may be genuine.
sync::Answer World::forged(const Bytes& body) {
    const KeyedExaminer inner(clock_);
    std::vector<protocol::Acknowledgement> entries;
    const auto packets = protocol::splitBatch(body);
    for (const ByteView packet : packets.value()) {
        const auto examined = inner.examine(Bytes(packet.begin(), packet.end()), clock_.now.time);
        if (examined.ok())
            entries.push_back({examined->packet.packetId, examined->packet.headerDigest,
                               std::string(terminalId), protocol::Verdict::Stored, ""});
    }
    const auto kind = dice_.below(3);
    watchBackOff(kind == 2);
    for (auto& entry : entries) {
        if (kind == 0)
            entry.terminalId = "330105-B001";
        if (kind == 1)
            entry.headerDigest = notary_.digest(viewOf("another header"));
    }
    std::string words = inner.sign(std::move(entries)).value();
    if (kind == 2)
        words.front() = words.front() == 'A' ? 'B' : 'A';
    return answerOf(server::takenAnswer({words}, {}));
}

void World::changeWeather() {
    constexpr std::array often{Weather::Fine,        Weather::Fine,    Weather::Flaky,
                               Weather::AnswersLost, Weather::Down,    Weather::Portal,
                               Weather::Busy,        Weather::Forging, Weather::Refusing};
    weather_ = often.at(dice_.below(often.size()));
}

// Somebody sets the clock: by hours or by years, forward or back.
void World::moveClock() {
    const auto hours = std::chrono::hours(1 + dice_.below(dice_.chance(20) ? 90'000 : 48));
    const bool back = dice_.chance(50) && clock_.now.time - hours > WallTime();
    clock_.now.time += back ? -hours : hours;
    clock_.now.grade = dice_.chance(50) ? ClockGrade::Drift : ClockGrade::Network;
}

// What was under way arrives after all, once more.
void World::sendLate() {
    if (!sent_.empty())
        static_cast<void>(platform_.call(sent_.at(dice_.below(sent_.size())), dice_.chance(50)));
}

// A copy of the disk in another machine files under the numbers that were just given here.
void World::cloneOne() {
    lastPromised_.clear();
    file();
    if (terminalDisk_.dead())
        return;
    const auto queued = terminal_->outbox->next(1000, 1UL << 30U);
    const auto last = std::ranges::find(queued, lastPromised_, &outbox::QueuedPacket::packetId);
    if (last == queued.end())
        return;
    const KeyedExaminer inner(clock_);
    const auto examined = inner.examine(last->packet, clock_.now.time);
    if (!examined.ok())
        return broken("a queued packet is not the terminal's");
    const auto& real = examined->packet;
    protocol::PacketHeader header;
    header.core.packetId = real.packetId;
    header.core.terminalId = real.terminalId;
    header.core.counter = real.counter;
    header.core.caseNumber = real.caseNumber;
    header.core.recipientKeyIds = {std::string(64, 'a'), std::string(64, 'b')};
    header.core.bodyDigest = notary_.digest(viewOf("a clone's body"));
    header.sealedDigest = notary_.digest(viewOf(cloneMark));
    header.receiptDigest = notary_.digest(viewOf("a clone's receipt"));
    const outbox::QueuedPacket clone{real.packetId, "",
                                     notary_.signPacket(header, viewOf(cloneMark)).value()};
    cloned_.insert(real.packetId);
    static_cast<void>(
        platform_.call({"POST", std::string(sync::packetsPath), std::string(sync::packetsType),
                        sync::batchOf({clone}), std::string(terminalId)},
                       dice_.chance(50)));
}

} // namespace jiujin::simulation
