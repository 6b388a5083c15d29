// What a technician asks of the book of supplies and does to it, word by word; and what the hosts
// of printers say.
#include "app/link/ledger_report.h"
#include "app/link/queue_report.h"
#include "app/terminal/service/supplies_desk.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::service;

namespace {

ErrorCode refusalIn(const std::string& answer) {
    const auto change = link::decodeChange(answer);
    return change.ok() ? ErrorCode::TokenMalformed : change.error().code;
}

} // namespace

class SuppliesDeskTest : public QObject {
    Q_OBJECT

    const SystemClock clock_;
    QTemporaryDir folder_;
    std::unique_ptr<supplies::FolderShelf> shelf_;
    std::unique_ptr<supplies::SupplyBook> book_;
    std::unique_ptr<SuppliesDesk> desk_;
    std::unique_ptr<devices::DriverLane> lane_;
    int rounds_ = 0;

    std::string ask(const char* words) { return desk_->answer(words).value_or("not its words"); }
    link::DeviceReport printer() const {
        link::DeviceReport report{"printer", "printer-cups", "ok"};
        desk_->describe(report);
        return report;
    }

private slots:
    void init() {
        shelf_ = std::make_unique<supplies::FolderShelf>(
            std::filesystem::path(folder_.path().toStdString()) / std::to_string(++rounds_));
        book_ = std::make_unique<supplies::SupplyBook>(
            std::vector<supplies::Printer>{{"printer", 250, 0}}, *shelf_, clock_);
        desk_ = std::make_unique<SuppliesDesk>(*book_);
        lane_ = std::make_unique<devices::DriverLane>(devices::Device{
            QStringLiteral("printer"), QStringLiteral("printer"), QStringLiteral("fake"), {}});
        desk_->follow(*lane_);
    }
    void cleanup() { lane_.reset(); }

    void whatTheHostSaysIsInTheReport() {
        using Kind = drivers::PaperWord::Kind;
        emit lane_->paper({Kind::Begun});
        emit lane_->paper({Kind::Out, 3});
        QCOMPARE(printer().sheets, 3);
        QCOMPARE(printer().openEntries, 0);
        emit lane_->paper({Kind::Begun});
        emit lane_->paper({Kind::Unknown});
        emit lane_->paper({Kind::Begun});
        emit lane_->printLost();
        QCOMPARE(printer().openEntries, 2);
        const auto ledger = link::decodeLedger(ask("device ledger"));
        QVERIFY(ledger.ok());
        QCOMPARE(ledger->size(), 2U);
        QCOMPARE(ledger->front().cause, std::string("printer"));
        QCOMPARE(ledger->back().cause, std::string("host"));
        QCOMPARE(ledger->back().found, std::string("open"));
        QVERIFY(fromRfc3339(ledger->back().since).ok());
    }
    void whatIsNoPrinterHasNoSupplies() {
        link::DeviceReport reader{"idcard", "idcard-samv", "ok"};
        desk_->describe(reader);
        QVERIFY(reader == (link::DeviceReport{"idcard", "idcard-samv", "ok"}));
    }
    void aTechnicianLoadsAndSettles() {
        QCOMPARE(*link::decodeChange(ask("device paper printer")), 1);
        QCOMPARE(printer().sheetsLeft, 250);
        QCOMPARE(*link::decodeChange(ask("device paper printer 400")), 1);
        QCOMPARE(printer().sheetsLeft, 400);
        QCOMPARE(*link::decodeChange(ask("device toner printer 2300")), 1);
        QCOMPARE(printer().tonerLeft, 100);
        for (int i = 0; i < 2; ++i) {
            emit lane_->paper({drivers::PaperWord::Kind::Begun});
            emit lane_->printLost();
        }
        QCOMPARE(*link::decodeChange(ask("device settle 1 none")), 1);
        QCOMPARE(*link::decodeChange(ask("device settle 2 spoilt 2")), 1);
        QCOMPARE(printer().sheets, 2);
        QCOMPARE(link::decodeLedger(ask("device ledger printer"))->front().found,
                 std::string("none"));
    }
    void whatCannotBeDoneIsRefused() {
        QCOMPARE(refusalIn(ask("device toner printer")), ErrorCode::Usage);
        QCOMPARE(refusalIn(ask("device paper printer many")), ErrorCode::Usage);
        QCOMPARE(refusalIn(ask("device paper printer 4x")), ErrorCode::Usage);
        QCOMPARE(refusalIn(ask("device paper idcard 4")), ErrorCode::NotFound);
        QCOMPARE(refusalIn(ask("device ledger idcard")), ErrorCode::NotFound);
        QCOMPARE(refusalIn(ask("device settle 1 spoilt")), ErrorCode::NotFound);
        QCOMPARE(refusalIn(ask("device settle 1 eaten")), ErrorCode::NotFound);
        QCOMPARE(refusalIn(ask("device settle one spoilt")), ErrorCode::Usage);
    }
    void othersWordsAreOthers() {
        for (const char* words : {"", "status", "device", "device confirm printer", "device paper",
                                  "device paper a 1 2", "device settle 1", "device ledger a b",
                                  "device settle 1 out 1 1", "queue ledger"})
            QVERIFY2(!desk_->answer(words), words);
    }
};

QTEST_GUILESS_MAIN(SuppliesDeskTest)
#include "tst_supplies_desk.moc"
