// What reaches the screens before the first frame, and what never does.
#include "app/visit/stage/input_gate.h"
#include "app/visit/stage/no_network.h"
#include "app/visit/stage/window_size.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QWindow>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QtTest>

using namespace jiujin::stage;

namespace {

class Listening : public QWindow {
public:
    QList<QEvent::Type> heard;
    QList<int> keys;

protected:
    bool event(QEvent* event) override {
        heard.append(event->type());
        if (event->type() == QEvent::KeyPress)
            keys.append(static_cast<QKeyEvent*>(event)->key());
        return QWindow::event(event);
    }
};

struct Gated {
    Gated() {
        qGuiApp->installEventFilter(&gate);
        window.resize(200, 200);
        window.show();
    }
    int count(QEvent::Type type) const { return static_cast<int>(window.heard.count(type)); }
    InputGate gate;
    Listening window;
};

} // namespace

class StageTest : public QObject {
    Q_OBJECT
private slots:
    void aWindowsSizeIsReadWholeOrNotAtAll() {
        QCOMPARE(windowSizeOf("1080x1920"), std::optional(QSize(1080, 1920)));
        for (const char* text : {"", "1080", "1080x", "x1920", "0x9", "9x-1", "1080x1920px",
                                 "1080X1920", "999999x9"}) {
            QVERIFY2(!windowSizeOf(text), text);
            QVERIFY(!faultOfWindowSize(text).empty());
        }
        QVERIFY(faultOfWindowSize("1x1").empty());
    }

    void nothingPassesBeforeTheFirstFrameHasStood() {
        Gated g;
        QSignalSpy touched(&g.gate, &InputGate::touched);
        QTest::mouseClick(&g.window, Qt::LeftButton, {}, {10, 10});
        QTest::keyClick(&g.window, Qt::Key_A);
        QCOMPARE(g.count(QEvent::MouseButtonPress), 0);
        QCOMPARE(g.count(QEvent::KeyPress), 0);
        QCOMPARE(touched.count(), 0);
        QElapsedTimer clock;
        clock.start();
        g.gate.openSoon();
        QVERIFY(!g.gate.isOpen());
        QTRY_VERIFY(g.gate.isOpen());
        QVERIFY(clock.elapsed() >= InputGate::settleMilliseconds - 1);
        QTest::mouseClick(&g.window, Qt::LeftButton, {}, {10, 10});
        QTest::keyClick(&g.window, Qt::Key_A);
        QCOMPARE(g.count(QEvent::MouseButtonPress), 1);
        QCOMPARE(g.count(QEvent::KeyPress), 1);
        QCOMPARE(touched.count(), 2);
    }

    void theClipboardIsOutOfReach() {
        Gated g;
        g.gate.openSoon();
        QTRY_VERIFY(g.gate.isOpen());
        for (const auto key : {Qt::Key_C, Qt::Key_X, Qt::Key_V})
            QTest::keyClick(&g.window, key, Qt::ControlModifier);
        QTest::keyClick(&g.window, Qt::Key_Insert, Qt::ShiftModifier);
        QTest::mouseClick(&g.window, Qt::MiddleButton, {}, {10, 10});
        // The modifiers themselves pass, as they would before any other key.
        const QList<int> modifiers{Qt::Key_Control, Qt::Key_Control, Qt::Key_Control,
                                   Qt::Key_Shift};
        QCOMPARE(g.window.keys, modifiers);
        QCOMPARE(g.count(QEvent::MouseButtonPress), 0);
    }

    void whatIsNoInputPasses() {
        Gated g;
        QEvent event(QEvent::LanguageChange);
        QCoreApplication::sendEvent(&g.window, &event);
        QCOMPARE(g.count(QEvent::LanguageChange), 1);
    }

    void nothingIsFetched_data() {
        QTest::addColumn<QString>("url");
        QTest::newRow("http") << "http://127.0.0.1:9/a.png";
        QTest::newRow("file") << "file:///etc/hostname";
        QTest::newRow("data") << "data:text/plain,hello";
        QTest::newRow("qrc") << "qrc:/i18n/jiujin_en.qm";
    }
    void nothingIsFetched() {
        QFETCH(QString, url);
        NoNetwork factory;
        const std::unique_ptr<QNetworkAccessManager> manager(factory.create(nullptr));
        const std::unique_ptr<QNetworkReply> reply(manager->get(QNetworkRequest(QUrl(url))));
        QTRY_VERIFY(reply->isFinished());
        QVERIFY(reply->error() != QNetworkReply::NoError);
        QVERIFY(reply->readAll().isEmpty());
    }
};

QTEST_MAIN(StageTest)
#include "tst_stage.moc"
