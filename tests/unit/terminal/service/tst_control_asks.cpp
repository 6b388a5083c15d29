#include "app/control/ask_terminal.h"
#include "app/link/ask_call.h"
#include "app/link/queue_report.h"
#include "app/terminal/service/control_server.h"
#include "platform/protocol/ask.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <future>

using namespace jiujin;
using namespace jiujin::service;
using enrolment::must;

class ControlAsksTest : public QObject {
    Q_OBJECT

private slots:
    void asksAreCarriedOverTheControlSocket() {
        const QTemporaryDir folder;
        ControlServer server(
            [](std::string_view words) { return std::string(words); },
            [](QByteArray head, QByteArray sealed, std::function<void(Result<QByteArray>)> answer) {
                QTimer::singleShot(20, [=] {
                    answer(sealed.isEmpty() ? Result<QByteArray>(Error(ErrorCode::AskLate))
                                            : Result<QByteArray>(head + sealed));
                });
            },
            [](const std::string&, const auto&) -> Result<std::shared_ptr<void>> {
                return Error(ErrorCode::NotFound);
            },
            std::nullopt);
        const auto path =
            std::filesystem::path(folder.filePath(QStringLiteral("control.sock")).toStdString());
        QVERIFY(server.listen(path).ok());
        const auto said = [&](const std::string& line) {
            auto asked = std::async(std::launch::async, [&] {
                return control::talk(path, line, std::chrono::seconds(5));
            });
            while (asked.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
                QTest::qWait(5);
            return asked.get();
        };
        const auto result = [&](const link::AskCall& call) {
            return link::decodeAskResult(must(said(encode(call))));
        };
        const Bytes sealed(protocol::maxSealedRequest, 's');
        QVERIFY(must(result({"head", sealed})) ==
                bytesOf("head" + std::string(sealed.size(), 's')));
        QCOMPARE(result({"head", {}}).error().code, ErrorCode::AskLate);
        // What is no ask is for the desk, and too long for it to be words.
        for (const char* line : {"ask", "ask x", "ask !! !!", "tell me"})
            QCOMPARE(must(said(line)), std::string(line));
        const auto refused = link::decodeChange(must(said("ask " + std::string(100, '!'))));
        QCOMPARE(refused.error().code, ErrorCode::Usage);
    }
};

QTEST_GUILESS_MAIN(ControlAsksTest)
#include "tst_control_asks.moc"
