// jiujin-terminal as an operator meets it, over the link of the visit.
#pragma once

#include "app/visit/journey/operator_desk.h"
#include "app/visit/ports/replica_terminal.h"

namespace jiujin::ports {

class ReplicaGate : public QObject, public journey::OperatorGate {
    Q_OBJECT
public:
    explicit ReplicaGate(ReplicaTerminal& terminal) : terminal_(terminal) {}

    void attach(journey::Journey& journey);

    void begin(std::uint32_t call) override;
    void prove(std::uint32_t call, const Bytes& certificate, const Bytes& signature) override;
    void askReport(std::uint32_t call) override;
    void change(std::uint32_t call, const std::string& line) override;
    void leave() override;

private:
    enum class Asked { Nothing, Challenge, Proof, Report, Ledger, Change };
    void told(std::uint32_t call, const QByteArray& answer);
    void toldChange(std::uint32_t call, std::string_view answer);
    void toldReport(std::uint32_t call, std::string_view answer);
    void toldLedger(std::uint32_t call, std::string_view answer);
    void note(std::uint32_t call, Asked what) { asked_[call] = what; }

    ReplicaTerminal& terminal_;
    journey::OperatorDesk* desk_ = nullptr;
    std::map<std::uint32_t, Asked> asked_;
    journey::OperatorReport report_; // whose open sheets are being asked for
};

} // namespace jiujin::ports
