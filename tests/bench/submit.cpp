// Submit (check, seal, sign, commit of a case of 4 KiB) beside a bare commit of the same rows: same
// tables, same durability, nothing computed. The two take turns, so that the disk is equally busy
// for both.
//   bench-submit FOLDER ROUNDS   prints medians in microseconds: "submit 1234.5 commit 1000.0"
#include "app/terminal/keys/device_keys.h"
#include "app/terminal/outbox/outbox.h"
#include "app/terminal/outbox/schema.h"
#include "app/visit/case/seal_case.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace jiujin;
using enrolment::must;

namespace {

constexpr std::size_t caseBytes = 4096;

class FixedClock : public Clock {
public:
    GradedTime wall() const override { return tests::sampleTime(); }
    SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
};

template <typename Work>
double microseconds(Work&& work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - began)
        .count();
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

// A signature is what a case is mostly made of.
protocol::CaseBody fullBody(const matter::Matter& matter) {
    protocol::CaseBody body = tests::sampleBody(matter, tests::personCard("zhang"));
    const std::size_t others = protocol::encode(body).expose().size();
    std::string strokes = "100,100";
    while (others + strokes.size() < caseBytes)
        strokes += " 1" + std::to_string(10 + strokes.size() % 90) + ",120";
    body.signature.strokes = Secret(strokes);
    tests::signAgain(matter, body);
    return body;
}

// What put() writes, with the values ready: three rows in one transaction.
class BareStore {
public:
    explicit BareStore(const std::filesystem::path& folder) {
        std::filesystem::create_directories(folder);
        if (database_.open(folder / "bare.db") != SQLITE_OK || !outbox::prepareStore(database_))
            std::exit(1);
    }

    void commit(const outbox::PacketRow& row) {
        const std::string_view mac = "0123456789abcdef0123456789abcdef";
        outbox::Transaction transaction(database_);
        outbox::Statement packet(database_, "INSERT INTO packet VALUES(?,?,?,?,?,?,?,?,?,?)");
        packet.bind(row.counter).bind(row.id).bind(row.number).bind(row.header).bind(row.content);
        packet.bind(row.taken).bind(row.grade).bind(row.receipt);
        packet.bind(viewOf(mac)).bind(ByteView(row.packet));
        outbox::Statement progress(database_, "INSERT INTO progress VALUES(?,0,0,'',0,?,?)");
        progress.bind(row.counter).bind(static_cast<std::int64_t>(row.packet.size()));
        progress.bind(viewOf(mac));
        outbox::Statement chain(database_,
                                "INSERT OR REPLACE INTO chain VALUES(1,'t','k',?,?,?,?,?,?)");
        chain.bind(row.counter).bind(row.header).bind(row.id).bind(row.number).bind(row.content);
        chain.bind(viewOf(mac));
        if (packet.step() != SQLITE_DONE || progress.step() != SQLITE_DONE ||
            chain.step() != SQLITE_DONE || transaction.commit() != SQLITE_OK)
            std::exit(1);
    }

private:
    outbox::Database database_;
};

outbox::PacketRow rowLike(const outbox::Reservation& reserved, const outbox::StoredReceipt& receipt,
                          std::size_t packetBytes) {
    const std::string digest(43, 'd');
    return {static_cast<std::int64_t>(reserved.counter),
            reserved.packetId,
            reserved.caseNumber,
            digest,
            digest + digest,
            receipt.taken.time_since_epoch().count(),
            "network",
            receipt.code,
            randomBytes(packetBytes)};
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3)
        return 2;
    const std::filesystem::path folder = argv[1];
    const FixedClock clock{};
    const GradedTime now = clock.wall();
    const enrolment::TestPki pki(now.time);
    std::filesystem::create_directories(folder / "keys");
    enrolment::writeEnrolment(folder / "keys", pki, "https://localhost:8443");
    const keys::DeviceKeys keys(must(keys::loadEnrolment(folder / "keys", now)));
    outbox::OutboxSettings settings;
    settings.folder = folder / "outbox";
    const auto outbox = must(outbox::Outbox::open(settings, keys, clock));
    BareStore bare(folder / "bare");
    const matter::Matter matter = tests::pensionMatter();
    const protocol::CaseBody body = fullBody(matter);
    const filing::TrustedRecipients recipients(
        {pki.root, pki.sealing.certificate, pki.escrow.certificate});

    std::vector<double> submits, commits;
    for (int round = 0; round < std::atoi(argv[2]); ++round) {
        const auto reserved = must(outbox->reserve());
        const filing::Numbers numbers{reserved.packetId, reserved.terminalId, reserved.counter,
                                      reserved.caseNumber, reserved.lookupCode};
        outbox::StoredReceipt receipt;
        submits.push_back(microseconds([&] {
            const auto sealed =
                must(filing::sealCase(matter, body, numbers, recipients, tests::legalCalendar()));
            receipt = must(outbox->put(viewOf(sealed.coreHeader), sealed.sealed));
        }));
        const std::size_t bytes = outbox->next(1, 1).front().packet.size();
        if (!outbox->done({reserved.packetId}))
            return 1;
        const auto row = rowLike(reserved, receipt, bytes);
        commits.push_back(microseconds([&] { bare.commit(row); }));
    }
    std::printf("submit %.1f commit %.1f\n", median(submits), median(commits));
    return 0;
}
