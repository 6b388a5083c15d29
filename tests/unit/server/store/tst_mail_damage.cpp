// Mail of the open zone that was damaged while it lay there.
#include "platform/server/store/sqlite_store.h"

#include <QtTest/QtTest>

#include <QTemporaryDir>

using namespace jiujin;
using namespace jiujin::server;

namespace {

const WallTime noon = *fromRfc3339("2026-11-22T04:00:00.000Z");
const std::string terminal = "330105-A017";

NewLetter letterOf(const std::string& name) {
    return {"packet", name, terminal, noon, bytesOf("sealed " + name)};
}

} // namespace

class TestMailDamage : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<SqliteStore> store;

    std::filesystem::path file() const {
        return folder->filePath(QStringLiteral("platform.db")).toStdString();
    }
    void damage(const std::string& sql) const {
        const auto database = Database::open(file());
        QVERIFY(database.ok() && database->run(sql.c_str()).ok());
    }

private slots:
    void init() {
        store.reset();
        folder = std::make_unique<QTemporaryDir>();
        auto opened = SqliteStore::open(file());
        QVERIFY(opened.ok());
        store = std::move(opened).value();
    }
    void cleanupTestCase() { store.reset(); }

    void theTerminalsOwnCopyReplacesIt() {
        const auto letter = *store->post(letterOf("a"));
        for (const char* setAside : {"1", "0"}) {
            damage("UPDATE mail SET content=x'00', set_aside=" + std::string(setAside));
            QCOMPARE(*store->post(letterOf("a")), letter);
            const auto waiting = store->waiting(10, 1000);
            QCOMPARE(waiting->size(), std::size_t(1));
            QVERIFY(waiting->front().content == letterOf("a").content);
        }
    }

    void aDamagedRowHoldsUpNoOther_data() {
        QTest::addColumn<QString>("damaged");
        QTest::newRow("time") << "received='yesterday'";
        QTest::newRow("terminal") << "terminal_id='330105-'";
    }
    void aDamagedRowHoldsUpNoOther() {
        QFETCH(QString, damaged);
        for (const char* name : {"a", "b", "c"})
            QVERIFY(store->post(letterOf(name)).ok());
        damage("UPDATE mail SET " + damaged.toStdString() + " WHERE name<>'c'");
        const auto one = store->waiting(1, 1000); // more are damaged than are asked for
        QVERIFY(one.ok());
        QCOMPARE(one->size(), std::size_t(1));
        QVERIFY(one->front().content == letterOf("c").content);
        QVERIFY(store->post(letterOf("a")).ok());
        const auto mended = store->waiting(10, 1000);
        QCOMPARE(mended->size(), std::size_t(2));
        QVERIFY(mended->front().received == noon && mended->front().terminalId == terminal);
    }
};

QTEST_GUILESS_MAIN(TestMailDamage)
#include "tst_mail_damage.moc"
