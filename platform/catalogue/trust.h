// Whether a document of the catalogue may be believed. Nothing here asks a clock whether a
// signature is old: what somebody signed counts when he was entitled to sign at the time that
// stands in it, so that a terminal may be away for years. Only the timestamp's freshness is held
// against a clock, and only against one that is known.
//
// Errors: CatalogueMalformed; CatalogueSignature: by somebody else, or one who may not (any more);
// CatalogueOlder: a version below the highest that was ever believed; CatalogueMixed: the same
// version with another content, or parts of different versions; CatalogueFrozen: past its end.
#pragma once

#include "platform/catalogue/item_list.h"
#include "platform/seal/revocation.h"

#include <optional>

namespace jiujin::catalogue {

struct Anchors {
    seal::Certificate root; // pinned
    seal::RevocationList revoked{};
};

// The highest that was ever believed, to be kept where nobody who replaces the catalogue reaches
// it. 0 and empty: none yet.
struct Highest {
    struct One {
        std::uint64_t version = 0;
        std::string digest{};
        bool operator==(const One&) const = default;
    };
    One root, timestamp, catalogue;
    bool operator==(const Highest&) const = default;
};
// Lines of a small file: "root 3 DIGEST". CatalogueMalformed.
std::string encode(const Highest& highest);
Result<Highest> decodeHighest(std::string_view text);

// A root document that is believed: who may sign.
class Trust {
public:
    // `text`: one JWS a line with the same payload. Signed by the root key that it names and, after
    // another (`before`), by that one's too. The first is believed because the pinned root issued
    // its certificate for this role. Where the root has revoked the one before, its word is not
    // wanted. A chain is walked one by one: versions go up by one.
    static Result<Trust> from(std::string_view text, const Anchors& anchors, const Trust* before,
                              const Highest& highest);

    // Whether the root has revoked the key that a document names as its own: such a one says
    // nothing any more, and whoever walks a chain passes over it and believes the next as the
    // first.
    static bool isRevoked(std::string_view text, const Anchors& anchors);

    const RootDocument& document() const { return document_; }
    Highest::One mark() const { return {document_.version, digest_}; }

    Result<TimestampDocument> timestamp(std::string_view token, const Anchors& anchors,
                                        const Highest& highest) const;
    // As the timestamp names it.
    Result<CatalogueDocument> catalogue(std::string_view token, const TimestampDocument& timestamp,
                                        const Anchors& anchors) const;

private:
    Trust(RootDocument document, std::string digest)
        : document_(std::move(document)), digest_(std::move(digest)) {}
    Result<void> mayHaveSigned(const seal::Certificate& signer, seal::Role role, WallTime at,
                               const Anchors& anchors) const;

    RootDocument document_;
    std::string digest_;
};

// The digests that versions are compared by.
Highest::One markOf(const TimestampDocument& timestamp);
Highest::One markOfCatalogue(const TimestampDocument& timestamp);

// Of the bytes that came for an object. CatalogueMixed.
Result<void> isObject(ByteView bytes, const ObjectName& name);
// The list of this name. CatalogueMixed, CatalogueMalformed.
Result<ItemList> itemsOf(std::string_view list, const ListName& name);

enum class Freshness {
    Fresh,
    Frozen,  // not confirmed for too long
    Unjudged // the clock is unknown
};
Freshness freshnessAt(const TimestampDocument& timestamp, GradedTime now);
// Instant and paid matters need the newest rules.
inline bool opensInstantMatters(Freshness freshness) {
    return freshness == Freshness::Fresh;
}

} // namespace jiujin::catalogue
