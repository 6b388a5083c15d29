#include "platform/server/store/sqlite.h"

namespace jiujin::server {

namespace {

constexpr int waitForLockMs = 10'000;

ErrorCode codeFor(int failure) {
    const int primary = failure & 0xFF;
    if (primary == SQLITE_FULL)
        return ErrorCode::DiskFull;
    if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB)
        return ErrorCode::StoreDamaged;
    return ErrorCode::CommitFailed;
}

} // namespace

Result<Database> Database::open(const std::filesystem::path& file) {
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int opened = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    Database database;
    database.handle_.reset(raw);
    if (opened != SQLITE_OK)
        return Error(ErrorCode::StoreOpen, file.string() + ": " + sqlite3_errstr(opened));
    sqlite3_extended_result_codes(raw, 1);
    sqlite3_busy_timeout(raw, waitForLockMs);
    for (const char* setting :
         {"PRAGMA synchronous=EXTRA", "PRAGMA journal_mode=TRUNCATE", "PRAGMA foreign_keys=ON",
          "PRAGMA secure_delete=ON", "PRAGMA trusted_schema=OFF"})
        if (!database.run(setting).ok())
            return Error(ErrorCode::StoreOpen, file.string() + ": " + sqlite3_errmsg(raw));
    return database;
}

Result<void> Database::run(const char* sql) const {
    if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure();
    return {};
}

Error Database::failure() const {
    return {codeFor(sqlite3_extended_errcode(handle_.get())), sqlite3_errmsg(handle_.get())};
}

int Database::take(const char* sql, Prepared::node_type& out) const {
    if (const auto found = idle_.find(sql); found != idle_.end()) {
        out = idle_.extract(found);
        return SQLITE_OK;
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(handle(), sql, -1, &statement, nullptr);
    if (code != SQLITE_OK)
        return code;
    Prepared fresh;
    out = fresh.extract(fresh.emplace(sql, statement));
    return SQLITE_OK;
}

void Database::give(Prepared::node_type used) const {
    sqlite3_reset(used.mapped().get());
    sqlite3_clear_bindings(used.mapped().get());
    idle_.insert(std::move(used));
}

Statement::Statement(const Database& database, const char* sql) : database_(database) {
    note(database.take(sql, used_));
}

Statement::~Statement() {
    if (used_)
        database_.give(std::move(used_));
}

void Statement::note(int code) {
    if (code != SQLITE_OK && !failed_)
        failed_ = database_.failure();
}

Statement& Statement::bind(std::string_view text) {
    if (!failed_)
        note(sqlite3_bind_text64(handle(), ++bound_, text.data(), text.size(), SQLITE_TRANSIENT,
                                 SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(std::int64_t number) {
    if (!failed_)
        note(sqlite3_bind_int64(handle(), ++bound_, number));
    return *this;
}

Statement& Statement::bind(ByteView blob) {
    // The caller's bytes outlive the statement: packets are large, and not copied again.
    if (!failed_ && blob.empty())
        note(sqlite3_bind_zeroblob(handle(), ++bound_, 0));
    else if (!failed_)
        note(sqlite3_bind_blob64(handle(), ++bound_, blob.data(), blob.size(), SQLITE_STATIC));
    return *this;
}

Result<bool> Statement::next() {
    if (failed_)
        return *failed_;
    const int step = sqlite3_step(handle());
    if (step == SQLITE_ROW)
        return true;
    if (step == SQLITE_DONE)
        return false;
    note(step);
    return *failed_;
}

Result<void> Statement::finish() {
    JIUJIN_TRY_ASSIGN([[maybe_unused]] const bool row, next());
    return {};
}

std::string Statement::text(int column) const {
    const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(handle(), column));
    return start == nullptr
               ? std::string()
               : std::string(start,
                             static_cast<std::size_t>(sqlite3_column_bytes(handle(), column)));
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(handle(), column);
}

Bytes Statement::blob(int column) const {
    const auto* start = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle(), column));
    if (start == nullptr)
        return {};
    return {start, start + sqlite3_column_bytes(handle(), column)};
}

} // namespace jiujin::server
