// What the door allows to all and to each, before anything is served.
#include "platform/server/http/allowance.h"
#include "platform/server/http/descriptors.h"

#include <QtTest/QtTest>

#include <array>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::server;
using namespace std::chrono_literals;

namespace {

// In a process of its own, because limits do not come back: what is allowed below this limit, and
// whether files can still be opened when so many connections and those turned away are there. -1
// when they cannot, or when it is refused.
int allowedBelow(rlim_t soft, rlim_t hard) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit files{soft, hard};
        int told = -1;
        if (::setrlimit(RLIMIT_NOFILE, &files) == 0) {
            const auto allowed = connectionsWithin(16'000);
            bool fit = allowed.ok();
            for (std::size_t i = 0; fit && i < *allowed + 64 + 16; ++i)
                fit = ::dup(0) >= 0;
            if (fit && ::open("/dev/null", O_RDONLY) >= 0)
                told = static_cast<int>(*allowed);
        }
        ::_exit(::write(ends[1], &told, sizeof told) == sizeof told ? 0 : 1);
    }
    int told = -1;
    ::close(ends[1]);
    const bool read = ::read(ends[0], &told, sizeof told) == sizeof told;
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    return read ? told : -1;
}

} // namespace

class AllowedTest : public QObject {
    Q_OBJECT
private slots:
    void connectionsLeaveTheStoreItsFiles() {
        const int allowed = allowedBelow(256, 1024);
        QVERIFY(allowed > 256 && allowed < 1024); // a shell's soft limit is not the last word
        QCOMPARE(allowedBelow(100, 100), -1);
    }

    void anAllowanceFillsEvenlyAndForgets() {
        Allowance allowance(2, 4);
        const SteadyTime start{};
        for (int i = 0; i < 4; ++i)
            QCOMPARE(allowance.take("a", start).count(), 0);
        QCOMPARE(allowance.take("a", start).count(), 1);
        QCOMPARE(allowance.take("a", start + 500ms).count(), 0);
        QCOMPARE(allowance.take("a", start + 500ms).count(), 1);
        for (int i = 0; i < 5; ++i) // never more than its size, however long the pause
            QCOMPARE(allowance.take("a", start + 1h).count(), i < 4 ? 0 : 1);
        for (int i = 0; i < 10'000; ++i)
            allowance.take(std::to_string(i), start + 2h + std::chrono::seconds(i));
        QVERIFY(allowance.peers() < 2'000);
    }
};

QTEST_GUILESS_MAIN(AllowedTest)
#include "tst_allowed.moc"
