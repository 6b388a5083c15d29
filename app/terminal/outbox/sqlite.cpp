#include "app/terminal/outbox/sqlite.h"

namespace jiujin::outbox {

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

Statement::Statement(const Database& database, const char* sql)
    : prepared_(sqlite3_prepare_v2(database.handle(), sql, -1, &statement_, nullptr)) {}

Statement& Statement::bind(std::int64_t value) {
    sqlite3_bind_int64(statement_, next_++, value);
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    sqlite3_bind_text64(statement_, next_++, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(ByteView blob) {
    sqlite3_bind_blob64(statement_, next_++, blob.data(), blob.size(), SQLITE_STATIC);
    return *this;
}

int Statement::step() {
    return prepared_ == SQLITE_OK ? sqlite3_step(statement_) : prepared_;
}

std::string Statement::text(int column) const {
    const Bytes bytes = blob(column);
    return std::string(textOf(bytes));
}

Bytes Statement::blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    const int size = sqlite3_column_bytes(statement_, column);
    return data ? Bytes(data, data + size) : Bytes();
}

Transaction::Transaction(const Database& database)
    : database_(database), state_(database.run("BEGIN IMMEDIATE")) {}

Transaction::~Transaction() {
    // SQLite may have rolled back by itself already.
    if (sqlite3_get_autocommit(database_.handle()) == 0)
        database_.run("ROLLBACK");
}

int Transaction::commit() {
    return state_ == SQLITE_OK ? database_.run("COMMIT") : state_;
}

} // namespace jiujin::outbox
