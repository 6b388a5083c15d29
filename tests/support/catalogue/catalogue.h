// Whoever publishes catalogues of matters: the keys of the three roles under a test's PKI, a folder
// to publish from and the folder that is served.
#pragma once

#include "platform/catalogue/publication.h"
#include "tests/support/samples/samples.h"

#include <filesystem>

namespace jiujin::samples {

struct CatalogueKeys {
    // Certificates as those of `pki`, but good until then.
    explicit CatalogueKeys(const Pki& pki, WallTime until = noon() + std::chrono::days(365));

    catalogue::Signer root, catalogue, timestamp;
};

// Names these keys; from a day before noon() on, for ten years.
catalogue::RootDocument rootDocument(const CatalogueKeys& keys, std::uint64_t version = 1);

void writeFile(const std::filesystem::path& file, std::string_view content);

class Publisher {
public:
    // In `folder`, empty: tree/ and published/ with root 1.
    Publisher(const Pki& pki, const std::filesystem::path& folder,
              WallTime until = noon() + std::chrono::days(365));

    const CatalogueKeys& keys() const { return keys_; }
    const std::filesystem::path& folder() const { return published_; }
    const std::filesystem::path& tree() const { return tree_; }
    // A matter's folder with one file, or what takes its place.
    void put(const std::string& matter, std::string_view content) const;
    catalogue::TimestampDocument publish(WallTime now = noon()) const;
    catalogue::TimestampDocument confirm(WallTime now) const;
    // The next root document names other keys and is signed by the old root key and the new one.
    void rotate(const CatalogueKeys& next);

private:
    CatalogueKeys keys_;
    std::uint64_t rootVersion_ = 1;
    std::filesystem::path tree_, published_;
};

} // namespace jiujin::samples
