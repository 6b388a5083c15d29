// Workers: all is done, none is left behind a long one, and few threads are woken.
#include "platform/server/http/workers.h"

#include <QtTest/QtTest>

#include <atomic>
#include <latch>
#include <set>

using namespace jiujin::server;

class TestWorkers : public QObject {
    Q_OBJECT
private slots:
    void doesEverythingBeforeTheEnd();
    void goesAroundALongOne();
    void comesBackFromSleep();
};

void TestWorkers::doesEverythingBeforeTheEnd() {
    std::atomic<int> done = 0;
    Workers workers(3);
    std::vector<std::thread> posting;
    for (int i = 0; i < 4; ++i)
        posting.emplace_back([&] {
            for (int each = 0; each < 1000; ++each)
                workers.post([&done] { ++done; });
        });
    for (std::thread& thread : posting)
        thread.join();
    workers.join();
    QCOMPARE(done.load(), 4000);
}

// Jobs that fill one thread's measure, and one more: it must not wait for the first to end.
void TestWorkers::goesAroundALongOne() {
    Workers workers(2);
    std::latch release(1), passed(8);
    workers.post([&] { release.wait(); });
    for (int i = 0; i < 8; ++i)
        workers.post([&] { passed.count_down(); });
    passed.wait(); // for ever, were they all behind the long one
    release.count_down();
    workers.join();
    QVERIFY(passed.try_wait());
}

void TestWorkers::comesBackFromSleep() {
    Workers workers(2);
    for (int i = 0; i < 200; ++i) {
        std::latch done(1);
        workers.post([&] { done.count_down(); });
        done.wait(); // and the thread goes to sleep meanwhile, or not
    }
    std::mutex mutex;
    std::set<std::thread::id> who;
    workers.post([&] {
        const std::lock_guard lock(mutex);
        who.insert(std::this_thread::get_id());
    });
    workers.join();
    QCOMPARE(who.size(), std::size_t{1});
    QVERIFY(!who.contains(std::this_thread::get_id()));
}

QTEST_GUILESS_MAIN(TestWorkers)
#include "tst_workers.moc"
