#include "platform/server/inner/material_desk.h"

#include "platform/base/event.h"

namespace jiujin::server {

namespace {

const std::string owner(ofCases);

} // namespace

Result<void> MaterialDesk::bring(const std::string& terminalId,
                                 const std::vector<protocol::BlobReference>& blobs) {
    for (const protocol::BlobReference& blob : blobs)
        JIUJIN_TRY(bringOne(terminalId, blob));
    return {};
}

// From the beginning, if a fetch before broke off: an opener cannot begin in the middle.
Result<BlobState> MaterialDesk::begin(const protocol::BlobReference& blob) {
    BlobState now;
    const auto begun = committer_.runAndWait([&](Store& store) -> Result<void> {
        JIUJIN_TRY(store.blobs().expect(owner, blob));
        JIUJIN_TRY_ASSIGN(now, store.blobs().state(owner, blob.digest));
        if (now.whole() || now.held == 0)
            return {};
        now.held = 0;
        return store.blobs().drop(owner, blob.digest);
    });
    return begun.ok() ? Result<BlobState>(now) : begun.error();
}

// What does not open is not kept whole, not even for a moment: whole is taken for good.
Result<BlobState> MaterialDesk::keep(const protocol::BlobReference& blob, const Bytes& part,
                                     bool opens) {
    BlobState now;
    const auto kept = committer_.runAndWait([&](Store& store) -> Result<void> {
        JIUJIN_TRY_ASSIGN(now, store.blobs().append(owner, blob.digest, part));
        return now.whole() && !opens ? store.blobs().drop(owner, blob.digest) : Result<void>();
    });
    return kept.ok() ? Result<BlobState>(now) : kept.error();
}

Result<void> MaterialDesk::bringOne(const std::string& terminalId,
                                    const protocol::BlobReference& blob) {
    JIUJIN_TRY_ASSIGN(BlobState now, begin(blob));
    if (now.bytes != blob.bytes)
        return Error(ErrorCode::EnvelopeDamaged, "blob " + blob.digest + " has another length");
    if (now.whole())
        return {};
    const auto check = checker_.beginCheck();
    bool opens = true;
    while (!now.whole()) {
        const auto part = door_.fetchPart(terminalId, blob.digest, now.held);
        if (!part.ok() && part.error().code == ErrorCode::NotFound)
            return Error(ErrorCode::BlobMissing, "the open zone has no blob " + blob.digest);
        if (!part.ok())
            return part.error();
        if (part->empty() || part->size() > now.bytes - now.held)
            return Error(ErrorCode::BlobDamaged, "a part of the blob " + blob.digest);
        // To the end all the same: only the digest tells whose fault it is.
        opens = opens && check->write(*part).ok();
        if (now.held + part->size() == now.bytes)
            opens = opens && check->finish().ok();
        JIUJIN_TRY_ASSIGN(now, keep(blob, *part, opens));
        if (now.damaged)
            return Error(ErrorCode::BlobDamaged, "blob " + blob.digest);
    }
    if (!opens)
        return Error(ErrorCode::EnvelopeDamaged, "blob " + blob.digest + " does not open");
    logEvent(Event::BlobStored,
             {{"terminal", std::string_view(terminalId)}, {"blob", std::string_view(blob.digest)}});
    return {};
}

} // namespace jiujin::server
