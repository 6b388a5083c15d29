// The printer that the script moves, and the contract "printer" of one visit on it.
#pragma once

#include "drivers/contract/paper_word.h"
#include "platform/base/error.h"

#include "rep_printer_merged.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <deque>
#include <functional>
#include <optional>
#include <string>

namespace jiujin::drivers::sim {

class SimPrinterSource;

class SimPrinter {
public:
    SimPrinter(std::function<void(std::string)> report, std::function<void(PaperWord)> paper);

    // fault JJ-1201 | fault ok | warning toner-low | warning | fail JJ-1206 | pace 900: see
    // README.md.
    bool obey(const std::string& word, const std::string& rest);
    void serve(SimPrinterSource* source) { source_ = source; }

    std::optional<ErrorCode> fault() const { return fault_; }
    std::optional<ErrorCode> takeFailure() { return std::exchange(failNext_, std::nullopt); }
    const std::string& warning() const { return warning_; }
    std::chrono::milliseconds pace() const { return pace_; }
    void tellPaper(PaperWord::Kind kind, int sheets = 0) const { paper_({kind, sheets}); }

private:
    bool setFault(const std::string& code);
    void changed();

    const std::function<void(std::string)> report_;
    const std::function<void(PaperWord)> paper_;
    SimPrinterSource* source_ = nullptr;
    std::optional<ErrorCode> fault_, failNext_;
    std::string warning_;
    std::chrono::milliseconds pace_{300};
};

class SimPrinterSource : public PrinterSource {
public:
    explicit SimPrinterSource(SimPrinter& printer);
    ~SimPrinterSource() override;

    void askStatus() override;
    void print(quint32 call, QByteArray pdf) override;
    void cancel(quint32 call) override;

    // The printer is not as it was.
    void look();

private:
    struct Job {
        quint32 call = 0;
        int sheets = 0, out = 0;
    };
    void begin();
    void sheetOut();
    void giveUp();
    void answer(ErrorCode code);
    void endPaper(bool known, int sheets);

    SimPrinter& printer_;
    std::deque<Job> jobs_;
    QTimer sheet_, patience_;
    int sheets_ = 0;     // for this visit
    bool begun_ = false; // the first of the jobs
};

} // namespace jiujin::drivers::sim
