#include "app/terminal/outbox/outbox.h"

#include "app/terminal/outbox/lookup_code.h"
#include "app/terminal/outbox/schema.h"
#include "platform/base/event.h"
#include "platform/base/uuid.h"
#include "platform/formats/case_number.h"

#include <fcntl.h>
#include <unistd.h>

namespace jiujin::outbox {

namespace {

// What the outer signature and the header add to the sealed bytes stays well below this.
constexpr std::size_t packetOverhead = 64UL * 1024;

WallTime timeOf(std::int64_t milliseconds) {
    return WallTime(std::chrono::milliseconds(milliseconds));
}

StoredReceipt receiptOf(const PacketRow& row) {
    // The grade was written by this program and has its authenticator.
    const auto grade = clockGradeFrom(row.grade);
    return {row.number, row.receipt, timeOf(row.taken), grade ? *grade : ClockGrade::Unknown};
}

bool fits(const protocol::CoreHeader& core, const ChainRow& chain, const std::string& terminalId) {
    return !chain.packet.empty() && core.packetId == chain.packet &&
           core.caseNumber == chain.number && core.terminalId == terminalId &&
           core.counter == static_cast<std::uint64_t>(chain.counter) &&
           core.schema == protocol::packetSchema && core.suite == protocol::suiteNist;
}

// The folder is for this program alone; the files in it are made before SQLite can make them wider.
Result<void> prepareFolder(const std::filesystem::path& folder, const std::filesystem::path& file) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failure);
    const int made = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (failure || made < 0)
        return Error{ErrorCode::StoreOpen, "outbox: " + file.string() + " cannot be written"};
    ::close(made);
    return {};
}

} // namespace

Outbox::Outbox(const OutboxSettings& settings, const Notary& notary, const Clock& clock,
               const BlobFiles* files)
    : settings_(settings),
      notary_(notary),
      clock_(clock),
      ballast_(settings.folder / "ballast", settings.ballastBytes),
      voids_(settings.folder),
      standingFile_(settings.folder),
      rows_(database_, notary),
      shelf_(settings.folder, files != nullptr ? *files : disk_) {}

Result<std::unique_ptr<Outbox>> Outbox::open(const OutboxSettings& settings, const Notary& notary,
                                             const Clock& clock, const BlobFiles* files) {
    std::unique_ptr<Outbox> outbox(new Outbox(settings, notary, clock, files));
    JIUJIN_TRY(outbox->start());
    return outbox;
}

Result<void> Outbox::start() {
    const std::filesystem::path file = settings_.folder / "outbox.db";
    JIUJIN_TRY(prepareFolder(settings_.folder, file));
    if (const int code = database_.open(file); code != SQLITE_OK)
        return Error{ErrorCode::StoreOpen,
                     "outbox: " + file.string() + ", SQLite " + std::to_string(code)};
    JIUJIN_TRY(prepareStore(database_));
    JIUJIN_TRY_ASSIGN(chain_, rows_.chain());
    if (rows_.anyBeyond(chain_.counter))
        return Error{ErrorCode::StoreDamaged, "outbox: the counter went back"};
    JIUJIN_TRY(applyVoids());
    static_cast<void>(totals_.count(database_)); // otherwise tried again before a filing
    dropOrphans();
    standing_ = standingFile_.load();
    // A packet whose progress is not certain is sent again: the platform takes it once.
    for (const std::int64_t counter : rows_.unclear())
        JIUJIN_TRY(
            changeAll({ProgressRow{counter, State::Queued, 0, {}, 0, rows_.bytesOf(counter)}}));
    if (!ballast_.load())
        closeFor(SQLITE_FULL, "ballast");
    return {};
}

Result<void> Outbox::applyVoids() {
    for (const VoidNote& note : voids_.all()) {
        std::int64_t counter = 0;
        if (rows_.counterOf(note.packetId, counter) == SQLITE_OK) {
            ChainRow before = chain_;
            before.head = note.head;
            Transaction transaction(database_);
            if (transaction.state() != SQLITE_OK || rows_.remove(counter) != SQLITE_OK ||
                rows_.save(before) != SQLITE_OK || transaction.commit() != SQLITE_OK)
                return Error{ErrorCode::CommitFailed, "outbox: a void packet stays"};
            chain_ = before;
        }
        voids_.remove(note);
    }
    return {};
}

