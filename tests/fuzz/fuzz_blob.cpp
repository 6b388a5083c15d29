// rooms: platform/seal tests/support/samples
// A blob opens to what was sealed or not at all, in whatever pieces it comes; a range has one
// spelling. 'E' edits a genuine blob of two steps, 'S' takes its steps in the order that follows,
// each byte one, and cuts the last to a part of it.
#include "platform/seal/blob_seal.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"
#include "tests/support/samples/samples.h"

#include <algorithm>

using namespace jiujin;

namespace {

constexpr std::size_t step = protocol::blobStep + 16, steps = 3;

struct Genuine {
    samples::Pki pki;
    Bytes plain = Bytes(steps * protocol::blobStep, 7), sealed;

    Genuine() {
        const std::vector<seal::Certificate> recipients{pki.active.certificate};
        const auto sealer =
            samples::must(seal::BlobSealer::begin(recipients, [this](ByteView ready) {
                sealed.insert(sealed.end(), ready.begin(), ready.end());
                return Result<void>();
            }));
        fuzz::require(sealer->write(plain).ok() && sealer->finish().ok());
    }
    std::size_t head() const { return sealed.size() - steps * step; }
};

Bytes reordered(ByteView order, const Genuine& genuine) {
    Bytes blob(genuine.sealed.begin(),
               genuine.sealed.begin() + static_cast<std::ptrdiff_t>(genuine.head()));
    for (const std::uint8_t each : order.first(std::min<std::size_t>(order.size(), 8))) {
        const ByteView one =
            ByteView(genuine.sealed).subspan(genuine.head() + each % steps * step, step);
        const ByteView kept = one.first(each < 128 ? step : step - each % 64);
        blob.insert(blob.end(), kept.begin(), kept.end());
    }
    return blob;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Genuine genuine;
    const ByteView given(data, size);
    const std::string_view text = textOf(given);
    const auto range = protocol::decodeContentRange(text);
    if (range.ok())
        fuzz::require(encode(*range) == text && range->first <= range->last &&
                      range->last < range->whole);
    const Bytes blob = size > 0 && data[0] == 'S' ? reordered(given.subspan(1), genuine)
                                                  : fuzz::edited(given, genuine.sealed).bytes;
    Bytes plain;
    seal::BlobOpener opener(genuine.pki.active.certificate, genuine.pki.active.key,
                            [&](ByteView ready) {
                                plain.insert(plain.end(), ready.begin(), ready.end());
                                return Result<void>();
                            });
    const std::size_t piece = 1 + size * 4099 % (2 * step);
    bool good = true;
    for (ByteView rest = blob; good && !rest.empty();) {
        const std::size_t count = std::min(piece, rest.size());
        good = opener.write(rest.first(count)).ok();
        rest = rest.subspan(count);
    }
    good = good && opener.finish().ok();
    fuzz::require(good == (blob == genuine.sealed));
    fuzz::require(!good || plain == genuine.plain);
    fuzz::require(plain.size() <= genuine.plain.size() &&
                  std::equal(plain.begin(), plain.end(), genuine.plain.begin()));
    fuzz::planted(given, range.ok() || (!good && !plain.empty()));
    return 0;
}
