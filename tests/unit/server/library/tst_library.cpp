// The published catalogue over the wire's calls: whole, by parts, unchanged, and nothing beside it.
#include "platform/protocol/digest.h"
#include "platform/server/access/answers.h"
#include "platform/server/library/byte_range.h"
#include "platform/server/library/mirror_service.h"
#include "tests/support/catalogue/catalogue.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::server;
namespace fs = std::filesystem;

namespace {

struct Next : Handler {
    void handle(Request, Answer answer) override { answer(okAnswer()); }
};

Request waiting(const std::string& seconds, const std::string& tag) {
    std::string target(mirrorPath);
    target.append("timestamp.jws?wait=").append(seconds);
    Request request{"GET", target, {}, {}, "330105-A017"};
    request.ifNoneMatch = tag;
    return request;
}

// A catalogue of its own, whose clock the test turns: each round is a second.
struct WaitingRoom {
    WaitingRoom(const samples::Pki& pki, Handler& next)
        : publisher(pki, folder.path().toStdString()),
          service(publisher.folder(), next,
                  [this](auto, std::function<void()> task) { tasks.push_back(std::move(task)); }) {}

    void wait(const std::string& seconds, const std::string& tag) {
        answers.clear();
        service.handle(waiting(seconds, tag),
                       [this](Response response) { answers.push_back(std::move(response)); });
    }
    void second() {
        for (const auto& task : std::exchange(tasks, {}))
            task();
    }

    const QTemporaryDir folder;
    const samples::Publisher publisher;
    std::vector<std::function<void()>> tasks;
    std::vector<Response> answers;
    MirrorService service;
};

} // namespace

class TestLibrary : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    QTemporaryDir folder;
    const samples::Publisher publisher{pki, folder.path().toStdString()};
    Next next;
    MirrorService service{publisher.folder(), next};
    const std::string object = "objects/" + protocol::digestText({viewOf("0123456789")});

    Response ask(const std::string& name, const std::string& range = {},
                 const std::string& tag = {}) {
        Request request{"GET", std::string(mirrorPath) + name, {}, {}, "330105-A017"};
        request.range = range;
        request.ifNoneMatch = tag;
        return answerTo(std::move(request));
    }
    Response answerTo(Request request) {
        Response got{0, {}};
        service.handle(std::move(request), [&](Response response) { got = std::move(response); });
        return got;
    }

