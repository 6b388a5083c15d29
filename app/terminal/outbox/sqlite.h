// SQLite as values: a connection, a statement, a transaction that rolls back unless committed.
// Return codes are SQLite's own; whoever knows what was attempted turns them into an error.
#pragma once

#include "platform/base/bytes.h"

#include <filesystem>
#include <map>
#include <memory>
#include <sqlite3.h>

namespace jiujin::outbox {

class Database {
public:
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    // Statements by their text.
    using Prepared =
        std::multimap<std::string, std::unique_ptr<sqlite3_stmt, Finalizer>, std::less<>>;

    // SQLITE_OK, and the connection is open for reading and writing.
    int open(const std::filesystem::path& file);
    // Every statement of `sql`, results dropped.
    int run(const std::string& sql) const;
    // The first column of the first row of `sql`, empty when there is none.
    std::string text(const char* sql) const;
    sqlite3* handle() const { return connection_.get(); }

    // For Statement: one that nobody uses, at its beginning and without values. SQLite's code.
    int take(const char* sql, Prepared::node_type& out) const;
    void give(Prepared::node_type used) const;

private:
    struct Closer {
        void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
    };
    std::unique_ptr<sqlite3, Closer> connection_;
    // To parse one again costs more than to run it.
    mutable Prepared idle_;
};

class Statement {
public:
    Statement(const Database& database, const char* sql);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    // Bound in order; the bytes must live until the last step.
    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view text);
    Statement& bind(ByteView blob);

    // SQLITE_ROW, SQLITE_DONE or an error.
    int step();
    std::int64_t integer(int column) const { return sqlite3_column_int64(handle(), column); }
    std::string text(int column) const;
    Bytes blob(int column) const;

private:
    sqlite3_stmt* handle() const { return used_ ? used_.mapped().get() : nullptr; }

    const Database& database_;
    Database::Prepared::node_type used_;
    int prepared_;
    int next_ = 1;
};

class Transaction {
public:
    explicit Transaction(const Database& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    // SQLITE_OK when the transaction is open.
    int state() const { return state_; }
    // SQLITE_OK: the disk has it. Anything else: it was rolled back.
    int commit();

private:
    const Database& database_;
    int state_;
};

} // namespace jiujin::outbox
