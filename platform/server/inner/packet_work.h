// Letters that are packets: examined, committed as cases, and only then signed for.
#pragma once

#include "platform/server/casework/examiner.h"
#include "platform/server/inner/crew.h"
#include "platform/server/inner/letter_work.h"
#include "platform/server/inner/material_desk.h"
#include "platform/server/store/committer.h"

#include <functional>

namespace jiujin::server {

class PacketWork : public LetterWork {
public:
    using Told = std::function<void(protocol::Verdict)>;

    // All must outlive the work. `told` hears of each decision that is committed. Without a desk
    // packets with materials cannot be used. `helpers` threads examine beside the one that calls;
    // what is decided, and in which order, does not depend on them.
    PacketWork(const Examiner& examiner, Committer& committer, const Clock& clock, Told told = {},
               MaterialDesk* materials = nullptr, std::size_t helpers = 0)
        : examiner_(examiner),
          committer_(committer),
          clock_(clock),
          told_(std::move(told)),
          materials_(materials),
          crew_(helpers) {}

    std::string_view kind() const override { return protocol::packetLetter; }
    Result<std::vector<protocol::Reply>>
    work(const std::vector<protocol::Letter>& letters) override;

private:
    struct Item;
    Result<Examined> examine(const protocol::Letter& letter) const;
    std::vector<Result<Examined>> examineAll(const std::vector<protocol::Letter>& letters);
    Result<void> bringMaterials(Examined& examined) const;
    bool isDecided(const TakenPacket& packet) const;
    Result<void> decide(std::vector<Item>& items);
    Result<std::vector<protocol::Reply>> sign(const std::vector<Item>& items) const;

    const Examiner& examiner_;
    Committer& committer_;
    const Clock& clock_;
    Told told_;
    MaterialDesk* materials_;
    Crew crew_;
};

} // namespace jiujin::server
