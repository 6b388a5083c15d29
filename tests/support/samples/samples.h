// A PKI, an invented person's case and packets made of them.
#pragma once

#include "platform/protocol/case_document.h"
#include "platform/protocol/receipt.h"
#include "platform/seal/certificate.h"
#include "platform/seal/envelope.h"
#include "platform/seal/packet_signature.h"

#include <cstdlib>

namespace jiujin::samples {

inline constexpr std::string_view terminalId = "330105-A017";

// The value of a Result that a test takes for granted; stops the test when it is an error.
template <typename T>
T must(Result<T> result) {
    if (!result.ok())
        std::abort();
    return std::move(result).value();
}

// 2026-11-22T04:00:00.000Z: every certificate below is valid then, unless said otherwise.
WallTime noon();

struct Identity {
    seal::Certificate certificate;
    seal::PrivateKey key;
};

struct Pki {
    explicit Pki(std::string_view rootName = "Test Root");

    Identity issue(std::string_view name, seal::Role role) const;
    Identity issue(std::string_view name, seal::Role role, seal::Validity validity) const;

    seal::PrivateKey rootKey;
    seal::Certificate root;
    Identity terminal, active, escrow, acknowledge, credential;
};

// Answers and card of 张某某, who does not exist; every field is as decodeDocument() wants it.
protocol::CaseBody body();

// A terminal as it files: its identity, and whom it seals to.
struct Terminal {
    Identity identity;
    seal::Certificate active, escrow;
};
Terminal terminalOf(const Pki& pki);
protocol::CoreHeader coreHeader(const Terminal& terminal, std::uint64_t counter);
// From the folder that `jiujin-platform init` made for it.
Terminal terminalIn(const std::filesystem::path& folder);

struct Filing {
    protocol::PacketHeader header;
    Secret document;
    Bytes sealed, packet;
};
// Sealed to active and escrow, signed by the terminal.
Filing file(const Terminal& terminal, const protocol::CaseBody& body, std::uint64_t counter = 1);
// The same with a core header of the test's making; bodyDigest is filled in.
Filing file(const Terminal& terminal, const protocol::CaseBody& body, protocol::CoreHeader core);
// And with the place of its receipt in the terminal's chain; header.receiptDigest is true then.
Filing file(const Terminal& terminal, const protocol::CaseBody& body, protocol::CoreHeader core,
            const protocol::ReceiptPlace& place);
Filing file(const Pki& pki, const protocol::CaseBody& body, std::uint64_t counter = 1);

protocol::ReceiptClaims claims();
// Good for a day before and after noon().
protocol::TerminalCredential credential(const Pki& pki);
std::string receiptCode(const Pki& pki);
std::string receiptCode(const Pki& pki, const protocol::ReceiptClaims& claims,
                        const protocol::TerminalCredential& credential);

} // namespace jiujin::samples
