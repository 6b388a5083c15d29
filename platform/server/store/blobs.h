// Large materials, part by part. Those of a terminal wait in the open zone with the letter that
// names them, and nothing is kept that no letter names; those of cases stay in the inner zone.
#pragma once

#include "platform/protocol/packet.h"

namespace jiujin::server {

// Who keeps them in the inner zone: no terminal's id.
inline constexpr std::string_view ofCases = "cases";

struct BlobState {
    std::uint64_t bytes = 0, held = 0;
    bool damaged = false; // the last part had come, and the whole was another: nothing is held
    bool whole() const { return bytes > 0 && held == bytes; }
};

// Errors: as of Store (store.h), and NotFound.
class BlobStore {
public:
    virtual ~BlobStore() = default;

    // From here on its parts are taken; one that is known stays as it is.
    virtual Result<void> expect(const std::string& owner, const protocol::BlobReference& blob) = 0;
    // NotFound when nobody expects it.
    virtual Result<BlobState> state(const std::string& owner, const std::string& digest) = 0;
    // The bytes behind those that are held; the caller has compared. With the last of them the
    // whole is read once more and held against its digest.
    virtual Result<BlobState> append(const std::string& owner, const std::string& digest,
                                     ByteView part) = 0;
    // The part that begins there, as it was appended. NotFound.
    virtual Result<Bytes> part(const std::string& owner, const std::string& digest,
                               std::uint64_t at) = 0;
    // Its parts; it is expected still.
    virtual Result<void> drop(const std::string& owner, const std::string& digest) = 0;
    // All bytes that are held for the owner.
    virtual Result<std::uint64_t> heldBytes(const std::string& owner) = 0;
    // Of the owner's letters that wait for other materials than this one, the oldest loses what is
    // held of one that no complete letter names; it is expected still. False when there is none.
    virtual Result<bool> giveWay(const std::string& owner, const std::string& digest) = 0;
    // Whether all materials of a letter are whole.
    virtual Result<bool> complete(std::int64_t letter) = 0;
};

} // namespace jiujin::server
