// The folder that enrolment left on the terminal (`jiujin-platform init --terminal-out`):
//   device.key  device.pem  credential.jws  platform.url  root.pem
//   revoked.pem (if there is one: a revocation list of the root)
//   operators/*.pem (if there are any: operator_register.h)
//   trust/seal.pem  trust/escrow.pem  trust/acknowledge.pem  trust/credential.pem
#pragma once

#include "platform/seal/jws.h"
#include "platform/seal/revocations.h"

namespace jiujin::keys {

struct Enrolment {
    seal::PrivateKey deviceKey;
    seal::Certificate device, root, acknowledge;
    std::string credential;      // JWS, the tail of every receipt's code
    std::string platformUrl;     // "https://host:port", no path
    WallTime filingUntil;        // the earliest end of all the certificates here
    seal::Revocations revoked{}; // of the enrolment's file, and what is newer
    // Seal, escrow and credential certificate: what is filed here rests on them.
    std::vector<seal::Certificate> restingOn{};
};

// Everything is checked at the start, so that a wrong file is named then and not in front of a
// citizen: key fits certificate, each certificate up to the root and for its role, the credential
// for this key and name. A certificate that has ended is no mistake here: the terminal may still
// deliver what it holds. FileUnreadable, KeyUnreadable, KeyMismatch, Certificate…, Token…,
// SettingsInvalid.
Result<Enrolment> loadEnrolment(const std::filesystem::path& folder, GradedTime now);

// Whether the terminal may take new cases. TerminalExpired, TerminalRevoked; PlatformRevoked when
// one of those is that it would seal to, or that vouches for its receipts.
Result<void> mayFile(const Enrolment& enrolment, GradedTime now);

// https and a host, no path: the paths are the protocol's. SettingsInvalid.
Result<void> checkPlatformUrl(std::string_view url);

// verifyLeaf at `now`. A clock of grade Unknown accuses nobody of being early, and of being late
// only when even the time that it is sure of is beyond the end.
Result<void> verifyTrusted(const seal::Certificate& leaf, const seal::Certificate& root,
                           seal::Role role, GradedTime now);

} // namespace jiujin::keys
