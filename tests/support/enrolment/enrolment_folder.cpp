#include "tests/support/enrolment/enrolment_folder.h"

#include <fstream>

namespace jiujin::enrolment {

TestPki::TestPki(WallTime now)
    : validity{now - std::chrono::hours(24), now + std::chrono::hours(24 * 365)},
      rootKey(must(seal::PrivateKey::generate())),
      root(must(seal::issueRoot(rootKey, "Test Root", validity))),
      device(issue(terminalId, seal::Role::Terminal)),
      sealing(issue("seal", seal::Role::Seal)),
      escrow(issue("escrow", seal::Role::Seal)),
      acknowledge(issue("acknowledge", seal::Role::Acknowledge)),
      credential(issue("credential", seal::Role::Credential)),
      server(issue("localhost", seal::Role::Server)) {}

Identity TestPki::issue(std::string_view name, seal::Role role) const {
    return issue(name, role, validity);
}

Identity TestPki::issue(std::string_view name, seal::Role role, seal::Validity other) const {
    seal::PrivateKey key = must(seal::PrivateKey::generate());
    return {must(seal::issueLeaf(root, rootKey, key, name, role, other)), key};
}

std::string TestPki::credentialFor(const seal::Certificate& subject,
                                   std::string_view terminal) const {
    const protocol::TerminalCredential claims{
        std::string(terminal), toBase64Url(subject.publicKey()), validity.from, validity.until};
    return must(seal::signJws(encode(claims), credential.key, credential.certificate.keyId()));
}

void writeFile(const std::filesystem::path& file, std::string_view content) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
}

void writeKey(const std::filesystem::path& file, const seal::PrivateKey& key) {
    writeFile(file, key.pem());
    std::filesystem::permissions(file, std::filesystem::perms::owner_read |
                                           std::filesystem::perms::owner_write);
}

void writeEnrolment(const std::filesystem::path& folder, const TestPki& pki, std::string_view url) {
    writeKey(folder / "device.key", pki.device.key);
    writeFile(folder / "device.pem", pki.device.certificate.pem());
    writeFile(folder / "root.pem", pki.root.pem());
    writeFile(folder / "trust/seal.pem", pki.sealing.certificate.pem());
    writeFile(folder / "trust/escrow.pem", pki.escrow.certificate.pem());
    writeFile(folder / "trust/acknowledge.pem", pki.acknowledge.certificate.pem());
    writeFile(folder / "trust/credential.pem", pki.credential.certificate.pem());
    writeFile(folder / "credential.jws", pki.credentialFor(pki.device.certificate, terminalId));
    writeFile(folder / "platform.url", std::string(url) + "\n");
}

} // namespace jiujin::enrolment