private slots:
    void initTestCase() {
        publisher.put("pension", "0123456789");
        publisher.publish();
    }

    void everyKindOfFileIsServed() {
        for (const char* name : {"timestamp.jws", "roots/1.jws", "catalogues/1.jws"}) {
            const Response response = ask(name);
            QCOMPARE(response.status, 200);
            QCOMPARE(response.contentType, std::string(mirrorType));
            QVERIFY(!response.body.empty());
        }
        QCOMPARE(ask(object).body, std::string("0123456789"));
    }

    void aPartIsServed() {
        const Response part = ask(object, "bytes=3-5");
        QCOMPARE(part.status, 206);
        QCOMPARE(part.body, std::string("345"));
        QCOMPARE(part.contentRange, std::string("bytes 3-5/10"));
        QCOMPARE(ask(object, "bytes=8-100").body, std::string("89"));
        QCOMPARE(ask(object, "bytes=0-").body, std::string("0123456789"));
        const Response beyond = ask(object, "bytes=10-");
        QCOMPARE(beyond.status, 416);
        QCOMPARE(beyond.contentRange, std::string("bytes */10"));
    }

    void otherSpellingsOfAPartAreNotUnderstood() {
        for (const char* text : {"", "bytes", "bytes=-5", "bytes=5-3", "bytes=1-2,4-5", "lines=1-2",
                                 "bytes=1-2 ", "bytes=a-b", "bytes=99999999999999999999-"})
            QVERIFY(!byteRangeIn(text));
        QCOMPARE(byteRangeIn("bytes=1-2"), (ByteRange{1, 2}));
        QCOMPARE(ask(object, "bytes=-5").status, 200);
    }

    void whoWaitsHearsOfAnother() {
        WaitingRoom room(pki, next);
        room.wait("2", {}); // none is published yet
        room.second();
        QVERIFY(room.answers.empty());
        QCOMPARE(room.service.waiting(), std::size_t(1));
        room.second();
        QCOMPARE(room.answers.at(0).status, 404);
        QCOMPARE(room.service.waiting(), std::size_t(0));
        QVERIFY(room.tasks.empty());
        room.wait("50", {});
        room.publisher.put("pension", "one");
        room.publisher.publish();
        room.second();
        QCOMPARE(room.answers.at(0).status, 200);
        const std::string tag = room.answers.at(0).etag;
        room.wait("50", "\"another\""); // what it has is not what is served: at once
        QCOMPARE(room.answers.at(0).etag, tag);
        room.wait("50", tag);
        room.publisher.confirm(samples::noon() + std::chrono::hours(1));
        room.second();
        QCOMPARE(room.answers.at(0).status, 200);
        QVERIFY(room.answers.at(0).etag != tag);
    }

    void nobodyWaitsForEver() {
        WaitingRoom room(pki, next);
        room.publisher.publish();
        room.wait("0", {});
        const std::string tag = room.answers.at(0).etag;
        room.wait("1000", tag); // never longer than 50
        for (int i = 0; i < 49; ++i)
            room.second();
        QVERIFY(room.answers.empty());
        room.second();
        QCOMPARE(room.answers.at(0).status, 304);
        room.wait("x", tag); // is not understood: as it is now
        QCOMPARE(room.answers.at(0).status, 304);
        // The platform ends: nobody is left without an answer, and nobody waits any more.
        room.wait("50", tag);
        QVERIFY(room.answers.empty());
        room.service.drain();
        QCOMPARE(room.answers.at(0).status, 304);
        room.wait("50", tag);
        QCOMPARE(room.answers.at(0).status, 304);
        room.second();
    }

    void whoMayNotAskMayNotWait() {
        Request request = waiting("9", ask("timestamp.jws").etag);
        QCOMPARE(answerTo(request).status, 304); // nothing to wait with
        request.role = seal::Role::Inner;
        QCOMPARE(answerTo(request).status, 403);
        request.role = seal::Role::Terminal;
        request.method = "PUT";
        QCOMPARE(answerTo(request).status, 405);
    }

    void whatHasNotChangedIsNotSent() {
        const Response first = ask("timestamp.jws");
        QVERIFY(!first.etag.empty());
        const Response again = ask("timestamp.jws", {}, first.etag);
        QCOMPARE(again.status, 304);
        QVERIFY(again.body.empty());
        publisher.confirm(samples::noon() + std::chrono::hours(1));
        QCOMPARE(ask("timestamp.jws", {}, first.etag).status, 200);
    }

    void nothingBesideItIsServed() {
        samples::writeFile(publisher.folder() / "secret", "x");
        samples::writeFile(publisher.folder().parent_path() / "secret", "x");
        for (const char* name :
             {"", "secret", "../secret", "roots/../secret", "roots", "roots/2.jws",
              "objects/../secret", "%2e%2e/secret", "timestamp.jws?x=1"})
            QCOMPARE(ask(name).status, 404);
    }

    void onlyTerminalsReadAndNobodyWrites() {
        Request inner{"GET", std::string(mirrorPath) + object, {}, {}, "inner"};
        inner.role = seal::Role::Inner;
        QCOMPARE(answerTo(inner).status, 403);
        Request put{"PUT", std::string(mirrorPath) + object, {}, {}, "330105-A017"};
        QCOMPARE(answerTo(put).status, 405);
        QCOMPARE(answerTo({"GET", "/v1/health", {}, {}, "330105-A017"}).status, 200);
    }

    void withoutAFolderNothingIsPublished() {
        MirrorService none({}, next);
        int status = 0;
        none.handle({"GET", std::string(mirrorPath) + "timestamp.jws", {}, {}, "330105-A017"},
                    [&](const Response& response) { status = response.status; });
        QCOMPARE(status, 404);
    }
};

QTEST_GUILESS_MAIN(TestLibrary)
#include "tst_library.moc"