Error Outbox::closeFor(int sqliteCode, const char* during) {
    const bool full = (sqliteCode & 0xff) == SQLITE_FULL;
    const ErrorCode cause = full ? ErrorCode::DiskFull : ErrorCode::CommitFailed;
    if (full)
        ballast_.drop();
    // A failed commit is the graver cause and stays.
    if (closed_ != ErrorCode::CommitFailed)
        closed_ = cause;
    logEvent(Event::StoreFailed, {{"code", cause}, {"sqlite", sqliteCode}, {"during", during}});
    return Error{cause,
                 std::string("outbox: ") + during + ", SQLite " + std::to_string(sqliteCode)};
}

Result<Reservation> Outbox::reserve() {
    const std::lock_guard lock(mutex_);
    if (closed_)
        return Error{*closed_, "outbox: closed"};
    if (standing_.suspended)
        return Error{ErrorCode::TerminalSuspended, "outbox: closed by the platform"};
    if (const auto reached = limitReached(For::FilingUnderWay))
        return *reached;
    ChainRow row = chain_;
    row.counter += 1;
    JIUJIN_TRY_ASSIGN(
        const formats::CaseNumber number,
        formats::caseNumberOf(notary_.terminalId(), static_cast<std::uint32_t>(row.counter)));
    row.packet = newUuid7(clock_.wall().time);
    row.number = number.text();
    row.lookup = newLookupCode();
    Transaction transaction(database_);
    int code = transaction.state();
    if (code == SQLITE_OK)
        code = rows_.save(row);
    if (code == SQLITE_OK)
        code = transaction.commit();
    if (code != SQLITE_OK)
        return closeFor(code, "reserve");
    chain_ = row;
    dropUnnamed();
    logEvent(Event::PacketReserved, {{"counter", row.counter}});
    return Reservation{row.packet, notary_.terminalId(), static_cast<std::uint64_t>(row.counter),
                       row.number, row.lookup};
}

Result<StoredReceipt> Outbox::put(ByteView coreHeader, ByteView sealed) {
    const std::lock_guard lock(mutex_);
    if (sealed.size() + packetOverhead > protocol::maxPacketBytes)
        return Error{ErrorCode::PacketTooLarge, "outbox: " + std::to_string(sealed.size())};
    JIUJIN_TRY_ASSIGN(const protocol::CoreHeader core,
                      protocol::decodeCoreHeader(textOf(coreHeader)));
    std::string sealedDigest = notary_.digest(sealed);
    std::string content = notary_.digest(coreHeader) + '.' + sealedDigest;
    if (!core.blobs.empty())
        content += '.' + std::to_string(core.blobs.size());
    JIUJIN_TRY_ASSIGN(const std::optional<StoredReceipt> before, earlier(core.packetId, content));
    if (before)
        return *before;
    if (closed_)
        return Error{*closed_, "outbox: closed"};
    if (!fits(core, chain_, notary_.terminalId()))
        return Error{ErrorCode::ReservationMismatch, "outbox: not what was reserved"};
    JIUJIN_TRY(checkKept(core.blobs));
    return store(core, std::move(content), std::move(sealedDigest), sealed);
}

Result<std::optional<StoredReceipt>> Outbox::earlier(std::string_view packetId,
                                                     std::string_view content) {
    std::int64_t counter = 0;
    if (rows_.counterOf(packetId, counter) != SQLITE_OK)
        return std::optional<StoredReceipt>();
    PacketRow row;
    if (rows_.packet(counter, row) != SQLITE_OK)
        return Error{ErrorCode::StoreDamaged, "outbox: the row of a repeated put"};
    if (row.content != content)
        return Error{ErrorCode::ReservationMismatch, "outbox: other content under the packet id"};
    return std::optional(receiptOf(row));
}

Result<StoredReceipt> Outbox::store(const protocol::CoreHeader& core, std::string content,
                                    std::string sealedDigest, ByteView sealed) {
    const GradedTime taken = clock_.wall();
    const protocol::ReceiptClaims claims{core.terminalId, core.counter, core.caseNumber,
                                         core.packetId,   sealedDigest, chain_.head,
                                         chain_.lookup,   taken};
    JIUJIN_TRY_ASSIGN(std::string receipt, notary_.receiptCode(claims));
    const std::string head = notary_.digest(viewOf(encode(claims)));
    const protocol::PacketHeader header{core, std::move(sealedDigest), head,
                                        protocol::ReceiptPlace{chain_.head, taken}};
    JIUJIN_TRY_ASSIGN(Bytes packet, notary_.signPacket(header, sealed));
    if (packet.size() > protocol::maxPacketBytes)
        return Error{ErrorCode::PacketTooLarge, "outbox: " + std::to_string(packet.size())};

    const PacketRow row{chain_.counter,
                        core.packetId,
                        core.caseNumber,
                        notary_.digest(viewOf(encode(header))),
                        std::move(content),
                        taken.time.time_since_epoch().count(),
                        std::string(nameOf(taken.grade)),
                        std::move(receipt),
                        std::move(packet)};
    const ChainRow chain{chain_.counter, head, {}, {}, {}};
    if (const int code = commitPacket(row, core.blobs, chain); code != SQLITE_OK) {
        skipped_.insert(row.counter);
        const Error error = closeFor(code, "put");
        voids_.add({row.id, chain_.head});
        return error;
    }
    chain_ = chain;
    for (const protocol::BlobReference& blob : core.blobs)
        unnamed_.erase(blob.digest);
    logEvent(Event::PacketStored,
             {{"counter", row.counter}, {"bytes", static_cast<std::int64_t>(row.packet.size())}});
    return receiptOf(row);
}

