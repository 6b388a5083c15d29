// Faults of the programs themselves, put on at their seams. A simulation that lets one pass proves
// nothing.
#pragma once

#include "app/terminal/sync/reconciler.h"
#include "app/terminal/sync/transport.h"
#include "app/terminal/sync/words.h"
#include "platform/base/clock.h"
#include "platform/server/casework/examiner.h"
#include "platform/server/store/committer.h"
#include "platform/server/store/store.h"
#include "tests/support/powerloss/watched_files.h"

#include <array>
#include <deque>
#include <set>

namespace jiujin::simulation {

enum class Mutant {
    None,
    ReceiptBeforeSync,        // the terminal's disk is not waited for
    AcknowledgedBeforeSync,   // nor the platform's
    AcknowledgedBeforeCommit, // words are signed and sent whatever becomes of the commit
    BlobRowBeforeBlob,        // a packet names materials that the disk does not have yet
    DeliveredOnSending,       // a packet counts as delivered when it is on its way
    DeliveredOn202,           // or when the open zone has it
    DeletedUnacknowledged,    // what was sent is deleted
    DeletedOn202,             // what the open zone has is deleted
    DeletedUnconfirmed,       // what was delivered is deleted before a checkpoint
    NoIdempotency,            // what comes twice is taken twice
    ConflictIsDelivery,       // the id holds other content there, and that will do
    AnothersWord,             // the word for another terminal counts
    AnyonesWord,              // whoever signed it
    AnyonesCheckpoint,        // whoever signed that
    OldCheckpoint,            // a checkpoint of another day counts
    OldChain,                 // a restart goes on with an older counter
    NoBackOff,                // "stop all" stops nothing
    OneBadBlocks,             // a packet that is not taken holds up all others
    WallClockTimers,          // a clock that is set makes waits end
    BlindToCopies,            // a counter that comes twice suspends nobody
};
inline constexpr auto allMutants = std::to_array<Mutant>({Mutant::ReceiptBeforeSync,
                                                          Mutant::AcknowledgedBeforeSync,
                                                          Mutant::AcknowledgedBeforeCommit,
                                                          Mutant::BlobRowBeforeBlob,
                                                          Mutant::DeliveredOnSending,
                                                          Mutant::DeliveredOn202,
                                                          Mutant::DeletedUnacknowledged,
                                                          Mutant::DeletedOn202,
                                                          Mutant::DeletedUnconfirmed,
                                                          Mutant::NoIdempotency,
                                                          Mutant::ConflictIsDelivery,
                                                          Mutant::AnothersWord,
                                                          Mutant::AnyonesWord,
                                                          Mutant::AnyonesCheckpoint,
                                                          Mutant::OldCheckpoint,
                                                          Mutant::OldChain,
                                                          Mutant::NoBackOff,
                                                          Mutant::OneBadBlocks,
                                                          Mutant::WallClockTimers,
                                                          Mutant::BlindToCopies});

std::string_view nameOf(Mutant mutant);

// The materials' files.
class MutantFiles : public powerloss::WatchedFiles {
public:
    MutantFiles(powerloss::WatchedVfs::Watcher watcher, Mutant mutant)
        : WatchedFiles(std::move(watcher)), late_(mutant == Mutant::BlobRowBeforeBlob) {}
    int sync(const outbox::OpenFile& file) const override {
        return late_ ? 0 : WatchedFiles::sync(file);
    }
    int syncFolder(const std::filesystem::path& folder) const override {
        return late_ ? 0 : WatchedFiles::syncFolder(folder);
    }

private:
    const bool late_;
};

class MutantTransport : public sync::Transport {
public:
    MutantTransport(sync::Transport& honest, const server::Examiner& inner, Mutant mutant)
        : honest_(honest), inner_(inner), mutant_(mutant) {}
    Result<sync::Answer> post(std::string_view path, std::string_view contentType,
                              const Bytes& body) override;
    void begin(std::string_view path, std::string_view contentType, Bytes body) override;
    Result<sync::Answer> finish() override;
    Result<sync::Answer> get(std::string_view path) override;
    void cancel() override { honest_.cancel(); }
    // The terminal that sent it has ended.
    void forgetUnderWay() { underWay_.clear(); }

