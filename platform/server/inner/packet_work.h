// Letters that are packets: examined, committed as cases, and only then signed for.
#pragma once

#include "platform/server/casework/examiner.h"
#include "platform/server/inner/letter_work.h"
#include "platform/server/store/committer.h"

#include <functional>

namespace jiujin::server {

class PacketWork : public LetterWork {
public:
    using Told = std::function<void(protocol::Verdict)>;

    // All must outlive the work. `told` hears of each decision that is committed.
    PacketWork(const Examiner& examiner, Committer& committer, const Clock& clock, Told told = {})
        : examiner_(examiner), committer_(committer), clock_(clock), told_(std::move(told)) {}

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
    Told told_;
};

} // namespace jiujin::server
