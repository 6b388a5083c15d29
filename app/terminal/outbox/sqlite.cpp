#include "app/terminal/outbox/sqlite.h"

namespace jiujin::outbox {

namespace {

int doneOr(int code) {
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

} // namespace

int Database::open(const std::filesystem::path& file) {
    sqlite3* connection = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW;
    const int code = sqlite3_open_v2(file.c_str(), &connection, flags, nullptr);
    connection_.reset(connection);
    if (connection)
        sqlite3_extended_result_codes(connection, 1);
    return code;
}

int Database::run(const std::string& sql) const {
    return sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
}

std::string Database::text(const char* sql) const {
    Statement query(*this, sql);
    return query.step() == SQLITE_ROW ? query.text(0) : std::string();
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

Statement::Statement(const Database& database, const char* sql)
    : database_(database), prepared_(database.take(sql, used_)) {}

Statement::~Statement() {
    if (used_)
        database_.give(std::move(used_));
}

Statement& Statement::bind(std::int64_t value) {
    sqlite3_bind_int64(handle(), next_++, value);
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    sqlite3_bind_text64(handle(), next_++, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(ByteView blob) {
    sqlite3_bind_blob64(handle(), next_++, blob.data(), blob.size(), SQLITE_STATIC);
    return *this;
}

int Statement::step() {
    return prepared_ == SQLITE_OK ? sqlite3_step(handle()) : prepared_;
}

std::string Statement::text(int column) const {
    const Bytes bytes = blob(column);
    return std::string(textOf(bytes));
}

Bytes Statement::blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle(), column));
    const int size = sqlite3_column_bytes(handle(), column);
    return data ? Bytes(data, data + size) : Bytes();
}

Transaction::Transaction(const Database& database)
    : database_(database), state_(doneOr(Statement(database, "BEGIN IMMEDIATE").step())) {}

Transaction::~Transaction() {
    // SQLite may have rolled back by itself already.
    if (sqlite3_get_autocommit(database_.handle()) == 0)
        database_.run("ROLLBACK");
}

int Transaction::commit() {
    return state_ == SQLITE_OK ? doneOr(Statement(database_, "COMMIT").step()) : state_;
}

} // namespace jiujin::outbox
