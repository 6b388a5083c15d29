// What one terminal can have the store keep that nobody comes for: so much and no more, and only
// its own goes for it.
#include "platform/server/store/sqlite_store.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::server;

namespace {

const WallTime noon = *fromRfc3339("2026-11-22T04:00:00.000Z");
const std::string terminal = "330105-A017", other = "330105-A018";

protocol::BlobReference blob(int number) {
    const std::string name = std::to_string(number);
    return {std::string(43 - name.size(), 'A') + name, 100};
}

// A letter of its own that names the blobs of these numbers.
NewLetter naming(const std::vector<int>& blobs, const std::string& owner = terminal,
                 std::size_t size = 10) {
    NewLetter letter{"packet", owner, owner, noon, Bytes(size, 7)};
    for (const int each : blobs) {
        letter.name += ':' + std::to_string(each);
        letter.blobs.push_back(blob(each));
    }
    return letter;
}

} // namespace

class TestShares : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<SqliteStore> store;

    void hold(int number, std::size_t bytes, const std::string& owner = terminal) const {
        QVERIFY(store->blobs().append(owner, blob(number).digest, Bytes(bytes, 1)).ok());
    }
    std::optional<std::uint64_t> held(int number, const std::string& owner = terminal) const {
        const auto state = store->blobs().state(owner, blob(number).digest);
        return state.ok() ? std::optional(state->held) : std::nullopt;
    }
    bool makesRoomFor(int number) const {
        return *store->blobs().giveWay(terminal, blob(number).digest);
    }

private slots:
    void init() {
        store.reset();
        folder = std::make_unique<QTemporaryDir>();
        auto opened = SqliteStore::open(folder->filePath(QStringLiteral("p.db")).toStdString());
        QVERIFY(opened.ok());
        store = std::move(opened).value();
    }
    void cleanupTestCase() { store.reset(); }

    void theOldestUnfinishedGivesWay() {
        for (const auto& letter : {naming({1}), naming({2}), naming({3, 4}), naming({1}, other)})
            QVERIFY(store->post(letter).ok());
        for (const int each : {1, 2, 3})
            hold(each, 50);
        hold(1, 60, other);
        QVERIFY(makesRoomFor(4));
        QCOMPARE(*held(1), 0u);
        QCOMPARE(*held(2), 50u);
        QVERIFY(makesRoomFor(4));
        QCOMPARE(*held(2), 0u);
        QVERIFY(!makesRoomFor(4)); // those of the same packet stay
        QCOMPARE(*held(3), 50u);
        QCOMPARE(*held(1, other), 60u);
        QVERIFY(makesRoomFor(1));
        QCOMPARE(*held(3), 0u);
        hold(1, 50); // it is taken again
        QCOMPARE(*held(1), 50u);
    }

    void whatACompleteLetterNamesStays() {
        QVERIFY(store->post(naming({1, 2})).ok());
        QVERIFY(store->post(naming({1})).ok());
        QVERIFY(store
                    ->transaction([&]() -> Result<void> {
                        hold(1, 50);
                        return {};
                    })
                    .ok());
        // As if the whole had come: the second letter is complete.
        const auto database =
            Database::open(folder->filePath(QStringLiteral("p.db")).toStdString());
        QVERIFY(database
                    ->run("UPDATE blobs SET held=100 WHERE held=50; UPDATE mail SET missing=0 "
                          "WHERE letter=2; UPDATE mail SET missing=1 WHERE letter=1")
                    .ok());
        QVERIFY(!makesRoomFor(9));
        QCOMPARE(*held(1), 100u);
    }

    void lettersThatWaitForMaterialsAreCounted() {
        constexpr int most = 256;
        QVERIFY(store
                    ->transaction([&]() -> Result<void> {
                        JIUJIN_TRY(store->post(naming({0}, other)));
                        NewLetter plain{"packet", "plain", terminal, noon, Bytes(10, 7)};
                        JIUJIN_TRY(store->post(plain));
                        for (int i = 1; i <= most; ++i)
                            JIUJIN_TRY(store->post(naming({i})));
                        return {};
                    })
                    .ok());
        hold(1, 50);
        QCOMPARE(*held(1), 50u);
        QVERIFY(store->post(naming({1000})).ok());
        QVERIFY(!held(1)); // gone with its letter
        QVERIFY(held(2) && held(1000) && held(0, other));
        QCOMPARE(store->waiting(1000, 1UL << 30U)->size(), std::size_t(1)); // the plain one
        QVERIFY(store->post(naming({1})).ok()); // it comes again, as the newest
        QVERIFY(held(1) && !held(2));
    }

    void theirContentsAreCounted() {
        constexpr std::size_t large = 30UL * 1024 * 1024;
        for (const int each : {1, 2, 3})
            QVERIFY(store->post(naming({each}, terminal, large)).ok());
        QVERIFY(!held(1) && held(2) && held(3));
    }

    void differencesAreCounted() {
        constexpr std::uint64_t most = 1'000;
        const auto note = [&](std::uint64_t counter, const std::string& whose) {
            return store->note({noon, whose, counter, counter, "", 0, 1});
        };
        QVERIFY(store
                    ->transaction([&]() -> Result<void> {
                        JIUJIN_TRY(note(1, other));
                        for (std::uint64_t counter = 1; counter <= most + 2; ++counter)
                            JIUJIN_TRY(note(counter, terminal));
                        return note(3, terminal);
                    })
                    .ok());
        const auto all = store->differences(noon, noon + std::chrono::hours(1));
        QCOMPARE(all->size(), most + 1);
        QCOMPARE(all->front().terminalId, other);
        QCOMPARE((*all)[1].from, std::uint64_t(3));
        QCOMPARE(all->back().from, most + 2);
    }
};

QTEST_GUILESS_MAIN(TestShares)
#include "tst_shares.moc"
