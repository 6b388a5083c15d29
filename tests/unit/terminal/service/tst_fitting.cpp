// What would stop every visit before its window opens is found before a catalogue is taken in use.
#include "app/terminal/mirror/snapshot.h"
#include "app/terminal/service/fitting.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
namespace fs = std::filesystem;

class TestFitting : public QObject {
    Q_OBJECT

    const QTemporaryDir folder_;
    fs::path snapshot_;
    int rounds_ = 0;

private slots:
    void init() {
        snapshot_ = fs::path(folder_.path().toStdString()) / std::to_string(++rounds_);
        fs::create_directories(snapshot_);
        const fs::path resources =
            fs::path(qEnvironmentVariable("JIUJIN_SOURCE_DIR").toStdString()) / "resources";
        for (const char* part : {"matters", "calendar", "divisions", "notices"})
            fs::copy(resources / part, snapshot_ / part, fs::copy_options::recursive);
    }

    void whatIsPublishedFits() {
        const auto fits = service::fitForVisits(snapshot_);
        QVERIFY2(fits.ok(), fits.ok() ? "" : fits.error().text().c_str());
        QVERIFY(fs::exists(mirror::headsBeside(snapshot_)));
    }

    void mattersAloneFit() {
        for (const char* part : {"matters/finding", "calendar", "divisions", "notices"})
            fs::remove_all(snapshot_ / part);
        QVERIFY(service::fitForVisits(snapshot_).ok());
    }

    void whatWouldStopAVisitDoesNotFit_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* file, const char* code) {
            QTest::newRow(file) << QByteArray(file) << QByteArray(code);
        };
        row("matters/elder-card/form.json", "JJ-3003");
        row("matters/finding/readings.txt", "JJ-3003");
        row("matters/finding/phrases.txt", "JJ-3003");
        row("matters/finding/events.json", "JJ-3003");
        row("matters/finding/domains.json", "JJ-3003");
        row("matters/finding/order.json", "JJ-3003");
        row("matters/finding/scene-unsure.json", "JJ-3003");
        row("calendar/2026.json", "JJ-3007");
        row("divisions/divisions.tsv", "JJ-3008");
        row("notices/consent.json", "JJ-3003");
    }
    void whatWouldStopAVisitDoesNotFit() {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, code);
        std::ofstream(snapshot_ / file.toStdString()) << "broken\n";
        const auto fits = service::fitForVisits(snapshot_);
        QVERIFY(!fits.ok());
        QCOMPARE(std::string(codeOf(fits.error().code)), code.toStdString());
        QVERIFY(!fs::exists(mirror::headsBeside(snapshot_)));
    }

    void whatIsMissingOfAPartDoesNotFit() {
        for (const char* file : {"matters/finding/order.json", "divisions/divisions.tsv"}) {
            init();
            fs::remove(snapshot_ / file);
            const auto fits = service::fitForVisits(snapshot_);
            QVERIFY2(!fits.ok() && fits.error().code == ErrorCode::FileUnreadable, file);
        }
    }
};

QTEST_APPLESS_MAIN(TestFitting)
#include "tst_fitting.moc"
