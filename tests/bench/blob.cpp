// A material of 5 MiB, sealed to both recipients straight into the outbox and kept there, beside
// writing and syncing the same number of bytes to a file. The two take turns, so that the disk is
// equally busy for both.
//   bench-blob FOLDER ROUNDS   prints medians in microseconds: "blob 1234.5 bare 1000.0"
#include "app/terminal/keys/device_keys.h"
#include "app/terminal/outbox/outbox.h"
#include "platform/seal/blob_seal.h"
#include "tests/bench/rig.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace jiujin;
using enrolment::must;

namespace {

constexpr std::size_t materialBytes = 5UL * 1024 * 1024;

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle * 1e6;
}

// In the pieces that a sealer hands on.
void writeBare(const std::filesystem::path& file, const Bytes& bytes) {
    const int descriptor = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    for (ByteView rest = bytes; !rest.empty();) {
        const std::size_t piece = std::min(rest.size(), protocol::blobStep + 16);
        if (::write(descriptor, rest.data(), piece) != static_cast<ssize_t>(piece))
            std::exit(1);
        rest = rest.subspan(piece);
    }
    if (::fdatasync(descriptor) != 0)
        std::exit(1);
    ::close(descriptor);
}

void sealAndKeep(outbox::Outbox& outbox, const std::vector<seal::Certificate>& recipients,
                 const Bytes& material) {
    const auto draft = must(outbox.newBlob());
    const auto sealer = must(
        seal::BlobSealer::begin(recipients, [&](ByteView sealed) { return draft->write(sealed); }));
    if (!sealer->write(material))
        std::exit(1);
    must(sealer->finish());
    must(outbox.keep(*draft));
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3)
        return 2;
    const std::filesystem::path folder = argv[1];
    const bench::SteadySystemClock clock;
    const enrolment::TestPki pki(clock.wall().time);
    std::filesystem::create_directories(folder / "keys");
    enrolment::writeEnrolment(folder / "keys", pki, "https://localhost:8443");
    const keys::DeviceKeys keys(must(keys::loadEnrolment(folder / "keys", clock.wall())));
    outbox::OutboxSettings settings;
    settings.folder = folder / "outbox";
    const auto outbox = must(outbox::Outbox::open(settings, keys, clock));
    const std::vector recipients{pki.sealing.certificate, pki.escrow.certificate};
    const Bytes material = randomBytes(materialBytes);

    std::vector<double> blobs, bares;
    for (int round = 0; round < std::atoi(argv[2]); ++round) {
        must(outbox->reserve()); // what was kept before goes
        blobs.push_back(bench::secondsOf([&] { sealAndKeep(*outbox, recipients, material); }));
        bares.push_back(bench::secondsOf([&] { writeBare(folder / "bare", material); }));
        std::filesystem::remove(folder / "bare");
    }
    std::printf("blob %.1f bare %.1f\n", median(blobs), median(bares));
    return 0;
}
