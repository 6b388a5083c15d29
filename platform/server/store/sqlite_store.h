// The embedded store: one file, one connection, one writer.
#pragma once

#include "platform/server/store/sqlite.h"
#include "platform/server/store/store.h"

namespace jiujin::server {

class SqliteStore : public Store {
public:
    // Makes the file and its tables when they are missing; a file of a newer version is refused.
    // `mustExist` refuses a missing file instead (NotFound), for commands that only look.
    static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& file,
                                                     bool mustExist = false);

    Result<void> transaction(const std::function<Result<void>()>& work) override;
    Result<Take> take(const TakenPacket& packet) override;
    Result<std::vector<TakenPacket>> pending(int limit) override;
    Result<Decision> conclude(const Conclusion& conclusion) override;
    Result<WaitingWords> wordsFor(const std::string& terminalId, std::int64_t since,
                                  int limit) override;
    Result<CaseTrail> trail(const std::string& caseNumber) override;
    Result<std::vector<CaseLine>> cases() override;

private:
    explicit SqliteStore(Database database) : database_(std::move(database)) {}
    Result<void> migrate();
    Result<bool> belongsToAnother(const std::string& caseNumber, const std::string& packetId);
    Result<void> setAside(const TakenPacket& packet, const Decision& decision,
                          const std::string& place);
    Result<void> record(const TakenPacket& packet, const std::vector<CaseEvent>& events);
    Result<TakenPacket> packetOf(const std::string& packetId);

    Database database_;
    int depth_ = 0;
};

} // namespace jiujin::server
