// Letters with asks: each is opened, looked up and answered. Nothing is committed and nothing kept.
#pragma once

#include "platform/server/casework/ask_desk.h"
#include "platform/server/inner/letter_work.h"
#include "platform/server/store/committer.h"

namespace jiujin::server {

class AskWork : public LetterWork {
public:
    // Both must outlive the work and be used by no other thread while it ends.
    AskWork(AskDesk& desk, Committer& committer) : desk_(desk), committer_(committer) {}

    std::string_view kind() const override { return protocol::askLetter; }
    // Never fails: an ask that cannot be answered has a code for its body.
    Result<std::vector<protocol::Reply>>
    work(const std::vector<protocol::Letter>& letters) override;

private:
    Result<protocol::AskReply> answer(const protocol::Letter& letter);

    AskDesk& desk_;
    Committer& committer_;
};

} // namespace jiujin::server
