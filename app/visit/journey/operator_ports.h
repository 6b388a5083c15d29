// What the operator's desk needs from the world. As with the other ports every call returns at once
// and is answered later, through the desk's own calls, with its number.
#pragma once

#include "app/visit/journey/ports.h"

namespace jiujin::journey {

// How the reader of operators' cards is.
struct CardSlot {
    CardPresence presence = CardPresence::Unknown;
    bool operatorCard = false; // it is known to be one
    bool otherCard = false;    // it is known to be of another kind
    std::optional<ErrorCode> fault{};
};

class OperatorCard {
public:
    virtual ~OperatorCard() = default;
    virtual void askStatus() = 0;
    // The certificate of the card that is there.
    virtual void read(std::uint32_t call) = 0;
    virtual void sign(std::uint32_t call, const Secret& pin, const Bytes& digest) = 0;
};

// jiujin-terminal, which alone decides who is an operator.
class OperatorGate {
public:
    virtual ~OperatorGate() = default;
    virtual void begin(std::uint32_t call) = 0;
    virtual void prove(std::uint32_t call, const Bytes& certificate, const Bytes& signature) = 0;
    virtual void askReport(std::uint32_t call) = 0;
    // One of the changes that a technician makes: "device confirm idcard".
    virtual void change(std::uint32_t call, const std::string& line) = 0;
    virtual void leave() = 0;
};

struct OperatorPorts {
    OperatorCard& card;
    OperatorGate& gate;
};

// A device of the terminal; -1: not known.
struct DeviceFacts {
    std::string name, deviceClass, module;
    std::string health = "ok"; // or an error's code
    bool outOfService = false;
    std::string identity{};
    std::int64_t sheets = -1, sheetsLeft = -1, daysLeft = -1, tonerLeft = -1, openEntries = 0;
};

// A sheet of which nobody knows what became, until somebody has looked.
struct OpenSheet {
    std::int64_t number = 0;
    std::string device, since; // RFC 3339
};

// How the terminal is, as an operator wants to know it. Codes are errors', or empty.
struct OperatorReport {
    std::string terminalId, outOfService;
    std::vector<DeviceFacts> devices;
    std::vector<OpenSheet> openSheets;
    std::vector<std::string> unlisted; // "storage 0781:5567"
    std::int64_t queued = 0, aside = 0, oldestSeconds = 0;
    std::string lastContact; // RFC 3339, or empty
    std::string syncProblem;
    ClockGrade clock = ClockGrade::Unknown;
};

} // namespace jiujin::journey
