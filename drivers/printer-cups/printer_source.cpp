#include "drivers/printer-cups/printer_source.h"

#include "drivers/contract/fault.h"

#include <QtCore/QTimer>

#include <algorithm>

namespace jiujin::drivers::printing {

namespace {

// A print that is taken back is answered within 100 ms, and more exactly only if the printer has
// said by then what came of it.
constexpr std::chrono::milliseconds cancelPatience{80};

QString shown(std::string_view text) {
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

PrinterPort::PrinterPort(Worker& worker) : worker_(worker) {
    worker_.serve(true);
}

PrinterPort::~PrinterPort() {
    worker_.serve(false);
}

void PrinterPort::askStatus() {
    worker_.askCondition();
}

void PrinterPort::print(quint32 call, QByteArray pdf) {
    calls_[++lastTicket_] = call;
    worker_.print(lastTicket_,
                  Secret(std::string_view(pdf.constData(), static_cast<std::size_t>(pdf.size()))));
}

void PrinterPort::cancel(quint32 call) {
    const auto known = std::find_if(calls_.begin(), calls_.end(),
                                    [&](const auto& each) { return each.second == call; });
    if (known == calls_.end())
        return;
    const std::uint32_t ticket = known->first;
    if (!worker_.cancel(ticket)) {
        QTimer::singleShot(cancelPatience, this, [this, ticket] {
            finish(ticket, Error(ErrorCode::PrintUnknown, "printer: taken back, not known yet"));
        });
        return;
    }
    calls_.erase(known);
    emit failed(call, faultOf(ErrorCode::DeviceCancelled));
}

void PrinterPort::show(const Condition& condition) {
    const QString code = condition.fault ? shown(codeOf(*condition.fault)) : QString();
    emit status(PrinterStatus(!condition.fault, code, shown(condition.warning), condition.sheets));
}

void PrinterPort::finish(std::uint32_t ticket, const Printed& outcome) {
    const auto known = calls_.extract(ticket);
    if (!known)
        return;
    if (outcome.ok())
        emit printed(known.mapped(), *outcome);
    else
        emit failed(known.mapped(), faultOf(outcome.error().code));
}

} // namespace jiujin::drivers::printing
