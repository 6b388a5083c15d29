#include "drivers/sim-printer/sim_printer.h"

#include "drivers/contract/fault.h"
#include "drivers/sim-printer/pages.h"

#include <algorithm>
#include <charconv>

namespace jiujin::drivers::sim {

namespace {

// As the contract says of paper that runs out in the middle.
constexpr std::chrono::seconds waitedFor{10};

QString shown(std::string_view text) {
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

SimPrinter::SimPrinter(std::function<void(std::string)> report,
                       std::function<void(PaperWord)> paper)
    : report_(std::move(report)), paper_(std::move(paper)) {
    report_("ok");
}

bool SimPrinter::obey(const std::string& word, const std::string& rest) {
    if (word == "fault")
        return setFault(rest);
    if (word == "warning") {
        warning_ = rest;
        changed();
        return true;
    }
    if (word == "fail") {
        ErrorCode error{};
        const bool known = errorFromCode(rest, error);
        if (known)
            failNext_ = error;
        return known;
    }
    int milliseconds = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), milliseconds);
    if (word != "pace" || read.ec != std::errc() || read.ptr != rest.data() + rest.size() ||
        milliseconds < 1)
        return false;
    pace_ = std::chrono::milliseconds(milliseconds);
    return true;
}

bool SimPrinter::setFault(const std::string& code) {
    ErrorCode error{};
    if (code == "ok")
        fault_.reset();
    else if (errorFromCode(code, error))
        fault_ = error;
    else
        return false;
    report_(code);
    changed();
    return true;
}

void SimPrinter::changed() {
    if (source_ != nullptr)
        source_->look();
}

SimPrinterSource::SimPrinterSource(SimPrinter& printer) : printer_(printer) {
    sheet_.setSingleShot(true);
    patience_.setSingleShot(true);
    connect(&sheet_, &QTimer::timeout, this, &SimPrinterSource::sheetOut);
    connect(&patience_, &QTimer::timeout, this, &SimPrinterSource::giveUp);
    printer_.serve(this);
}

SimPrinterSource::~SimPrinterSource() {
    if (begun_)
        endPaper(jobs_.front().out == 0, 0);
    printer_.serve(nullptr);
}

void SimPrinterSource::askStatus() {
    const auto fault = printer_.fault();
    emit status(PrinterStatus(!fault, fault ? shown(codeOf(*fault)) : QString(),
                              shown(printer_.warning()), sheets_));
}

void SimPrinterSource::print(quint32 call, QByteArray pdf) {
    jobs_.push_back({call, pagesOf(pdf), 0});
    if (jobs_.size() == 1)
        begin();
}

void SimPrinterSource::cancel(quint32 call) {
    const auto job = std::find_if(jobs_.begin(), jobs_.end(),
                                  [&](const Job& each) { return each.call == call; });
    if (job == jobs_.end())
        return;
    if (job == jobs_.begin())
        return answer(job->out > 0 ? ErrorCode::PrintUnknown : ErrorCode::DeviceCancelled);
    jobs_.erase(job);
    emit failed(call, faultOf(ErrorCode::DeviceCancelled));
}

void SimPrinterSource::look() {
    askStatus();
    if (jobs_.empty())
        return;
    if (printer_.fault()) {
        sheet_.stop();
        if (!patience_.isActive())
            patience_.start(waitedFor);
    } else if (!sheet_.isActive()) {
        patience_.stop();
        sheet_.start(printer_.pace());
    }
}

void SimPrinterSource::begin() {
    if (jobs_.empty())
        return;
    if (const auto fault = printer_.fault())
        return answer(*fault);
    begun_ = true;
    printer_.tellPaper(PaperWord::Kind::Begun);
    if (const auto failure = printer_.takeFailure())
        return answer(*failure);
    sheet_.start(printer_.pace());
}

void SimPrinterSource::sheetOut() {
    Job& job = jobs_.front();
    ++sheets_;
    if (++job.out < job.sheets) {
        sheet_.start(printer_.pace());
        return;
    }
    const Job done = job;
    jobs_.pop_front();
    endPaper(true, done.sheets);
    emit printed(done.call, done.sheets);
    askStatus();
    begin();
}

void SimPrinterSource::giveUp() {
    answer(jobs_.front().out > 0 ? ErrorCode::PrintUnknown
                                 : printer_.fault().value_or(ErrorCode::PrinterGone));
}

void SimPrinterSource::answer(ErrorCode code) {
    sheet_.stop();
    patience_.stop();
    const quint32 call = jobs_.front().call;
    jobs_.pop_front();
    if (begun_)
        endPaper(code != ErrorCode::PrintUnknown, 0);
    emit failed(call, faultOf(code));
    begin();
}

void SimPrinterSource::endPaper(bool known, int sheets) {
    begun_ = false;
    printer_.tellPaper(known ? PaperWord::Kind::Out : PaperWord::Kind::Unknown,
                       std::min(sheets, mostSheets));
}

} // namespace jiujin::drivers::sim
