#include "app/visit/ports/replica_gate.h"

#include "app/link/ledger_report.h"
#include "app/link/queue_report.h"
#include "app/link/status_report.h"

#include <algorithm>

namespace jiujin::ports {

namespace {

QByteArray sent(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

journey::DeviceFacts factsOf(const link::DeviceReport& device) {
    return {device.name,         device.deviceClass, device.module,     device.health,
            device.outOfService, device.identity,    device.sheets,     device.sheetsLeft,
            device.daysLeft,     device.tonerLeft,   device.openEntries};
}

journey::OperatorReport reportOf(const link::StatusReport& status) {
    journey::OperatorReport report;
    report.terminalId = status.terminalId;
    report.outOfService = status.outOfService;
    for (const link::DeviceReport& device : status.devices)
        report.devices.push_back(factsOf(device));
    report.unlisted = status.unlisted;
    report.queued = status.queued;
    report.aside = status.quarantined + status.damaged;
    report.oldestSeconds = status.oldestSeconds;
    report.lastContact = status.lastContact;
    report.syncProblem = status.syncProblem;
    const auto grade = clockGradeFrom(status.clock);
    report.clock = grade ? *grade : ClockGrade::Unknown;
    return report;
}

} // namespace

void ReplicaGate::attach(journey::Journey& journey) {
    desk_ = &journey.operatorDesk();
    const TerminalReplica& replica = terminal_.replica();
    connect(&replica, &TerminalReplica::operatorTold, this, &ReplicaGate::told);
    connect(&replica, &TerminalReplica::operatorRefused, this,
            [this](quint32 call, const QString& code) {
                asked_.erase(call);
                desk_->refused(call, errorOf(code, ErrorCode::OperatorUnknown));
            });
}

void ReplicaGate::begin(std::uint32_t call) {
    note(call, Asked::Challenge);
    terminal_.replica().operatorBegin(call);
}

void ReplicaGate::prove(std::uint32_t call, const Bytes& certificate, const Bytes& signature) {
    note(call, Asked::Proof);
    terminal_.replica().operatorProve(call, sent(certificate), sent(signature));
}

void ReplicaGate::askReport(std::uint32_t call) {
    note(call, Asked::Report);
    terminal_.replica().operatorAsk(call, QByteArrayLiteral("status"));
}

void ReplicaGate::change(std::uint32_t call, const std::string& line) {
    note(call, Asked::Change);
    terminal_.replica().operatorAsk(call, QByteArray::fromStdString(line));
}

void ReplicaGate::leave() {
    terminal_.replica().operatorLeave();
}

void ReplicaGate::told(std::uint32_t call, const QByteArray& answer) {
    const std::string_view text(answer.constData(), static_cast<std::size_t>(answer.size()));
    const auto asked = asked_.extract(call);
    switch (asked ? asked.mapped() : Asked::Nothing) {
    case Asked::Challenge:
        return desk_->challenged(call, std::string(text));
    case Asked::Proof:
        return desk_->admitted(call);
    case Asked::Report:
        return toldReport(call, text);
    case Asked::Ledger:
        return toldLedger(call, text);
    case Asked::Change:
        return toldChange(call, text);
    case Asked::Nothing:
        return;
    }
}

// The ledger is asked only where the report says that something in it is open.
void ReplicaGate::toldReport(std::uint32_t call, std::string_view answer) {
    const auto status = link::decodeStatusReport(answer);
    if (!status)
        return;
    report_ = reportOf(*status);
    const bool open = std::ranges::any_of(
        report_.devices, [](const journey::DeviceFacts& device) { return device.openEntries > 0; });
    if (!open)
        return desk_->reported(call, report_);
    note(call, Asked::Ledger);
    terminal_.replica().operatorAsk(call, QByteArrayLiteral("device ledger"));
}

void ReplicaGate::toldLedger(std::uint32_t call, std::string_view answer) {
    report_.openSheets.clear(); // of a report that was asked for before this one was answered
    if (const auto ledger = link::decodeLedger(answer))
        for (const link::LedgerLine& line : *ledger)
            if (line.found == "open")
                report_.openSheets.push_back({line.number, line.device, line.since});
    desk_->reported(call, report_);
}

void ReplicaGate::toldChange(std::uint32_t call, std::string_view answer) {
    if (const auto done = link::decodeChange(answer); done)
        desk_->changed(call);
    else
        desk_->refused(call, done.error().code);
}

} // namespace jiujin::ports
