// What lies between the terminal and the platform of a simulated world.
#include "app/terminal/sync/wire.h"
#include "platform/protocol/blob.h"
#include "platform/protocol/json_text.h"
#include "platform/protocol/packet_batch.h"
#include "platform/server/access/answers.h"
#include "tests/simulation/world.h"

#include <algorithm>

namespace jiujin::simulation {

namespace {

constexpr std::size_t keptRequests = 12;
// "Stop all" waits a minute at first, drawn from the upper half.
constexpr std::chrono::seconds shortestStop{29};

sync::Answer answerOf(const server::Response& response) {
    return {response.status, response.contentType, response.body, {}, response.uploadOffset};
}

sync::Answer answerOf(const std::string& checkpoint) {
    protocol::JsonText json;
    json.open('{').member("checkpoint", checkpoint).close('}');
    return {200, "application/json", json.text()};
}

Error networkDown() {
    return Error(ErrorCode::NetworkDown, "the weather");
}

// Words that nobody signed.
std::string spoilt(std::string words) {
    words.front() = words.front() == 'A' ? 'B' : 'A';
    return words;
}

} // namespace

Result<sync::Answer> World::post(std::string_view path, std::string_view contentType,
                                 const Bytes& body) {
    begin(path, contentType, body);
    return finish();
}

// The platform has it at once; the answer is heard when the terminal asks for it.
void World::begin(std::string_view path, std::string_view contentType, Bytes body) {
    if (terminalDisk_.dead())
        return underWay_.push_back({networkDown()});
    server::Request request{"POST", std::string(path), std::string(contentType), body,
                            std::string(terminalId)};
    keepForLate(request);
    const bool forging = weather_ == Weather::Forging && dice_.chance(70);
    underWay_.push_back(sent(forging ? forged(body) : carry(std::move(request))));
}

Result<sync::Answer> World::finish() {
    UnderWay first = std::move(underWay_.front());
    underWay_.pop_front();
    if (weather_ == Weather::Down)
        return networkDown();
    return comesBack(std::move(first));
}

World::UnderWay World::sent(Result<sync::Answer> answer) {
    return {std::move(answer), std::exchange(stops_, false)};
}

Result<sync::Answer> World::comesBack(UnderWay call) {
    if (call.stops)
        stoppedAt_ = clock_.steady();
    return std::move(call.answer);
}

Result<sync::Answer> World::get(std::string_view path) {
    if (terminalDisk_.dead())
        return networkDown();
    if (path.starts_with(protocol::checkpointPath))
        return checkpoint(path);
    return comesBack(sent(carry({"GET", std::string(path), "", {}, std::string(terminalId)})));
}

Result<sync::Answer> World::head(std::string_view path) {
    if (terminalDisk_.dead())
        return networkDown();
    return comesBack(sent(carry({"HEAD", std::string(path), "", {}, std::string(terminalId)})));
}

Result<sync::Answer> World::put(std::string_view path, std::string_view contentRange,
                                const Bytes& body) {
    if (terminalDisk_.dead())
        return networkDown();
    server::Request request{"PUT", std::string(path), std::string(protocol::blobType), body,
                            std::string(terminalId)};
    request.contentRange = contentRange;
    keepForLate(request);
    return comesBack(sent(carry(std::move(request))));
}

void World::keepForLate(const server::Request& request) {
    if (sent_.size() == keptRequests)
        sent_.erase(sent_.begin() + static_cast<std::ptrdiff_t>(dice_.below(keptRequests)));
    sent_.push_back(request);
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
    if (const auto answer = swallowed(request))
        return *answer;
    const auto response = platform_.call(std::move(request), dice_.chance(50));
    const bool lost =
        weather_ == Weather::AnswersLost || (weather_ == Weather::Flaky && dice_.below(3) == 0);
    if (!response || lost)
        return networkDown();
    return answerOf(*response);
}

// One packet of it is more than somebody on the way can bear.
std::optional<sync::Answer> World::swallowed(const server::Request& request) const {
    for (const auto& [packetId, trouble] : troubled_) {
        const bool passes = trouble == Trouble::Refused || (trouble == Trouble::Chokes && mended_);
        if (passes || textOf(request.body).find(packetId) == std::string_view::npos)
            continue;
        return trouble == Trouble::TooLarge
                   ? sync::Answer{413, "text/html", "<html>Request Entity Too Large</html>"}
                   : sync::Answer{500, "text/html", "<html>Internal Server Error</html>"};
    }
    return std::nullopt;
}

// Nothing of it is urgent: what stops all others stops no checkpoint, and is not stopped by one.
Result<sync::Answer> World::checkpoint(std::string_view path) {
    confirmedBefore_ = judgeDelivered();
    const bool lost = weather_ == Weather::AnswersLost || weather_ == Weather::Flaky;
    if (weather_ != Weather::Fine && weather_ != Weather::Forging && !lost)
        return networkDown();
    const auto question =
        protocol::decodeCheckpointQuestion(path.substr(protocol::checkpointPath.size() + 1));
    if (weather_ == Weather::Forging && question.ok())
        if (const auto answer = forgedCheckpoint(*question))
            return *answer;
    const auto response =
        platform_.call({"GET", std::string(path), "", {}, std::string(terminalId)},
                       weather_ == Weather::Fine || dice_.chance(50));
    if (!response)
        return networkDown();
    const auto token = sync::checkpointIn(response->body);
    if (response->status != 200 || !token.ok())
        return answerOf(*response);
    if (const auto told = parties_->checkpointWords().readCheckpoint(*token); told.ok())
        told_.push_back(*told);
    // Kept back for another day, or lost.
    if (lost || (weather_ == Weather::Forging && dice_.chance(50)))
        return networkDown();
    for (const Recorded& each : platform_.recorded(question->from, question->upTo))
        checkpointed_.insert(each.packetId);
    return answerOf(*response);
}

// After an answer that stops all was heard, nothing may be sent for a while, however often somebody
// asks and whatever the clock on the wall says.
void World::watchBackOff(bool stops) {
    if (stoppedAt_ && clock_.steady() - *stoppedAt_ < shortestStop)
        broken("sent again without a pause after what stops all");
    stoppedAt_.reset();
    stops_ = stops;
}

// Whoever holds the open zone has its keys and old words, not the inner zone's key. A word for
// another terminal, or on another header, may be genuine.
sync::Answer World::forged(const Bytes& body) {
    const server::Examiner& inner = parties_->examiner();
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
            entry.headerDigest = parties_->notary().digest(viewOf("another header"));
    }
    const std::string words = inner.sign(std::move(entries)).value();
    return answerOf(server::takenAnswer({kind == 2 ? spoilt(words) : words}, {}));
}

// What the platform said of this range once: as it was signed then, or with the new nonce and
// without the signature.
std::optional<sync::Answer> World::forgedCheckpoint(const protocol::CheckpointQuestion& asked) {
    const auto old =
        std::find_if(told_.rbegin(), told_.rend(), [&asked](const protocol::Checkpoint& each) {
            return each.from == asked.from && each.upTo == asked.upTo && each.count > 0;
        });
    if (old == told_.rend())
        return std::nullopt;
    if (dice_.chance(50))
        return answerOf(parties_->sign(*old));
    protocol::Checkpoint renewed = *old;
    renewed.nonce = asked.nonce;
    return answerOf(spoilt(parties_->sign(renewed)));
}

// What was under way arrives after all, once more.
void World::sendLate() {
    if (!sent_.empty())
        static_cast<void>(platform_.call(sent_.at(dice_.below(sent_.size())), dice_.chance(50)));
}

} // namespace jiujin::simulation
