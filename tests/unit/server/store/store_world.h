// A store in a folder of its own, and packets and letters for it.
#pragma once

#include "platform/base/uuid.h"
#include "platform/server/store/sqlite_store.h"

#include <QtTest/QtTest>

#include <QTemporaryDir>

namespace jiujin::server {

inline const WallTime noon = *fromRfc3339("2026-11-22T04:00:00.000Z");
inline const std::string terminal = "330105-A017";

inline TakenPacket packetOf(const std::string& caseNumber, std::string content = "sealed") {
    return {newUuid7(noon), terminal, caseNumber, "digest-of-header", 1, noon, bytesOf(content)};
}

inline Conclusion stored(const TakenPacket& packet) {
    return {{protocol::Verdict::Stored, ""},
            "",
            {{noon, "received", "terminal:" + terminal, {{"packet", packet.packetId}}},
             {noon, "accepted-for-checking", "platform:inner", {}}}};
}

inline Conclusion refused() {
    return {{protocol::Verdict::Refused, "JJ-2105"},
            "place",
            {{noon, "received", "terminal:" + terminal, {}},
             {noon, "refused", "platform:inner", {{"code", "JJ-2105"}}}}};
}

inline const std::string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
inline NewLetter letterOf(const std::string& name) {
    return {"packet", name, terminal, noon, bytesOf("sealed " + name), {}, trace};
}

class StoreWorld {
protected:
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<SqliteStore> store;

    std::filesystem::path file() const {
        return folder->filePath(QStringLiteral("platform.db")).toStdString();
    }
    // As somebody with the file in hand would, past all triggers.
    void tamper(const std::string& sql) const {
        auto database = Database::open(file());
        QVERIFY(database.ok());
        QVERIFY(database->run("DROP TRIGGER events_stay; DROP TRIGGER events_remain").ok());
        QVERIFY(database->run(sql.c_str()).ok());
    }
    bool chainHolds(const std::string& number) const {
        const auto trail = store->trail(number);
        return trail.ok() && verifyChain(number, trail->events, trail->head).ok();
    }
    Result<void> posted(const NewLetter& letter) const {
        JIUJIN_TRY(store->post(letter));
        return {};
    }
    void reopen() {
        store.reset();
        auto opened = SqliteStore::open(file());
        QVERIFY(opened.ok());
        store = std::move(opened).value();
    }
};

} // namespace jiujin::server
