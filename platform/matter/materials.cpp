#include "platform/matter/materials.h"

#include "platform/formats/contact.h"
#include "platform/matter/material_words.h"

#include <algorithm>
#include <array>

namespace jiujin::matter {

namespace {

using std::chrono::sys_days;

void close(MaterialVerdict& verdict, MaterialWay way, ClosedReason reason) {
    verdict.closed.push_back({way, reason, closedWords(reason)});
}

// Why a certificate does not stand for the material; nothing when it does.
std::optional<ClosedReason> certificateFault(const Certificate& certificate,
                                             std::optional<sys_days> today) {
    if (certificate.revoked)
        return ClosedReason::CertificateRevoked;
    if (certificate.level != TrustLevel::A && certificate.level != TrustLevel::B)
        return ClosedReason::CertificateTrust;
    if (!today)
        return certificate.from || certificate.until ? std::optional(ClosedReason::ClockUnknown)
                                                     : std::nullopt;
    if (certificate.from && *today < *certificate.from)
        return ClosedReason::CertificateNotYet;
    if (certificate.until && *today > *certificate.until)
        return ClosedReason::CertificateExpired;
    return std::nullopt;
}

// Of several bad ones the first tells the reason.
void judgeHeld(const Material& material, const MaterialFacts& facts, MaterialVerdict& verdict) {
    if (material.certificateType.empty())
        return;
    if (!facts.certificates)
        return close(verdict, MaterialWay::Held, ClosedReason::LibraryUnreachable);
    std::optional<ClosedReason> fault;
    for (const Certificate& each : *facts.certificates) {
        if (each.type != material.certificateType)
            continue;
        const auto found = certificateFault(each, facts.today);
        if (!found)
            return verdict.offers.push_back({MaterialWay::Held, heldWords(), {}});
        if (!fault)
            fault = found;
    }
    close(verdict, MaterialWay::Held, fault.value_or(ClosedReason::NoCertificate));
}

void judgeWaiver(const Material& material, CreditRecord credit, MaterialVerdict& verdict) {
    if (!material.creditWaiver)
        return;
    switch (credit) {
    case CreditRecord::Good:
        verdict.offers.push_back({MaterialWay::Waived, waivedWords(*material.creditWaiver), {}});
        return;
    case CreditRecord::Unreachable:
        return close(verdict, MaterialWay::Waived, ClosedReason::CreditUnreachable);
    case CreditRecord::Plain:
    case CreditRecord::Bad:
        return close(verdict, MaterialWay::Waived, ClosedReason::CreditNotGood);
    }
}

void judgeCommitment(const Material& material, CreditRecord credit, MaterialVerdict& verdict) {
    if (!material.hasWay("commit") || !material.commitment)
        return;
    if (material.commitment->notWithBadCredit && credit == CreditRecord::Bad)
        close(verdict, MaterialWay::Commit, ClosedReason::CreditBad);
    else
        verdict.offers.push_back({MaterialWay::Commit, commitWords(*material.commitment), {}});
}

Offer laterOffer(const Material& material, int workingDays, std::optional<sys_days> today,
                 const WorkingCalendar& calendar) {
    const auto deadline = today ? calendar.after(*today, workingDays) : std::nullopt;
    return {
        MaterialWay::Later,
        laterWords(material, workingDays, deadline ? formats::toIsoDate(*deadline) : std::string()),
        deadline};
}

void judgeLater(const Matter& matter, const Material& material, const MaterialFacts& facts,
                const WorkingCalendar& calendar, MaterialVerdict& verdict) {
    if (material.rank == MaterialRank::Main)
        return close(verdict, MaterialWay::Later, ClosedReason::MainMaterial);
    if (!material.hasWay("later"))
        return;
    const int workingDays = std::min(material.laterWorkingDays, matter.latestGap());
    if (facts.credit == CreditRecord::Bad)
        close(verdict, MaterialWay::Later, ClosedReason::CreditBad);
    else if (workingDays < 1)
        close(verdict, MaterialWay::Later, ClosedReason::PromiseTooShort);
    else
        verdict.offers.push_back(laterOffer(material, workingDays, facts.today, calendar));
}

// What cannot be scanned here is shown at a counter, also when the package knows no such way: who
// may neither commit nor hand in later still has one.
void judgeShown(const Material& material, bool scans, MaterialVerdict& verdict) {
    const bool scan = material.hasWay("scan");
    if (scan && scans)
        verdict.offers.push_back({MaterialWay::Scan, scanWords(material), {}});
    else if (scan)
        close(verdict, MaterialWay::Scan, ClosedReason::NoScanner);
    if (material.hasWay("bring") || (scan && !scans))
        verdict.offers.push_back({MaterialWay::Bring, bringWords(material), {}});
}

constexpr std::array<std::string_view, 6> names{"held",  "waived", "commit",
                                                "later", "scan",   "bring"};

} // namespace

std::string_view nameOf(MaterialWay way) {
    return names[static_cast<std::size_t>(way)];
}

std::optional<MaterialWay> wayFrom(std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? std::nullopt
                                : std::optional(static_cast<MaterialWay>(found - names.begin()));
}

const Offer* MaterialVerdict::offer(MaterialWay way) const {
    const auto found = std::find_if(offers.begin(), offers.end(),
                                    [way](const Offer& each) { return each.way == way; });
    return found == offers.end() ? nullptr : &*found;
}

bool isAsked(const Material& material, const protocol::Answers& answers) {
    return holds(material.when, answers);
}

MaterialVerdict judgeMaterial(const Matter& matter, const Material& material,
                              const MaterialFacts& facts, const WorkingCalendar& calendar) {
    MaterialVerdict verdict{material.id, {}, {}};
    judgeHeld(material, facts, verdict);
    if (verdict.offers.empty())
        judgeWaiver(material, facts.credit, verdict);
    if (!verdict.offers.empty())
        return verdict;
    judgeCommitment(material, facts.credit, verdict);
    judgeLater(matter, material, facts, calendar, verdict);
    judgeShown(material, facts.scans, verdict);
    return verdict;
}

std::vector<MaterialVerdict> judgeMaterials(const Matter& matter, const MaterialFacts& facts,
                                            const WorkingCalendar& calendar) {
    std::vector<MaterialVerdict> verdicts;
    for (const Material& material : matter.materials)
        verdicts.push_back(judgeMaterial(matter, material, facts, calendar));
    return verdicts;
}

} // namespace jiujin::matter
