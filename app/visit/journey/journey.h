// One visit, without a screen: where it stands, what was read, typed, chosen and signed, what was
// filed and printed. Runs in one thread; time comes from the injected clock through tick().
#pragma once

#include "app/visit/journey/flow.h"
#include "app/visit/journey/ports.h"

namespace jiujin::journey {

enum class Part {
    Page,
    Time,
    Leave,
    Message,
    Status,
    Card,
    Matter,
    Form,
    Materials,
    Signature,
    Paper
};

enum class CardState { Waiting, Reading, Read, Failed };
enum class PaperState { Idle, Waiting, Printing, Printed, Failed, Unsure, Skipped };

struct ReviewRow {
    std::string group, label;
    Secret value;
    bool fromCard = false;
};

struct Ports {
    const Clock& clock;
    CardReader& reader;
    Printer& printer;
    Terminal& terminal;
    Sealer& sealer;
    Papers& papers;
};

class Journey;

} // namespace jiujin::journey
