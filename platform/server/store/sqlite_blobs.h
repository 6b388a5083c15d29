// Materials in the embedded store, each part a row: what is told to be held was committed.
#pragma once

#include "platform/server/store/blobs.h"
#include "platform/server/store/sqlite.h"

namespace jiujin::server {

class SqliteBlobs : public BlobStore {
public:
    // The database must outlive this.
    explicit SqliteBlobs(const Database& database) : database_(database) {}

    Result<void> expect(const std::string& owner, const protocol::BlobReference& blob) override;
    Result<BlobState> state(const std::string& owner, const std::string& digest) override;
    Result<BlobState> append(const std::string& owner, const std::string& digest,
                             ByteView part) override;
    Result<Bytes> part(const std::string& owner, const std::string& digest,
                       std::uint64_t at) override;
    Result<void> drop(const std::string& owner, const std::string& digest) override;
    Result<std::uint64_t> heldBytes(const std::string& owner) override;
    Result<bool> giveWay(const std::string& owner, const std::string& digest) override;
    Result<bool> complete(std::int64_t letter) override;

    // For the mailbox, in its transactions. A letter waits for what it names; one that was answered
    // before does not, for the inner zone may have all of it.
    Result<void> attach(std::int64_t letter, const std::string& name, const std::string& owner,
                        const std::vector<protocol::BlobReference>& blobs);
    // Of letters that wait for materials an owner has so many, and so much of their contents.
    static constexpr std::size_t maxUnfinished = 256, maxUnfinishedBytes = 64UL * 1024 * 1024;
    // Beyond that its oldest are dropped, with their materials: who sent one has no word on it,
    // finds its materials unknown, and brings it again.
    Result<void> limitUnfinished(const std::string& owner);
    // Before a letter goes: what no other letter of the terminal names goes with it.
    Result<void> detach(std::int64_t letter);
    // Of a letter that cannot be used its parts go: they may be the cause. True when it was given
    // out without them, and waits for them now.
    Result<bool> takeBack(std::int64_t letter);

private:
    struct Named {
        std::string owner, digest;
    };
    Result<std::vector<Named>> namedBy(std::int64_t letter);
    Result<void> abandon(std::int64_t letter);
    Result<void> dropUnnamed(std::int64_t letter, const Named& blob);
    Result<bool> isWhole(const std::string& owner, const std::string& digest);
    Result<void> save(const std::string& owner, const std::string& digest, std::uint64_t held);

    const Database& database_;
};

} // namespace jiujin::server
