// Whether a large material opens, behind the seam where the inner zone's keys are.
#pragma once

#include "platform/base/bytes.h"

#include <memory>

namespace jiujin::server {

// One material, piece by piece. EnvelopeDamaged.
class BlobCheck {
public:
    virtual ~BlobCheck() = default;
    virtual Result<void> write(ByteView sealed) = 0;
    // Once: it was whole.
    virtual Result<void> finish() = 0;
};

class BlobChecker {
public:
    virtual ~BlobChecker() = default;
    // The checker must outlive the check.
    virtual std::unique_ptr<BlobCheck> beginCheck() const = 0;
};

} // namespace jiujin::server
