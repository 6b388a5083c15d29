// The folder that enrolment left on the terminal (`jiujin-platform init --terminal-out`):
//   device.key  device.pem  credential.jws  platform.url  root.pem
//   trust/seal.pem  trust/escrow.pem  trust/acknowledge.pem  trust/credential.pem
#pragma once

#include "platform/seal/jws.h"

namespace jiujin::keys {

struct Enrolment {
    seal::PrivateKey deviceKey;
    seal::Certificate device, root, acknowledge;
    std::string credential;  // JWS, the tail of every receipt's code
    std::string platformUrl; // "https://host:port", no path
};

// Everything is checked at the start, so that a wrong file is named then and not in front of a
// citizen: key fits certificate, each certificate up to the root and for its role, the credential
// for this key and name. With a clock of grade Unknown, times of validity are not held against
// anyone. FileUnreadable, KeyUnreadable, KeyMismatch, Certificate…, Token…, SettingsInvalid.
Result<Enrolment> loadEnrolment(const std::filesystem::path& folder, GradedTime now);

// https and a host, no path: the paths are the protocol's. SettingsInvalid.
Result<void> checkPlatformUrl(std::string_view url);

// verifyLeaf at `now`; a clock of grade Unknown knows nothing and accuses nobody of being late.
Result<void> verifyTrusted(const seal::Certificate& leaf, const seal::Certificate& root,
                           seal::Role role, GradedTime now);

} // namespace jiujin::keys