    const std::string& lastAsked() const { return lastAsked_; }

private:
    sync::Transport& honest_;
    const server::Examiner& inner_;
    const Mutant mutant_;
    std::string lastAsked_; // path of the last GET
    bool blocked_ = false;
    struct UnderWay {
        Bytes body;
        bool kept = false; // and not sent
    };
    std::deque<UnderWay> underWay_;
};

class MutantWords : public sync::Words, public sync::CheckpointWords {
public:
    MutantWords(const sync::Words& words, const sync::CheckpointWords& checkpoints,
                const MutantTransport& wire, Mutant mutant)
        : words_(words), checkpoints_(checkpoints), wire_(wire), mutant_(mutant) {}
    std::string terminalId() const override { return words_.terminalId(); }
    Result<protocol::AcknowledgementBatch> read(std::string_view token) const override;
    Result<protocol::Checkpoint> readCheckpoint(std::string_view token) const override;

private:
    const sync::Words& words_;
    const sync::CheckpointWords& checkpoints_;
    const MutantTransport& wire_;
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

// Without a thread: what is committed is committed before the call returns.
class MutantCommitter : public server::Committer {
public:
    MutantCommitter(server::Store& store, Mutant mutant) : store_(store), mutant_(mutant) {}
    void run(Work work, Done done) override;
    Result<void> runAndWait(Work work) override;

private:
    server::Store& store_;
    const Mutant mutant_;
};

class MutantStore : public server::Store {
public:
    MutantStore(server::Store& honest, Mutant mutant) : honest_(honest), mutant_(mutant) {}
    Result<void> transaction(const std::function<Result<void>()>& work) override {
        return honest_.transaction(work);
    }
    server::BlobStore& blobs() override { return honest_.blobs(); }
    Result<std::int64_t> post(const server::NewLetter& letter) override {
        return honest_.post(letter);
    }
    Result<void> withdraw(const std::vector<std::int64_t>& letters) override {
        return honest_.withdraw(letters);
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
    Result<void> append(const std::string& caseNumber, const server::CaseEvent& event) override {
        return honest_.append(caseNumber, event);
    }
    Result<server::CaseTrail> trail(const std::string& caseNumber) override {
        return honest_.trail(caseNumber);
    }
    Result<std::vector<server::CaseLine>> cases() override { return honest_.cases(); }
    Result<std::vector<server::AsideLine>> aside(std::string_view code,
                                                 const std::string& terminal) override {
        return honest_.aside(code, terminal);
    }
    Result<std::vector<protocol::CheckpointLeaf>>
    stored(const std::string& terminal, std::uint64_t from, std::uint64_t upTo) override {
        return honest_.stored(terminal, from, upTo);
    }
    Result<server::TerminalLine> terminal(const std::string& terminal) override {
        return honest_.terminal(terminal);
    }
    Result<std::vector<server::TerminalLine>> terminals() override { return honest_.terminals(); }
    Result<void> resume(const std::string& terminal, const std::string& after) override {
        return honest_.resume(terminal, after);
    }
    Result<server::OpenDay> openDay() override { return honest_.openDay(); }
    Result<void> closeDay(const std::string& day, std::int64_t upTo,
                          const std::vector<server::DayLine>& lines) override {
        return honest_.closeDay(day, upTo, lines);
    }
    Result<std::vector<server::DayLine>> day(const std::string& day) override {
        return honest_.day(day);
    }
    Result<void> note(const server::CountDifference& difference) override {
        return honest_.note(difference);
    }
    Result<std::vector<server::CountDifference>> differences(WallTime from,
                                                             WallTime until) override {
        return honest_.differences(from, until);
    }

private:
    server::Store& honest_;
    const Mutant mutant_;
    std::set<std::string> seen_;
};

} // namespace jiujin::simulation