int Outbox::commitPacket(const PacketRow& packet, const std::vector<protocol::BlobReference>& blobs,
                         const ChainRow& chain) {
    Totals after = totals_;
    Transaction transaction(database_);
    int code = transaction.state();
    if (code == SQLITE_OK)
        code = rows_.add(packet);
    std::int64_t place = 0;
    for (auto blob = blobs.begin(); code == SQLITE_OK && blob != blobs.end(); ++blob)
        code = rows_.add(
            BlobRow{packet.counter, place++, blob->digest, static_cast<std::int64_t>(blob->bytes)});
    if (code == SQLITE_OK)
        code = change({packet.counter,
                       State::Queued,
                       0,
                       {},
                       0,
                       static_cast<std::int64_t>(packet.packet.size())},
                      after);
    if (code == SQLITE_OK)
        code = rows_.save(chain);
    if (code == SQLITE_OK)
        code = transaction.commit();
    if (code == SQLITE_OK)
        totals_ = after;
    return code;
}

int Outbox::change(const ProgressRow& row, Totals& totals) const {
    if (const auto before = rows_.weightOf(row.counter))
        totals.drop(*before);
    const int code = rows_.save(row);
    totals.add({row.counter, row.state, row.bytes + rows_.blobBytesOf(row.counter)});
    return code;
}

std::vector<QueuedPacket> Outbox::next(std::size_t limit, std::size_t maxBytes, std::size_t largest,
                                       const std::set<std::int64_t>& without) {
    const std::lock_guard lock(mutex_);
    std::vector<QueuedPacket> packets;
    std::size_t bytes = 0;
    const std::size_t passedOver = skipped_.size() + without.size();
    for (const std::int64_t counter : rows_.queued(limit + passedOver, largest)) {
        if (packets.size() == limit)
            break;
        if (skipped_.contains(counter) || without.contains(counter))
            continue;
        PacketRow row;
        if (rows_.packet(counter, row) != SQLITE_OK) {
            setAside(counter, State::Damaged, ErrorCode::StoreDamaged);
            continue;
        }
        std::vector<protocol::BlobReference> blobs;
        if (!loadBlobs(row, blobs)) {
            setAside(counter, State::Quarantined, ErrorCode::BlobMissing);
            continue;
        }
        bytes += row.packet.size();
        if (!packets.empty() && bytes > maxBytes)
            break;
        packets.push_back({std::move(row.id), std::move(row.header), std::move(row.packet),
                           std::move(blobs), counter});
    }
    return packets;
}

void Outbox::setAside(std::int64_t counter, State state, ErrorCode reason) {
    skipped_.insert(counter);
    logEvent(Event::PacketQuarantined, {{"counter", counter}, {"code", reason}});
    const auto marked = changeAll({ProgressRow{counter, state, 0, std::string(codeOf(reason)),
                                               now(), rows_.bytesOf(counter)}});
    if (marked)
        skipped_.erase(counter);
}

Result<void> Outbox::changeAll(const std::vector<ProgressRow>& rows) {
    const auto attempt = [&] {
        Totals after = totals_;
        Transaction transaction(database_);
        int code = transaction.state();
        for (auto row = rows.begin(); code == SQLITE_OK && row != rows.end(); ++row)
            code = change(*row, after);
        if (code == SQLITE_OK)
            code = transaction.commit();
        if (code == SQLITE_OK)
            totals_ = after;
        return code;
    };
    int code = attempt();
    if ((code & 0xff) == SQLITE_FULL) {
        // The ballast went overboard: this is what it was for.
        closeFor(code, "change");
        code = attempt();
    }
    if (code != SQLITE_OK)
        return closeFor(code, "change");
    return {};
}

} // namespace jiujin::outbox
