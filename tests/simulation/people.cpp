// Citizens who file, staff who look after the queue, and somebody who copied the machine's disk.
#include "app/terminal/sync/wire.h"
#include "platform/protocol/blob.h"
#include "tests/simulation/world.h"

#include <algorithm>

namespace jiujin::simulation {

namespace {

Trouble drawn(Dice& dice) {
    constexpr std::array kinds{Trouble::Refused, Trouble::TooLarge, Trouble::Chokes};
    return dice.chance(8) ? kinds.at(dice.below(kinds.size())) : Trouble::None;
}

} // namespace

void World::file() {
    outbox::Outbox& outbox = *terminal_->outbox;
    const auto reservation = outbox.reserve();
    if (!reservation.ok() || terminalDisk_.dead())
        return;
    if (!numbers_.insert(reservation->caseNumber).second)
        return broken("the number " + reservation->caseNumber + " was given twice");
    if (dice_.chance(15))
        return;
    const std::string& packetId = reservation->packetId;
    const Trouble trouble = drawn(dice_);
    if (trouble != Trouble::None)
        troubled_[packetId] = trouble;
    tried_.insert(packetId);
    Filing filing = parties_->file(*reservation, dice_, trouble == Trouble::Refused);
    std::vector<protocol::BlobReference> blobs;
    if (parties_->takesMaterials() && dice_.chance(15)) {
        const auto materials = keepMaterials();
        if (!materials)
            return;
        auto header = protocol::decodeCoreHeader(filing.coreHeader).value();
        blobs = header.blobs = *materials;
        filing.coreHeader = encode(header);
    }
    const auto receipt = outbox.put(viewOf(filing.coreHeader), filing.sealed);
    if (terminalDisk_.dead())
        return;
    if (!receipt.ok()) {
        denied_.insert(packetId);
        return;
    }
    lastPromised_ = *reservation;
    promised_[packetId] = {receipt->caseNumber, reservation->counter, blobs};
    if (!dice_.chance(10))
        return;
    const auto again = outbox.put(viewOf(filing.coreHeader), filing.sealed);
    if (again.ok() && *again != *receipt)
        broken("a repeated put gave another receipt");
}

// Nothing when the terminal did not keep them, or died.
std::optional<std::vector<protocol::BlobReference>> World::keepMaterials() {
    std::vector<protocol::BlobReference> kept;
    for (std::size_t left = 1 + dice_.below(2); left > 0; --left) {
        const auto draft = terminal_->outbox->newBlob();
        if (!draft.ok())
            return std::nullopt;
        // Some take more than one part to send; no two are alike.
        const std::size_t size = dice_.chance(4) ? 2 * protocol::minBlobPart : 8;
        Bytes sealed(size + dice_.below(1000), 7);
        for (std::size_t i = 0; i < 8; ++i)
            sealed[i] = static_cast<std::uint8_t>(dice_.number());
        const auto written = (*draft)->write(sealed);
        const auto reference = written.ok() ? terminal_->outbox->keep(**draft) : written.error();
        if (!reference.ok() || terminalDisk_.dead())
            return std::nullopt;
        kept.push_back(*reference);
    }
    return kept;
}

// At the centre: a terminal that is suspended is looked at, and is the true one.
void World::lift() {
    if (!platform_.up() || !platform_.terminal().suspended)
        return;
    stopped_ = true;
    platform_.resume();
}

// They want it now: what was set aside goes again, or what was delivered, which is taken once.
void World::staff() {
    if (dice_.chance(50))
        static_cast<void>(terminal_->outbox->retryAll());
    else
        static_cast<void>(terminal_->outbox->recall({1, 1000}));
    terminal_->courier->retryNow();
    stoppedAt_.reset();
}

// A copy of the disk in another machine files under the numbers that were just given here.
void World::cloneLast() {
    lastPromised_.reset();
    file();
    if (terminalDisk_.dead() || !lastPromised_)
        return;
    const Filing filing = parties_->file(*lastPromised_, dice_, false);
    const outbox::Notary& notary = parties_->notary();
    protocol::PacketHeader header;
    header.core = protocol::decodeCoreHeader(filing.coreHeader).value();
    header.sealedDigest = notary.digest(filing.sealed);
    header.receiptDigest = notary.digest(viewOf("a clone's receipt"));
    const outbox::QueuedPacket clone{lastPromised_->packetId, "",
                                     notary.signPacket(header, filing.sealed).value()};
    cloned_[clone.packetId] = clone.packet;
    static_cast<void>(
        platform_.call({"POST", std::string(sync::packetsPath), std::string(sync::packetsType),
                        sync::batchOf({clone}), std::string(terminalId)},
                       dice_.chance(50)));
}

} // namespace jiujin::simulation
