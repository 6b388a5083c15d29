// How an applicant may meet each material of a matter, and why: held as an e-certificate, waived,
// committed to, to come later, scanned or shown. Pure: what is known of the person is handed in, so
// that the terminal without a network and the centre with one decide alike, and the same words
// stand on the screen and on the receipt.
//
// Rules: trust levels 国办函〔2016〕108号; 容缺 by local rules such as 深圳's (secondary materials
// only, at least two working days before the promised time, not with a bad credit record until it
// is repaired); 告知承诺 国办发〔2020〕42号. All read in copies, none compared with the original.
#pragma once

#include "platform/matter/matter.h"
#include "platform/matter/working_calendar.h"

namespace jiujin::matter {

// A produced by the issuing body; B checked against the original by staff; C uploaded by its
// holder, the original is still to be seen; D the holder's own word.
enum class TrustLevel { A, B, C, D };

// A certificate of this very person, as the library that keeps it states it: no seal is verified
// here. Others are not handed in.
struct Certificate {
    std::string type; // as Material::certificateType
    TrustLevel level = TrustLevel::D;
    std::optional<std::chrono::sys_days> from, until; // first and last day; nothing: without bound
    bool revoked = false;
};

// Plain: a record that is neither. A bad record that was repaired is not Bad. Unreachable: nobody
// answered, which is held against no one and earns nothing.
enum class CreditRecord { Good, Plain, Bad, Unreachable };

struct MaterialFacts {
    std::optional<std::chrono::sys_days> today{};           // nothing: the clock is unknown
    std::optional<std::vector<Certificate>> certificates{}; // nothing: the library did not answer
    CreditRecord credit = CreditRecord::Unreachable;
    bool scans = false; // pages can be scanned here; no terminal does it yet
};

// "held", "waived", "commit", "later", "scan", "bring"
enum class MaterialWay { Held, Waived, Commit, Later, Scan, Bring };
std::string_view nameOf(MaterialWay way);
std::optional<MaterialWay> wayFrom(std::string_view name);

struct Offer {
    MaterialWay way;
    Words words; // one line, for screen and receipt
    // Of Later: the last day; nothing when it cannot be computed now, the words then say how many
    // working days.
    std::optional<std::chrono::sys_days> deadline;
};

enum class ClosedReason {
    LibraryUnreachable,
    NoCertificate,
    CertificateRevoked,
    CertificateTrust, // C or D
    CertificateNotYet,
    CertificateExpired,
    ClockUnknown, // a certificate with an end cannot be judged
    CreditUnreachable,
    CreditNotGood,
    CreditBad,
    MainMaterial,
    PromiseTooShort,
    NoScanner,
};

// A way that the matter has, and why this person cannot take it now. For the applicant's own
// screen: it may speak of the credit record, so it is never printed or logged.
struct ClosedWay {
    MaterialWay way;
    ClosedReason reason;
    Words words;
};

struct MaterialVerdict {
    std::string id;
    // Least trouble first, never empty. Held or waived stands alone: what is known is not asked.
    std::vector<Offer> offers;
    std::vector<ClosedWay> closed; // a main one that is still asked says that it cannot come later

    // Nothing when the way is not offered.
    const Offer* offer(MaterialWay way) const;
    // Nothing is left to choose or to do.
    bool spared() const {
        return offers.front().way == MaterialWay::Held || offers.front().way == MaterialWay::Waived;
    }
};

// Whether the answers make the matter ask for it at all; who is not asked has no way to choose.
bool isAsked(const Material& material, const protocol::Answers& answers);

MaterialVerdict judgeMaterial(const Matter& matter, const Material& material,
                              const MaterialFacts& facts, const WorkingCalendar& calendar);
// In the matter's order, asked for or not.
std::vector<MaterialVerdict> judgeMaterials(const Matter& matter, const MaterialFacts& facts,
                                            const WorkingCalendar& calendar);

} // namespace jiujin::matter
