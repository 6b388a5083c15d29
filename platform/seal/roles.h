// How a role stands in a certificate: an extended key usage of its own below a UUID's arc (ITU-T
// X.667), plus the usage that TLS asks for where the certificate is used for TLS.
#pragma once

#include "platform/seal/certificate.h"
#include "platform/seal/openssl.h"

#include <array>

namespace jiujin::seal {

struct RoleMark {
    Role role;
    const char* oid;
    int tlsUsage; // NID, or NID_undef
};

inline constexpr auto roleMarks = std::to_array<RoleMark>({
    {Role::Server, "2.25.257061233134196493375598798290885342647.1", NID_server_auth},
    {Role::Terminal, "2.25.257061233134196493375598798290885342647.2", NID_client_auth},
    {Role::Seal, "2.25.257061233134196493375598798290885342647.3", NID_undef},
    {Role::Acknowledge, "2.25.257061233134196493375598798290885342647.4", NID_undef},
    {Role::Credential, "2.25.257061233134196493375598798290885342647.5", NID_undef},
    {Role::Inner, "2.25.257061233134196493375598798290885342647.6", NID_client_auth},
    {Role::Witness, "2.25.257061233134196493375598798290885342647.7", NID_undef},
    {Role::Operator, "2.25.257061233134196493375598798290885342647.8", NID_undef},
    {Role::CatalogueRoot, "2.25.257061233134196493375598798290885342647.9", NID_undef},
    {Role::Catalogue, "2.25.257061233134196493375598798290885342647.10", NID_undef},
    {Role::Timestamp, "2.25.257061233134196493375598798290885342647.11", NID_undef},
});

} // namespace jiujin::seal
