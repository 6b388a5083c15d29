#include "tests/support/samples/samples.h"

#include "platform/base/uuid.h"
#include "platform/formats/case_number.h"
#include "platform/seal/envelope.h"
#include "platform/seal/jws.h"

namespace jiujin::samples {

namespace {

seal::Validity usual() {
    return {noon() - std::chrono::days(30), noon() + std::chrono::days(365)};
}

std::string numberOf(std::string_view terminal, std::uint64_t counter) {
    return must(formats::caseNumberOf(terminal, static_cast<std::uint32_t>(counter))).text();
}

} // namespace

WallTime noon() {
    return must(fromRfc3339("2026-11-22T04:00:00.000Z"));
}

Pki::Pki(std::string_view rootName)
    : rootKey(must(seal::PrivateKey::generate())),
      root(must(seal::issueRoot(rootKey, rootName, usual()))),
      terminal(issue(terminalId, seal::Role::Terminal)),
      active(issue("seal-active", seal::Role::Seal)),
      escrow(issue("seal-escrow", seal::Role::Seal)),
      acknowledge(issue("acknowledge", seal::Role::Acknowledge)),
      credential(issue("credential", seal::Role::Credential)) {}

Identity Pki::issue(std::string_view name, seal::Role role) const {
    return issue(name, role, usual());
}

Identity Pki::issue(std::string_view name, seal::Role role, seal::Validity validity) const {
    seal::PrivateKey key = must(seal::PrivateKey::generate());
    return {must(seal::issueLeaf(root, rootKey, key, name, role, validity)), key};
}

protocol::CaseBody body() {
    using protocol::Source;
    protocol::CaseBody body;
    body.lookupCode = "0123456789ABCDEF";
    body.matterCode = "sample-matter";
    body.matterVersion = "1";
    body.language = "zh_CN";
    body.consentVersion = "1";
    body.filed = {noon(), ClockGrade::Network};
    // The number is the example of GB 11643.
    body.applicant = {"resident",
                      Secret("张某某"),
                      Secret("11010519491231002X"),
                      Secret("女"),
                      Secret("汉"),
                      Secret("1949-12-31"),
                      Secret("某某省某某市某某区某某路1号"),
                      Secret("某某市公安局"),
                      Secret("2020-01-01"),
                      Secret("长期")};
    body.answers.emplace("name", Secret("张某某"));
    body.answers.emplace("mobile", Secret("13800000002"));
    body.provenance = {{"mobile", Source::Citizen}, {"name", Source::Card}};
    body.materials = {{"photo", "bring", "", ""}, {"hukou", "later", "2026-12-06", ""}};
    body.signature = {seal::digestOf(viewOf("what was shown")), Secret("1,1 2,2;3,3 4,4")};
    return body;
}

Terminal terminalOf(const Pki& pki) {
    return {pki.terminal, pki.active.certificate, pki.escrow.certificate};
}

Terminal terminalIn(const std::filesystem::path& folder) {
    const auto certificate = [&](const char* name) {
        return must(seal::Certificate::fromFile(folder / name));
    };
    return {{certificate("device.pem"), must(seal::PrivateKey::fromFile(folder / "device.key"))},
            certificate("trust/seal.pem"),
            certificate("trust/escrow.pem")};
}

protocol::CoreHeader coreHeader(const Terminal& terminal, std::uint64_t counter) {
    protocol::CoreHeader core;
    core.packetId = newUuid7(noon());
    core.terminalId = terminal.identity.certificate.commonName();
    core.counter = counter;
    core.caseNumber = numberOf(core.terminalId, counter);
    core.recipientKeyIds = {terminal.active.keyId(), terminal.escrow.keyId()};
    return core;
}

Filing file(const Pki& pki, const protocol::CaseBody& body, std::uint64_t counter) {
    return file(terminalOf(pki), body, counter);
}

Filing file(const Terminal& terminal, const protocol::CaseBody& body, std::uint64_t counter) {
    return file(terminal, body, coreHeader(terminal, counter));
}

namespace {

Filing sealed(const Terminal& terminal, const protocol::CaseBody& body, protocol::CoreHeader core) {
    const Bytes salt = randomBytes(32);
    const Secret bodyJson = protocol::encode(body);
    core.bodyDigest = protocol::bodyDigest(salt, bodyJson);
    Filing filing;
    filing.document = protocol::encodeDocument(core, bodyJson, salt);
    const seal::Certificate recipients[] = {terminal.active, terminal.escrow};
    filing.sealed = must(seal::sealTo(recipients, filing.document.expose()));
    filing.header = {core, seal::digestOf(filing.sealed), seal::digestOf(viewOf("receipt"))};
    return filing;
}

Filing signedBy(const Terminal& terminal, Filing filing) {
    filing.packet = must(seal::signPacket(filing.header, filing.sealed,
                                          terminal.identity.certificate, terminal.identity.key));
    return filing;
}

} // namespace

Filing file(const Terminal& terminal, const protocol::CaseBody& body, protocol::CoreHeader core) {
    return signedBy(terminal, sealed(terminal, body, std::move(core)));
}

Filing file(const Terminal& terminal, const protocol::CaseBody& body, protocol::CoreHeader core,
            const protocol::ReceiptPlace& place) {
    Filing filing = sealed(terminal, body, std::move(core));
    const protocol::CoreHeader& own = filing.header.core;
    filing.header.place = place;
    filing.header.receiptDigest = seal::digestOf(viewOf(encode(protocol::ReceiptClaims{
        own.terminalId, own.counter, own.caseNumber, own.packetId, filing.header.sealedDigest,
        place.before, body.lookupCode, place.taken})));
    return signedBy(terminal, std::move(filing));
}

protocol::ReceiptClaims claims() {
    return {std::string(terminalId),
            7,
            numberOf(terminalId, 7),
            newUuid7(noon()),
            seal::digestOf(viewOf("sealed")),
            seal::digestOf(viewOf("the receipt before")),
            "0123456789ABCDEF",
            {noon(), ClockGrade::Network}};
}

protocol::TerminalCredential credential(const Pki& pki) {
    return {std::string(terminalId), toBase64Url(pki.terminal.certificate.publicKey()),
            noon() - std::chrono::days(1), noon() + std::chrono::days(1)};
}

std::string receiptCode(const Pki& pki, const protocol::ReceiptClaims& claims,
                        const protocol::TerminalCredential& credential) {
    const std::string keyId = pki.credential.certificate.keyId().substr(0, 16);
    return protocol::joinReceiptCode(
        must(seal::signJws(encode(claims), pki.terminal.key, {})),
        must(seal::signJws(encode(credential), pki.credential.key, keyId)));
}

std::string receiptCode(const Pki& pki) {
    return receiptCode(pki, claims(), credential(pki));
}

} // namespace jiujin::samples
