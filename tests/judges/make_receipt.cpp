// make-receipt FOLDER: writes root.pem, other-root.pem, credential.pem and code, as jiujin-platform
// init and a terminal would, for a judge that shares no code with them.
#include "platform/seal/jws.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

using namespace jiujin;

namespace {

template <typename T>
T must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().text().c_str());
        std::exit(1);
    }
    return std::move(*result);
}

void write(const std::string& path, std::string_view text) {
    std::ofstream out(path, std::ios::binary);
    if (!(out << text).flush())
        std::exit(1);
}

protocol::ReceiptClaims claimsAt(WallTime time) {
    protocol::ReceiptClaims claims;
    claims.terminalId = "110105-A017";
    claims.counter = 1;
    claims.caseNumber = "110105-A017-0000001-F";
    claims.packetId = "0192f0c1-2345-7abc-8def-0123456789ab";
    claims.sealedDigest = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";
    claims.lookupCode = "0123456789ABCDEF";
    claims.taken = {time, ClockGrade::Network};
    return claims;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2)
        return 2;
    const std::string folder = argv[1];
    SystemClock clock;
    const WallTime now = clock.wall().time;
    const seal::Validity validity{now - std::chrono::hours(1), now + std::chrono::hours(24)};
    const auto rootKey = must(seal::PrivateKey::generate());
    const auto credentialKey = must(seal::PrivateKey::generate());
    const auto terminalKey = must(seal::PrivateKey::generate());
    const auto root = must(seal::issueRoot(rootKey, "root", validity));
    const auto issued = [&](const seal::PrivateKey& key, std::string_view name, seal::Role role) {
        return must(seal::issueLeaf(root, rootKey, key, name, role, validity));
    };
    const auto credential = issued(credentialKey, "credential", seal::Role::Credential);
    const auto terminal = issued(terminalKey, "110105-A017", seal::Role::Terminal);
    const protocol::TerminalCredential word{"110105-A017", toBase64Url(terminal.publicKey()),
                                            validity.from, validity.until};
    const auto wordJws =
        must(seal::signJws(protocol::encode(word), credentialKey, credential.keyId()));
    const auto receiptJws = must(seal::signJws(protocol::encode(claimsAt(now)), terminalKey,
                                               terminal.keyId().substr(0, 16)));
    write(folder + "/root.pem", root.pem());
    write(folder + "/other-root.pem", must(seal::issueRoot(credentialKey, "root", validity)).pem());
    write(folder + "/credential.pem", credential.pem());
    write(folder + "/code", protocol::joinReceiptCode(receiptJws, wordJws));
    return 0;
}
