// SQLite in the shape this room needs: a connection, a statement, and their failures as errors.
#pragma once

#include "platform/base/bytes.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>

namespace jiujin::server {

class Database {
public:
    struct Finalized {
        void operator()(sqlite3_stmt* p) const { sqlite3_finalize(p); }
    };
    // Statements by their text.
    using Prepared =
        std::multimap<std::string, std::unique_ptr<sqlite3_stmt, Finalized>, std::less<>>;

    // Durable by facts measured on power loss: synchronous=EXTRA, set before journal_mode=TRUNCATE.
    static Result<Database> open(const std::filesystem::path& file);

    Result<void> run(const char* sql) const;
    Error failure() const;
    sqlite3* handle() const { return handle_.get(); }

    // For Statement: one that nobody uses, at its beginning and without values. SQLite's code.
    int take(const char* sql, Prepared::node_type& out) const;
    void give(Prepared::node_type used) const;

private:
    struct Closed {
        void operator()(sqlite3* p) const { sqlite3_close_v2(p); }
    };
    std::unique_ptr<sqlite3, Closed> handle_;
    // To parse one again costs more than to run it.
    mutable Prepared idle_;
};

// One use of a statement. The first failure sticks: calls after it do nothing, and it is given by
// next() and finish().
class Statement {
public:
    Statement(const Database& database, const char* sql);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    Statement& bind(std::string_view text);
    Statement& bind(std::int64_t number);
    Statement& bind(ByteView blob);

    // True when there is a row to read.
    Result<bool> next();
    // Runs to the end, for statements without rows.
    Result<void> finish();

    std::string text(int column) const;
    std::int64_t number(int column) const;
    Bytes blob(int column) const;

private:
    void note(int code);
    sqlite3_stmt* handle() const { return used_ ? used_.mapped().get() : nullptr; }

    const Database& database_;
    Database::Prepared::node_type used_;
    std::optional<Error> failed_;
    int bound_ = 0;
};

} // namespace jiujin::server
