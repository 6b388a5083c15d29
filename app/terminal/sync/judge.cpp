#include "app/terminal/sync/judge.h"

#include "app/terminal/sync/failure_class.h"
#include "app/terminal/sync/wire.h"

#include <algorithm>

namespace jiujin::sync {

namespace {

using protocol::Acknowledgement;
using protocol::Verdict;

// The platform proved itself and turns this terminal away.
ErrorCode turnedAway(const Answer& answer) {
    const auto code = codeIn(answer.body);
    if (code == ErrorCode::CertificateExpired)
        return ErrorCode::TerminalExpired;
    return code && classOf(*code) == FailureClass::StopAll ? *code : ErrorCode::TerminalUnknown;
}

} // namespace

bool suspends(const Heard& heard) {
    return std::ranges::count(heard.judgements, ErrorCode::TerminalSuspended, &Judgement::reason) >
           0;
}

ErrorCode failureOf(const Answer& answer) {
    if (answer.status == 403)
        return turnedAway(answer);
    if (answer.status == 400)
        return ErrorCode::PacketMalformed;
    if (answer.status == 413)
        return ErrorCode::PacketTooLarge;
    if (answer.status == 408 || answer.status == 429 || answer.status >= 500)
        return ErrorCode::PlatformBusy;
    if (answer.status >= 300 && answer.status < 400)
        return ErrorCode::PlatformRedirect;
    return answer.contentType.starts_with("text/html") ? ErrorCode::PlatformPage
                                                       : ErrorCode::NotThePlatform;
}

namespace {

Result<void> checkAnswer(const Answer& answer, int wanted) {
    if (answer.status == wanted && answer.contentType.starts_with("application/json"))
        return {};
    return Error{failureOf(answer), "sync: status " + std::to_string(answer.status)};
}

// One batch of all, issued when the latest was. One token that does not count spoils the answer,
// but for those that are passed over.
using Passes = std::function<bool(const std::string&)>;
Result<protocol::AcknowledgementBatch> readAll(const std::vector<std::string>& tokens,
                                               const Words& words, const Passes& passes = {}) {
    protocol::AcknowledgementBatch all;
    for (const std::string& token : tokens) {
        const auto batch = words.read(token);
        if (!batch && batch.error().code == ErrorCode::AckSignature && passes && passes(token))
            continue;
        if (!batch)
            return batch.error();
        all.issued = std::max(all.issued, batch->issued);
        all.entries.insert(all.entries.end(), batch->entries.begin(), batch->entries.end());
    }
    return all;
}

// What a token says, whoever signed it: whether it names a packet that is waited for. One that
// cannot be read may.
bool mayConcern(std::string_view token, const AwaitedDigest& waiting) {
    const auto first = token.find('.'), last = token.rfind('.');
    if (first == last)
        return true;
    const auto payload = fromBase64Url(token.substr(first + 1, last - first - 1));
    if (!payload)
        return true;
    const auto batch = protocol::decodeAcknowledgements(textOf(*payload));
    return !batch || std::ranges::any_of(batch->entries, [&waiting](const auto& entry) {
        return waiting(entry.packetId) != nullptr;
    });
}

Judgement judged(const std::string& packetId, const std::string& headerDigest,
                 const Acknowledgement& entry, const std::string& terminalId) {
    if (entry.headerDigest != headerDigest || entry.terminalId != terminalId)
        return {packetId, Fate::Open, ErrorCode::AckMismatch};
    switch (entry.verdict) {
    case Verdict::Stored:
    case Verdict::DuplicateSame:
        return {packetId, Fate::Delivered, ErrorCode::NotFound};
    case Verdict::Conflict:
        return {packetId, Fate::SetAside, ErrorCode::PacketConflict};
    case Verdict::Refused:
        // Not this packet is at fault: it is taken when the terminal stands well again.
        if (entry.code == codeOf(ErrorCode::TerminalSuspended))
            return {packetId, Fate::Open, ErrorCode::TerminalSuspended};
        return {packetId, Fate::SetAside, ErrorCode::PacketRefused};
    }
    return {packetId, Fate::Open, ErrorCode::AckMismatch};
}

// A rejection is no word of the inner zone: at the most it sets aside.
Judgement rejectedFor(const std::string& packetId, ErrorCode code) {
    const bool never = classOf(code) == FailureClass::SkipOne;
    return {packetId, never ? Fate::SetAside : Fate::Open, code};
}

} // namespace

Result<Heard> judgeTaken(const Answer& answer, const std::vector<outbox::QueuedPacket>& batch,
                         const Words& words) {
    JIUJIN_TRY(checkAnswer(answer, 202));
    JIUJIN_TRY_ASSIGN(const TakenAnswer taken, takenIn(answer.body));
    JIUJIN_TRY_ASSIGN(const protocol::AcknowledgementBatch read, readAll(taken.words, words));
    const auto& entries = read.entries;
    Heard heard{{}, read.issued, 0, taken.words.size()};
    const std::string terminalId = words.terminalId();
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const std::string& id = batch[i].packetId;
        const auto entry = std::ranges::find(entries, id, &Acknowledgement::packetId);
        const auto rejection = std::ranges::find(taken.rejected, i, &Rejection::index);
        if (entry != entries.end())
            heard.judgements.push_back(judged(id, batch[i].headerDigest, *entry, terminalId));
        else if (rejection != taken.rejected.end())
            heard.judgements.push_back(rejectedFor(id, rejection->code));
        else
            heard.judgements.push_back(
                {id, Fate::Awaited,
                 batch[i].blobs.empty() ? ErrorCode::WordPending : ErrorCode::MaterialsPending});
    }
    return heard;
}

Result<Heard> judgeWords(const Answer& answer, const AwaitedDigest& waiting, const Words& words) {
    JIUJIN_TRY(checkAnswer(answer, 200));
    JIUJIN_TRY_ASSIGN(const WordsAnswer told, wordsIn(answer.body));
    // An old one may be of a key that the inner zone has no more: it stops nothing.
    JIUJIN_TRY_ASSIGN(const protocol::AcknowledgementBatch read,
                      readAll(told.words, words, [&waiting](const std::string& token) {
                          return !mayConcern(token, waiting);
                      }));
    Heard heard{{}, read.issued, told.next, told.words.size()};
    const std::string terminalId = words.terminalId();
    for (const Acknowledgement& entry : read.entries)
        if (const std::string* headerDigest = waiting(entry.packetId))
            heard.judgements.push_back(judged(entry.packetId, *headerDigest, entry, terminalId));
    return heard;
}

} // namespace jiujin::sync
