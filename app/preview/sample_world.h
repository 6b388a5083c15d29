// What stands behind the screens of a preview: a card that lies there when it is asked for, a
// terminal that stores nothing, a sealer that seals nothing and a printer that prints nothing. Each
// answers as the real one would, a moment later; and what is filed is checked as the centre does.
#pragma once

#include "app/visit/journey/journey.h"
#include "platform/matter/working_calendar.h"

#include <QtCore/QObject>

namespace jiujin::preview {

// The machine's time, taken for right: nobody's time limit runs by it.
class SampleClock : public Clock {
public:
    GradedTime wall() const override { return {machine_.wall().time, ClockGrade::Network}; }
    SteadyTime steady() const override { return machine_.steady(); }

private:
    SystemClock machine_;
};

class SampleWorld : public QObject,
                    public journey::CardReader,
                    public journey::Printer,
                    public journey::Terminal,
                    public journey::Sealer,
                    public journey::Papers {
    Q_OBJECT
public:
    // The card is laid down so long after it was asked for.
    SampleWorld(const Clock& clock, const matter::WorkingCalendar& calendar,
                std::chrono::milliseconds delay);

    void attach(journey::Journey& journey) { journey_ = &journey; }
    // The one on the card from now on.
    void setPerson(const protocol::CardFacts& person) { person_ = person; }
    void begin();
    // Of the last filing. MatterInvalid: the centre would refuse it, a line for each fault.
    const Result<void>& judged() const { return judged_; }

    void read(std::uint32_t call) override;
    void cancel(std::uint32_t call) override;
    void askStatus() override;
    void print(std::uint32_t call, Bytes pdf) override;
    void reserve(std::uint32_t call) override;
    void put(std::uint32_t call, const std::string& coreHeader, const Bytes& sealed) override;
    void inUse(bool busy) override;
    void seal(const journey::Reservation& reservation, const journey::Filing& filing,
              Sealer::Done done) override;
    void draw(journey::PaperKind kind, const journey::ReceiptFacts& receipt,
              const journey::Filing& filing, bool repeated, Papers::Done done) override;
    std::vector<std::string> codeRows(std::string_view code) override;

private:
    void later(std::function<void()> what);

    const Clock& clock_;
    const matter::WorkingCalendar& calendar_;
    const std::chrono::milliseconds delay_;
    journey::Journey* journey_ = nullptr;
    protocol::CardFacts person_;
    Result<void> judged_;
};

} // namespace jiujin::preview
