// The signed documents by which a snapshot is believed, in one small file, so that they are of one
// moment: lines of a word and a token.
//
//   root JWS           one or two
//   timestamp JWS
//   catalogue JWS
#pragma once

#include "platform/catalogue/trust.h"

namespace jiujin::mirror {

struct SignedRecord {
    std::string root; // as it is published
    std::string timestamp, catalogue;
    bool operator==(const SignedRecord&) const = default;
};

std::string encode(const SignedRecord& record);
// CatalogueMalformed.
Result<SignedRecord> decodeRecord(std::string_view text);

struct Believed {
    catalogue::Trust trust;
    catalogue::TimestampDocument timestamp;
    catalogue::CatalogueDocument catalogue;

    std::string id() const {
        return catalogue::snapshotId(timestamp.version, timestamp.catalogue.digest);
    }
    catalogue::Highest marks() const {
        return {trust.mark(), markOf(timestamp), markOfCatalogue(timestamp)};
    }
};
// Errors as of catalogue::Trust.
Result<Believed> believe(const SignedRecord& record, const catalogue::Anchors& anchors,
                         const catalogue::Highest& highest);

} // namespace jiujin::mirror
