#include "platform/server/inner/ask_work.h"

#include "platform/base/event.h"

namespace jiujin::server {

Result<std::vector<CaseTrail>> AskWork::look(const protocol::AskRequest& request) {
    std::vector<CaseTrail> trails;
    JIUJIN_TRY(committer_.runAndWait([&](Store& store) -> Result<void> {
        JIUJIN_TRY_ASSIGN(trails, desk_.look(request, store));
        return {};
    }));
    return trails;
}

Result<protocol::AskReply> AskWork::answer(const protocol::Letter& letter) {
    JIUJIN_TRY_ASSIGN(const auto ask, protocol::decodeAsk(textOf(letter.content)));
    JIUJIN_TRY_ASSIGN(const auto request, desk_.open(ask));
    JIUJIN_TRY_ASSIGN(const auto trails, look(request));
    return desk_.reply(ask, request, trails);
}

Result<std::vector<protocol::Reply>> AskWork::work(const std::vector<protocol::Letter>& letters) {
    std::vector<protocol::Reply> replies;
    for (const protocol::Letter& letter : letters) {
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
