// What a journey needs from the world. Every call returns at once; answers come later, never from
// within the call, through the desks' own calls, with the number that the question carried.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/clock.h"
#include "platform/base/secret.h"
#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"

#include <functional>
#include <optional>

namespace jiujin::journey {

enum class CardPresence { Unknown, No, Yes };

// Why a device is not there now. outOfService: its program failed so often that it is tried rarely.
struct DeviceLoss {
    ErrorCode cause = ErrorCode::DriverLost;
    bool outOfService = false;
};

class CardReader {
public:
    virtual ~CardReader() = default;
    virtual void read(std::uint32_t call) = 0;
    virtual void cancel(std::uint32_t call) = 0;
};

class Printer {
public:
    virtual ~Printer() = default;
    virtual void askStatus() = 0;
    virtual void print(std::uint32_t call, Bytes pdf) = 0;
};

struct Reservation {
    std::string packetId, terminalId;
    std::uint64_t counter = 0;
    std::string caseNumber, lookupCode;
};

struct ReceiptFacts {
    std::string caseNumber;
    std::string code; // what the QR holds
    WallTime taken;
    ClockGrade grade = ClockGrade::Unknown;
};

// What became of a filing: signed for by the platform's inner zone, or set aside for staff.
enum class Delivery { Nothing, Waiting, Delivered, Aside };

// "ok" or an error's code each.
struct ServiceStatus {
    bool accepting = true;
    std::string outOfService{}, reader = "ok", printer = "ok";
    int queued = 0;
    std::int64_t oldestSeconds = 0;
    bool everInContact = false;
    Delivery delivery = Delivery::Nothing; // of what this visit filed
    std::string deliveryReason{};          // an error's code, or empty
    std::int64_t nextSeconds = 0;          // until the terminal tries again
    std::string rules = "ok";              // why they are not known to be the newest
};

class Terminal {
public:
    virtual ~Terminal() = default;
    virtual void reserve(std::uint32_t call) = 0;
    virtual void put(std::uint32_t call, const std::string& coreHeader, const Bytes& sealed) = 0;
    virtual void askStatus() = 0;
    // Somebody is being served, or nobody is.
    virtual void inUse(bool busy) = 0;
};

struct Filing;

// A printer of receipts on a roll, where the terminal has one. repeated: a part of it may have come
// out once already, and it says so.
class SlipPrinter {
public:
    virtual ~SlipPrinter() = default;
    virtual void print(std::uint32_t call, const ReceiptFacts& receipt, const Filing& filing,
                       bool repeated) = 0;
};

// What is filed: everything but what the reservation brings.
struct Filing {
    const matter::Matter* matter = nullptr; // none: a receipt of a lost visit
    protocol::CaseBody body;                // lookupCode comes with the reservation
};

struct SealedFiling {
    std::string coreHeader;
    Bytes sealed;
};

// Builds and seals the case document away from the screen's thread; `done` runs in that thread.
class Sealer {
public:
    virtual ~Sealer() = default;
    using Done = std::function<void(Result<SealedFiling>)>;
    virtual void seal(const Reservation& reservation, const Filing& filing, Done done) = 0;
};

// Receipt and Form are sheets; Slip is the receipt once more, on a roll.
enum class PaperKind { Receipt, Form, Slip };

// What is drawn on a sheet, away from the screen's thread. The receipt shows personal data masked,
// and none at all when `filing` has no matter. repeated: it may have come out once already, and
// says so.
class Papers {
public:
    virtual ~Papers() = default;
    using Done = std::function<void(Result<Bytes>)>;
    virtual void draw(PaperKind kind, const ReceiptFacts& receipt, const Filing& filing,
                      bool repeated, Done done) = 0;
    // Rows of '0' and '1' of the QR code, without quiet zone.
    virtual std::vector<std::string> codeRows(std::string_view code) = 0;
};

} // namespace jiujin::journey
