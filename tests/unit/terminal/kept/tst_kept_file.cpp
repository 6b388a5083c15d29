// Small files that are replaced as a whole: the clock's, the revocation list, the standing.
#include "app/terminal/kept/kept_file.h"

#include <QtTest/QtTest>

#include <csignal>
#include <fstream>
#include <sys/resource.h>

using namespace jiujin;

namespace {

// Nothing beyond so many bytes can be written to any file while it lives, as on a full disk.
class NoRoom {
public:
    explicit NoRoom(rlim_t bytes) : before_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &limit_);
        const rlimit less{bytes, limit_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &less);
    }
    ~NoRoom() {
        ::setrlimit(RLIMIT_FSIZE, &limit_);
        std::signal(SIGXFSZ, before_);
    }

private:
    void (*before_)(int);
    rlimit limit_{};
};

} // namespace

class KeptFileTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;

    std::filesystem::path path(const char* name = "file") const {
        return std::filesystem::path(folder_->path().toStdString()) / name;
    }
    std::string content() const {
        std::ifstream file(path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    static std::ptrdiff_t openDescriptors() {
        const std::filesystem::directory_iterator all("/proc/self/fd");
        return std::distance(begin(all), end(all));
    }

private slots:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void theNewTakesThePlaceOfTheOld() {
        QVERIFY(replaceFile(path(), "old, and longer").ok());
        QCOMPARE(content(), std::string("old, and longer"));
        const std::string large(300'000, 'x');
        for (const std::string& text : {std::string("new"), large, std::string()}) {
            QVERIFY(replaceFile(path(), text).ok());
            QVERIFY(content() == text);
        }
        QCOMPARE(std::filesystem::status(path()).permissions(),
                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        const std::filesystem::directory_iterator left(path().parent_path());
        QCOMPARE(std::distance(begin(left), end(left)), 1);
    }

    void whatAnEndLeftHalfWrittenIsNoHindrance() {
        QVERIFY(replaceFile(path(), "old").ok());
        std::ofstream(path("file.part")) << "half of something that was longer than the new";
        QVERIFY(replaceFile(path(), "new").ok());
        QCOMPARE(content(), std::string("new"));
    }

    void theOldStandsWhenThereIsNoRoomForTheNew() {
        QVERIFY(replaceFile(path(), "old").ok());
        const NoRoom none(1000);
        const auto kept = replaceFile(path(), std::string(5000, 'x'));
        QCOMPARE(kept.error().code, ErrorCode::CommitFailed);
        QCOMPARE(content(), std::string("old"));
        QVERIFY(!std::filesystem::exists(path("file.part"))); // and takes no room either
    }

    void failuresAreSaidAndLeaveNothingOpen() {
        const auto before = openDescriptors();
        QVERIFY(!replaceFile(path("absent") / "file", "new").ok());
        std::filesystem::create_directories(path("folder") / "full");
        QVERIFY(!replaceFile(path("folder"), "new").ok());
        QVERIFY(replaceFile(path(), "new").ok());
        QCOMPARE(openDescriptors(), before);
    }
};

QTEST_GUILESS_MAIN(KeptFileTest)
#include "tst_kept_file.moc"
