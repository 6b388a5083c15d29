// The embedded store: one file, one connection, one writer.
#pragma once

#include "platform/server/store/sqlite.h"
#include "platform/server/store/sqlite_blobs.h"
#include "platform/server/store/store.h"

namespace jiujin::server {

class SqliteStore : public Store {
public:
    // Makes the file and its tables when they are missing, and brings those of an earlier version
    // forward; a file of a newer version is refused.
    // `mustExist` refuses a missing file instead (NotFound), for commands that only look.
    static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& file,
                                                     bool mustExist = false);

    Result<void> transaction(const std::function<Result<void>()>& work) override;

    BlobStore& blobs() override { return blobs_; }

    Result<std::int64_t> post(const NewLetter& letter) override;
    Result<void> withdraw(const std::vector<std::int64_t>& letters) override;
    Result<std::vector<protocol::Letter>> waiting(std::size_t limit, std::size_t bytes) override;
    Result<void> answer(const protocol::Reply& reply) override;
    Result<WaitingReplies> repliesTo(const std::string& terminalId, std::string_view kind,
                                     std::int64_t since, std::size_t bytes) override;

    Result<Decision> decide(const TakenPacket& packet, const Conclusion& conclusion) override;
    Result<void> append(const std::string& caseNumber, const CaseEvent& event) override;
    Result<CaseTrail> trail(const std::string& caseNumber) override;
    Result<std::vector<CaseLine>> cases() override;
    Result<std::vector<AsideLine>> aside(std::string_view code,
                                         const std::string& terminalId) override;

    Result<std::vector<protocol::CheckpointLeaf>>
    stored(const std::string& terminalId, std::uint64_t from, std::uint64_t upTo) override;
    Result<TerminalLine> terminal(const std::string& terminalId) override;
    Result<std::vector<TerminalLine>> terminals() override;
    Result<void> resume(const std::string& terminalId, const std::string& after) override;

    Result<OpenDay> openDay() override;
    Result<void> closeDay(const std::string& day, std::int64_t upTo,
                          const std::vector<DayLine>& lines) override;
    Result<std::vector<DayLine>> day(const std::string& day) override;
    Result<void> note(const CountDifference& difference) override;
    Result<std::vector<CountDifference>> differences(WallTime from, WallTime until) override;

private:
    explicit SqliteStore(Database database) : database_(std::move(database)) {}
    Result<void> setAside(const std::vector<std::int64_t>& damaged);
    Result<std::optional<Decision>> earlierDecision(const TakenPacket& packet);
    Result<bool> belongsToAnother(const TakenPacket& packet);
    Result<void> keepConflict(const TakenPacket& packet);
    Result<void> setAside(const TakenPacket& packet, const Decision& decision,
                          const std::string& place);
    Result<void> record(const TakenPacket& packet, const std::vector<CaseEvent>& events);
    Result<void> insert(const std::string& caseNumber, std::int64_t position,
                        const ChainedEvent& event);
    Result<TakenPacket> packetOf(const std::string& terminalId, const std::string& packetId);

    struct Head;
    Result<Head> headOf(const std::string& terminalId);
    Result<void> save(const std::string& terminalId, const Head& head);
    Result<bool> clashes(const TakenPacket& packet);
    Result<bool> enterChain(const TakenPacket& packet);
    Result<void> keepReceipt(const TakenPacket& packet, ReceiptStanding standing);
    Result<void> advance(const std::string& terminalId);
    Result<void> suspend(const TakenPacket& packet);
    Result<ReceiptStanding> standingOf(const TakenPacket& packet);

    Database database_;
    SqliteBlobs blobs_{database_};
    int depth_ = 0;
};

} // namespace jiujin::server
