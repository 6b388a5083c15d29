// A journey with a hand-moved clock and peers that note what they are asked; answers are given by
// the test, when it likes.
#pragma once

#include "app/visit/journey/journey.h"
#include "platform/matter/legal_calendar.h"

#include <QtCore/QString>

#include <deque>

namespace world {

using namespace jiujin;
using journey::Event;
using journey::State;

protocol::CardFacts person(const QString& id);

class HandClock : public Clock {
public:
    GradedTime wall() const override { return now; }
    SteadyTime steady() const override { return moment; }
    GradedTime now;
    SteadyTime moment{std::chrono::hours(1)};
};

struct FakeReader : journey::CardReader {
    void read(std::uint32_t call) override { asked.push_back(call); }
    void cancel(std::uint32_t call) override { cancelled.push_back(call); }
    std::vector<std::uint32_t> asked, cancelled;
};

struct FakePrinter : journey::Printer {
    void askStatus() override { ++statusAsked; }
    void print(std::uint32_t call, Bytes pdf) override { sheets.push_back({call, std::move(pdf)}); }
    int statusAsked = 0;
    std::vector<std::pair<std::uint32_t, Bytes>> sheets;
};

struct FakeSlips : journey::SlipPrinter {
    void print(std::uint32_t call, const journey::ReceiptFacts& receipt, const journey::Filing&,
               bool repeated) override {
        slips.push_back({call, receipt, repeated});
    }
    struct Printed {
        std::uint32_t call;
        journey::ReceiptFacts receipt;
        bool repeated;
    };
    std::vector<Printed> slips;
};

struct FakeTerminal : journey::Terminal {
    void reserve(std::uint32_t call) override { reserves.push_back(call); }
    void put(std::uint32_t call, const std::string& header, const Bytes& sealed) override {
        puts.push_back({call, header, sealed});
    }
    void askStatus() override { ++statusAsked; }
    void inUse(bool busy) override { uses.push_back(busy); }
    struct Put {
        std::uint32_t call;
        std::string header;
        Bytes sealed;
    };
    std::vector<std::uint32_t> reserves;
    std::vector<Put> puts;
    std::vector<bool> uses;
    int statusAsked = 0;
};

struct FakeSealer : journey::Sealer {
    void seal(const journey::Reservation& reservation, const journey::Filing& filing,
              Done done) override {
        orders.push_back({reservation, filing, std::move(done)});
    }
    struct Order {
        journey::Reservation reservation;
        journey::Filing filing;
        Done done;
    };
    std::deque<Order> orders;
};

struct FakePapers : journey::Papers {
    void draw(journey::PaperKind kind, const journey::ReceiptFacts& receipt,
              const journey::Filing& filing, bool repeated, Done done) override {
        drawings.push_back({kind, receipt, filing.matter != nullptr, repeated, std::move(done)});
    }
    std::vector<std::string> codeRows(std::string_view code) override {
        return rows.empty() ? std::vector{std::string(code.size(), '1')} : rows;
    }
    std::vector<std::string> rows; // of a real code, where somebody looks at it
    struct Drawing {
        journey::PaperKind kind;
        journey::ReceiptFacts receipt;
        bool personal;
        bool repeated;
        Done done;
    };
    std::deque<Drawing> drawings;
};

struct FakeOperatorCard : journey::OperatorCard {
    void askStatus() override { ++statusAsked; }
    void read(std::uint32_t call) override { reads.push_back(call); }
    void sign(std::uint32_t call, const Secret& pin, const Bytes& digest) override {
        orders.push_back({call, pin, digest});
    }
    struct Order {
        std::uint32_t call;
        Secret pin;
        Bytes digest;
    };
    int statusAsked = 0;
    std::vector<std::uint32_t> reads;
    std::vector<Order> orders;
};

struct FakeGate : journey::OperatorGate {
    void begin(std::uint32_t call) override { begins.push_back(call); }
    void prove(std::uint32_t call, const Bytes& certificate, const Bytes& signature) override {
        proofs.push_back({call, certificate, signature});
    }
    void askReport(std::uint32_t call) override { reports.push_back(call); }
    void change(std::uint32_t call, const std::string& line) override {
        changes.push_back({call, line});
    }
    void leave() override { ++left; }
    struct Proof {
        std::uint32_t call;
        Bytes certificate, signature;
    };
    std::vector<std::uint32_t> begins, reports;
    std::vector<Proof> proofs;
    std::vector<std::pair<std::uint32_t, std::string>> changes;
    int left = 0;
};

inline constexpr std::string_view pension = "SAMPLE-CXJB-CBDJ", everything = "999900000001";

class World {
public:
    World();
    explicit World(matter::Catalogue offered);
    static matter::Catalogue shipped();

    // Steps; each checks that the next page stands.
    void start();
    void readCard(const QString& id = QStringLiteral("zhang"));
    void toForm();
    // In place of what there was. What finds matters still goes by the old rows.
    void offer(std::vector<matter::Matter> matters);
    // The form of tests/data/matters/everything, which is put beside the others.
    void toFormOfEverything();
    void toReview();
    void toSign();
    void submit();
    void handOver();
    void toReceipt();
    void toLogin();
    void toDevices();

    void pass(std::chrono::seconds time);
    void answerCard(const QString& id);
    void draw();
    void store();
    State state() const { return journey.state(); }
    std::size_t row(const char* field) const;
    // The page of matters must stand. By code: rows move with the catalogue.
    void choose(std::string_view code = pension);
    std::size_t matterRow(std::string_view code = pension) const;
    const matter::Matter& matterOf(std::string_view code = pension) const {
        return **catalogue.matter(matterRow(code));
    }

    HandClock clock;
    FakeReader reader;
    FakePrinter printer;
    FakeTerminal terminal;
    FakeSealer sealer;
    FakePapers papers;
    FakeSlips slips; // there once paperDesk().slipPrinterIs(true)
    FakeOperatorCard operatorCard;
    FakeGate gate;
    journey::OperatorPorts operators{operatorCard, gate};
    matter::LegalCalendar calendar;
    matter::Catalogue catalogue;
    matter::Notice notice;
    journey::Journey journey;
    std::vector<journey::Part> said;
};

inline const journey::ReceiptFacts sampleReceipt{"330105-A017-0000042-K", "JJ1.a.b.c.d.e.f",
                                                 WallTime(std::chrono::hours(500000)),
                                                 ClockGrade::Network};

inline constexpr const char* operatorPin = "82640917";
// A terminal with one device that works and one that does not, and with more to say than fits.
journey::OperatorReport sampleReport();

} // namespace world
