// Faults of the programs themselves, put on at their seams. A simulation that lets one pass proves
// nothing.
#pragma once

#include "app/terminal/sync/transport.h"
#include "app/terminal/sync/words.h"
#include "platform/base/clock.h"
#include "platform/server/store/store.h"

#include <array>
#include <set>

namespace jiujin::simulation {

enum class Mutant {
    None,
    ReceiptBeforeSync,      // the terminal's disk is not waited for
    AcknowledgedBeforeSync, // nor the platform's
    DeliveredOnSending,     // a packet counts as delivered when it is on its way
    DeliveredOn202,         // or when the open zone has it
    NoIdempotency,          // what comes twice is taken twice
    ConflictIsDelivery,     // the id holds other content there, and that will do
    AnothersWord,           // the word for another terminal counts
    AnyonesWord,            // whoever signed it
    OldChain,               // a restart goes on with an older counter
    NoBackOff,              // "stop all" stops nothing
    WallClockTimers,        // a clock that is set makes waits end
};
inline constexpr std::array allMutants{Mutant::ReceiptBeforeSync,  Mutant::AcknowledgedBeforeSync,
                                       Mutant::DeliveredOnSending, Mutant::DeliveredOn202,
                                       Mutant::NoIdempotency,      Mutant::ConflictIsDelivery,
                                       Mutant::AnothersWord,       Mutant::AnyonesWord,
                                       Mutant::OldChain,           Mutant::NoBackOff,
                                       Mutant::WallClockTimers};

std::string_view nameOf(Mutant mutant);

class MutantWords : public sync::Words {
public:
    MutantWords(const sync::Words& honest, Mutant mutant) : honest_(honest), mutant_(mutant) {}
    std::string terminalId() const override { return honest_.terminalId(); }
    Result<protocol::AcknowledgementBatch> read(std::string_view token) const override;

private:
    const sync::Words& honest_;
    const Mutant mutant_;
};

class MutantTransport : public sync::Transport {
public:
    MutantTransport(sync::Transport& honest, const Clock& clock, Mutant mutant)
        : honest_(honest), clock_(clock), mutant_(mutant) {}
    Result<sync::Answer> post(std::string_view path, std::string_view contentType,
                              const Bytes& body) override;
    Result<sync::Answer> get(std::string_view path) override { return honest_.get(path); }
    void cancel() override { honest_.cancel(); }

private:
    sync::Transport& honest_;
    const Clock& clock_;
    const Mutant mutant_;
};

class MutantClock : public Clock {
public:
    MutantClock(const Clock& honest, Mutant mutant) : honest_(honest), mutant_(mutant) {}
    GradedTime wall() const override { return honest_.wall(); }
    SteadyTime steady() const override;

private:
    const Clock& honest_;
    const Mutant mutant_;
    mutable std::chrono::hours ahead_{0};
};

class MutantStore : public server::Store {
public:
    MutantStore(server::Store& honest, Mutant mutant) : honest_(honest), mutant_(mutant) {}
    Result<void> transaction(const std::function<Result<void>()>& work) override {
        return honest_.transaction(work);
    }
    Result<std::int64_t> post(const server::NewLetter& letter) override {
        return honest_.post(letter);
    }
    Result<std::vector<protocol::Letter>> waiting(std::size_t limit, std::size_t bytes) override {
        return honest_.waiting(limit, bytes);
    }
    Result<void> answer(const protocol::Reply& reply) override { return honest_.answer(reply); }
    Result<server::WaitingReplies> repliesTo(const std::string& terminal, std::string_view kind,
                                             std::int64_t since, std::size_t bytes) override {
        return honest_.repliesTo(terminal, kind, since, bytes);
    }
    Result<server::Decision> decide(const server::TakenPacket& packet,
                                    const server::Conclusion& conclusion) override;
    Result<server::CaseTrail> trail(const std::string& caseNumber) override {
        return honest_.trail(caseNumber);
    }
    Result<std::vector<server::CaseLine>> cases() override { return honest_.cases(); }

private:
    server::Store& honest_;
    const Mutant mutant_;
    std::set<std::string> seen_;
};

} // namespace jiujin::simulation
