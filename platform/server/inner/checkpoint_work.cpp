#include "platform/server/inner/checkpoint_work.h"

#include "platform/base/event.h"
#include "platform/base/trace.h"
#include "platform/server/casework/counting.h"
#include "platform/server/casework/watched_clock.h"

namespace jiujin::server {

namespace {

void logDifference(const CountDifference& difference) {
    logEvent(Event::ReconciliationDiffers,
             {{"terminal", std::string_view(difference.terminalId)},
              {"from", static_cast<std::int64_t>(difference.from)},
              {"upTo", static_cast<std::int64_t>(difference.upTo)},
              {"case", std::string_view(difference.caseNumber)},
              {"here", static_cast<std::int64_t>(difference.here)},
              {"there", static_cast<std::int64_t>(difference.there)}});
}

} // namespace

Result<std::string> CheckpointWork::bodyFor(const protocol::Letter& letter) {
    JIUJIN_TRY_ASSIGN(const auto question,
                      protocol::decodeCheckpointQuestion(textOf(letter.content)));
    JIUJIN_TRY_ASSIGN(const WallTime now, datingTime(clock_));
    std::vector<protocol::CheckpointLeaf> leaves;
    TerminalLine terminal;
    std::optional<CountDifference> difference;
    JIUJIN_TRY(committer_.runAndWait([&](Store& store) -> Result<void> {
        JIUJIN_TRY_ASSIGN(leaves, store.stored(letter.terminalId, question.from, question.upTo));
        JIUJIN_TRY_ASSIGN(terminal, store.terminal(letter.terminalId));
        difference = differenceIn(letter.terminalId, question, leaves, now);
        return difference ? store.note(*difference) : Result<void>();
    }));
    if (difference)
        logDifference(*difference);
    else if (question.count == leaves.size())
        logEvent(Event::Reconciled, {{"terminal", std::string_view(letter.terminalId)},
                                     {"packets", static_cast<std::int64_t>(leaves.size())}});
    return sign_({letter.terminalId, question.from, question.upTo, leaves.size(),
                  protocol::checkpointRoot(leaves), question.nonce, now, terminal.headCounter,
                  terminal.headReceipt, terminal.suspended.has_value()});
}

Result<std::vector<protocol::Reply>>
CheckpointWork::work(const std::vector<protocol::Letter>& letters) {
    std::vector<protocol::Reply> replies;
    for (const protocol::Letter& letter : letters) {
        const TraceScope trace(letter.trace);
        protocol::Reply reply{{letter.number}, letter.terminalId, letter.kind, ""};
        const auto body = bodyFor(letter);
        if (body.ok())
            reply.body = *body;
        else if (body.error().code != ErrorCode::TokenMalformed)
            return body.error();
        else
            logEvent(Event::LetterUnusable, {{"letter", letter.number},
                                             {"terminal", std::string_view(letter.terminalId)},
                                             {"code", body.error().code}});
        replies.push_back(std::move(reply));
    }
    return replies;
}

} // namespace jiujin::server
