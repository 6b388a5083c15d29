// What the store asks its tables while it serves: with an index each time, however much they hold.
#include "platform/server/store/sqlite_store.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <set>

using namespace jiujin;
using namespace jiujin::server;

namespace {

const WallTime noon = *fromRfc3339("2026-11-22T04:00:00.000Z");
const std::string terminal = "330105-A017";

std::set<std::string> asked; // by every connection of this process that was opened since

int note(unsigned /*kind*/, void* /*context*/, void* /*statement*/, void* text) {
    asked.insert(static_cast<const char*>(text));
    return 0;
}

int watch(sqlite3* database, const char** /*error*/, const sqlite3_api_routines* /*routines*/) {
    return sqlite3_trace_v2(database, SQLITE_TRACE_STMT, note, nullptr);
}

NewLetter letterOf(const std::string& name, std::vector<protocol::BlobReference> blobs = {}) {
    return {"packet", name, terminal, noon, bytesOf("sealed " + name), std::move(blobs)};
}

} // namespace

class TestPlans : public QObject {
    Q_OBJECT
    const QTemporaryDir folder;

    std::filesystem::path file() const {
        return folder.filePath(QStringLiteral("platform.db")).toStdString();
    }
    // The steps of it that look through a whole table.
    static QStringList scansOf(const Database& database, const std::string& sql) {
        QStringList scans;
        Statement plan(database, ("EXPLAIN QUERY PLAN " + sql).c_str());
        while (true) {
            const auto row = plan.next();
            if (!row.ok())
                return {QString::fromStdString(row.error().text())};
            if (!*row)
                return scans;
            const QString step = QString::fromStdString(plan.text(3));
            if (step != QStringLiteral("SCAN days") && // a row a day
                step.startsWith(QStringLiteral("SCAN")) &&
                !step.contains(QStringLiteral("USING")) &&
                !step.contains(QStringLiteral("CONSTANT")))
                scans << step;
        }
    }
    static void serve(SqliteStore& store) {
        const protocol::BlobReference some{std::string(43, 'A'), 100};
        const protocol::BlobReference other{std::string(43, 'B'), 100};
        QVERIFY(store.post(letterOf("a", {some})).ok());
        QVERIFY(store.post(letterOf("b", {other})).ok());
        QVERIFY(store.post(letterOf("c")).ok());
        QVERIFY(store.blobs().append(terminal, some.digest, Bytes(50)).ok());
        QVERIFY(*store.blobs().giveWay(terminal, other.digest));
        QVERIFY(store.blobs().heldBytes(terminal).ok());
        const auto waiting = store.waiting(10, 1000);
        QCOMPARE(waiting->size(), std::size_t(1));
        QVERIFY(store.answer({{waiting->front().number}, terminal, "packet", "word"}).ok());
        QVERIFY(store.answer({{1}, terminal, "packet", ""}).ok());
        QCOMPARE(store.repliesTo(terminal, "packet", 0, 1000)->bodies.size(), std::size_t(1));
        const TakenPacket packet{"id",
                                 terminal,
                                 "N",
                                 "digest",
                                 1,
                                 noon,
                                 bytesOf("sealed"),
                                 ReceiptLink{"receipt", {"", {noon, ClockGrade::Network}}}};
        QVERIFY(
            store
                .decide(packet,
                        {{protocol::Verdict::Stored, ""}, "", {{noon, "received", "terminal", {}}}})
                .ok());
        QVERIFY(store.trail("N").ok());
        QVERIFY(store.stored(terminal, 1, 1000).ok());
        QVERIFY(store.openDay().ok());
        QVERIFY(store.note({noon, terminal, 1, 1, "N", 0, 1}).ok());
    }

private slots:
    void noTableIsLookedThrough() {
        sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch));
        {
            auto store = SqliteStore::open(file());
            QVERIFY(store.ok());
            asked.clear(); // what made the tables
            serve(**store);
        }
        sqlite3_reset_auto_extension();
        const auto database = Database::open(file());
        int looked = 0;
        for (const std::string& sql : asked) {
            const auto scans = scansOf(*database, sql);
            QVERIFY2(scans.isEmpty(), qPrintable(scans.join(u' ') + QStringLiteral(": ") +
                                                 QString::fromStdString(sql)));
            ++looked;
        }
        QVERIFY(looked > 20);
        // A plan that does would be seen.
        QCOMPARE(scansOf(*database, "SELECT * FROM mail WHERE received=''").size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestPlans)
#include "tst_plans.moc"
