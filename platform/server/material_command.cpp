#include "platform/server/material_command.h"

#include "platform/base/command_text.h"
#include "platform/base/event.h"
#include "platform/seal/blob_seal.h"
#include "platform/server/case_command.h"
#include "platform/server/casework/case_view.h"
#include "platform/server/files.h"
#include "platform/server/serve.h"
#include "platform/server/store/sqlite_store.h"

#include <algorithm>

namespace jiujin::server {

namespace {

Result<protocol::BlobReference> materialOf(const CaseTrail& trail, const seal::Certificate& root,
                                           std::size_t place) {
    JIUJIN_TRY_ASSIGN(const auto packet,
                      seal::verifyPacket(trail.packet.packet, root, trail.packet.received));
    const auto& blobs = packet.header.core.blobs;
    if (place < 1 || place > blobs.size())
        return Error(ErrorCode::NotFound,
                     "the case has " + std::to_string(blobs.size()) + " materials, counted from 1");
    return blobs[place - 1];
}

Result<void> checkAccepted(const CaseTrail& trail) {
    JIUJIN_TRY_ASSIGN(const auto events, verifyTrail(trail));
    const bool accepted = std::ranges::count(events, "accepted-for-checking", &CaseEvent::kind) > 0;
    return accepted ? Result<void>()
                    : Error(ErrorCode::NotFound, "the case was refused: it has no materials here");
}

Result<void> openInto(NewFile& file, const protocol::BlobReference& blob, BlobStore& blobs,
                      const KeyPair& keys) {
    seal::BlobOpener opener(keys.certificate, keys.key,
                            [&file](ByteView plain) { return file.write(textOf(plain)); });
    const std::string owner(ofCases);
    for (std::uint64_t at = 0; at < blob.bytes;) {
        const auto part = blobs.part(owner, blob.digest, at);
        if (!part.ok() || part->empty())
            return Error(ErrorCode::BlobMissing, "blob " + blob.digest);
        JIUJIN_TRY(opener.write(*part));
        at += part->size();
    }
    return opener.finish();
}

} // namespace

Result<void> writeMaterial(const Settings& settings, const MaterialOptions& options) {
    JIUJIN_TRY(checkHasCases(settings));
    JIUJIN_TRY_ASSIGN(const auto number, caseNumberFrom(options.caseNumber));
    const SystemClock clock;
    JIUJIN_TRY_ASSIGN(const InnerZone zone, makeInnerZone(settings, clock));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY_ASSIGN(const CaseTrail trail, store->trail(number.text()));
    JIUJIN_TRY(checkAccepted(trail));
    JIUJIN_TRY_ASSIGN(const auto blob, materialOf(trail, zone.keys().root, options.place));
    JIUJIN_TRY_ASSIGN(const auto file, NewFile::make(options.file));
    JIUJIN_TRY(openInto(*file, blob, store->blobs(), zone.keys().seal));
    JIUJIN_TRY(file->keep());
    logEvent(Event::MaterialWritten, {{"case", std::string_view(trail.caseNumber)},
                                      {"material", static_cast<std::int64_t>(options.place)},
                                      {"blob", std::string_view(blob.digest)}});
    print("材料已写出 Material written: " + options.file.string() + "\n");
    return {};
}

} // namespace jiujin::server
