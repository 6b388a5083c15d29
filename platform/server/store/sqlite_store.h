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
    Result<std::vector<protocol::Letter>> waiting(std::size_t limit, std::size_t bytes) override;
    Result<void> answer(const protocol::Reply& reply) override;
    Result<WaitingReplies> repliesTo(const std::string& terminalId, std::string_view kind,
                                     std::int64_t since, std::size_t bytes) override;

    Result<Decision> decide(const TakenPacket& packet, const Conclusion& conclusion) override;
    Result<CaseTrail> trail(const std::string& caseNumber) override;
    Result<std::vector<CaseLine>> cases() override;

private:
    explicit SqliteStore(Database database) : database_(std::move(database)) {}
    Result<std::optional<Decision>> earlierDecision(const TakenPacket& packet);
    Result<bool> belongsToAnother(const std::string& caseNumber, const std::string& packetId);
    Result<void> setAside(const TakenPacket& packet, const Decision& decision,
                          const std::string& place);
    Result<void> record(const TakenPacket& packet, const std::vector<CaseEvent>& events);
    Result<TakenPacket> packetOf(const std::string& packetId);

    Database database_;
    SqliteBlobs blobs_{database_};
    int depth_ = 0;
};

} // namespace jiujin::server
