// GET /v1/revoked: the root's list as it stands, for whoever asks.
#include "platform/server/access/revocation_service.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::server;
using samples::must;

namespace {

class Others : public Handler {
public:
    void handle(Request request, Answer answer) override { answer({299, request.target}); }
    void drain() override { drained = true; }
    bool drained = false;
};

} // namespace

class TestRevocationService : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const seal::RevocationList one = after({}, pki.terminal.certificate);
    Others others;

    seal::RevocationList after(const seal::RevocationList& before,
                               const seal::Certificate& lost) const {
        return must(
            seal::RevocationList::issue(before, {lost}, pki.root, pki.rootKey, samples::noon()));
    }
    Response call(const seal::Revocations& revoked, const std::string& target,
                  const std::string& method = "GET", seal::Role role = seal::Role::Terminal) {
        RevocationService service(revoked, others);
        std::optional<Response> given;
        service.handle({method, target, "", {}, "330105-A017", role},
                       [&](Response response) { given = std::move(response); });
        return given.value();
    }

private slots:
    void theListIsGivenToWhoHasAnOlderOne() {
        const seal::Revocations revoked{one};
        for (const auto role : {seal::Role::Terminal, seal::Role::Inner}) {
            const Response response = call(revoked, "/v1/revoked?since=0", "GET", role);
            QCOMPARE(response.status, 200);
            QCOMPARE(response.contentType, std::string("application/pkix-crl"));
            QVERIFY(must(seal::RevocationList::fromDer(viewOf(response.body), pki.root))
                        .holds(pki.terminal.certificate));
        }
        QCOMPARE(call(revoked, "/v1/revoked").status, 200);
        QCOMPARE(call(revoked, "/v1/revoked?since=1").status, 404);
        QVERIFY(revoked.offer(after(one, pki.active.certificate)));
        QCOMPARE(call(revoked, "/v1/revoked?since=1").status, 200);
        QCOMPARE(call(revoked, "/v1/revoked?since=2").status, 404);
    }

    void withoutAListThereIsNone() { QCOMPARE(call({}, "/v1/revoked?since=0").status, 404); }

    void whatIsNoQuestionIsRefused() {
        QCOMPARE(call(one, "/v1/revoked?since=x").status, 400);
        QCOMPARE(call(one, "/v1/revoked?from=1").status, 400);
        QCOMPARE(call(one, "/v1/revoked", "POST").status, 405);
    }

    void everythingElseGoesOn() {
        QCOMPARE(call(one, "/v1/revokedx").status, 299);
        QCOMPARE(call(one, "/v1/packets", "POST").body, std::string("/v1/packets"));
        RevocationService service(one, others);
        service.drain();
        QVERIFY(others.drained);
    }
};

QTEST_GUILESS_MAIN(TestRevocationService)
#include "tst_revocation_service.moc"
