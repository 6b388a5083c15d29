// Letters that are packets: examined, committed as cases, and only then signed for.
#pragma once

#include "platform/server/casework/examiner.h"
#include "platform/server/inner/letter_work.h"
#include "platform/server/store/committer.h"

namespace jiujin::server {

class PacketWork : public LetterWork {
public:
    // All must outlive the work.
    PacketWork(const Examiner& examiner, Committer& committer, const Clock& clock)
        : examiner_(examiner), committer_(committer), clock_(clock) {}

    std::string_view kind() const override { return protocol::packetLetter; }
    Result<std::vector<protocol::Reply>>
    work(const std::vector<protocol::Letter>& letters) override;

private:
    struct Item;
    Result<Item> examine(const protocol::Letter& letter) const;
    Result<std::vector<protocol::Reply>> sign(const std::vector<Item>& items) const;

    const Examiner& examiner_;
    Committer& committer_;
    const Clock& clock_;
};

} // namespace jiujin::server
