#include "platform/server/inner/ask_work.h"

#include "platform/base/event.h"
#include "platform/base/trace.h"

namespace jiujin::server {

Result<protocol::AskReply> AskWork::answer(const protocol::Letter& letter) {
    JIUJIN_TRY_ASSIGN(const auto ask, protocol::decodeAsk(textOf(letter.content)));
    return desk_.answer(ask, committer_);
}

Result<std::vector<protocol::Reply>> AskWork::work(const std::vector<protocol::Letter>& letters) {
    std::vector<protocol::Reply> replies;
    for (const protocol::Letter& letter : letters) {
        const TraceScope trace(letter.trace);
        const auto reply = answer(letter);
        if (!reply.ok())
            logEvent(Event::AskRefused, {{"terminal", std::string_view(letter.terminalId)},
                                         {"code", reply.error().code}});
        replies.push_back({{letter.number},
                           letter.terminalId,
                           std::string(protocol::askLetter),
                           reply.ok() ? encode(*reply) : std::string(codeOf(reply.error().code))});
    }
    return replies;
}

} // namespace jiujin::server
