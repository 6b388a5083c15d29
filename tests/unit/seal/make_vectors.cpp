// make-vectors FOLDER: new keys, certificates, seal and signatures for platform/protocol/vectors,
// which is done when the protocol changes and never else.
#include "platform/seal/jws.h"
#include "platform/seal/one_time_key.h"
#include "tests/support/samples/samples.h"
#include "tests/unit/seal/vectors.h"

#include <cstdio>
#include <fstream>

using namespace jiujin;
using samples::must;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& file, std::string_view content) {
    std::ofstream out(file, std::ios::binary);
    if (!(out << content).flush())
        std::exit(1);
}

void writeKeys(const fs::path& folder, const samples::Pki& pki, const samples::Identity& witness) {
    fs::create_directories(folder / "keys");
    write(folder / "keys/root.pem", pki.root.pem());
    for (const auto& [name, identity] :
         {std::pair{"terminal", &pki.terminal}, std::pair{"seal", &pki.active},
          std::pair{"escrow", &pki.escrow}, std::pair{"acknowledge", &pki.acknowledge},
          std::pair{"credential", &pki.credential}, std::pair{"witness", &witness}}) {
        write(folder / "keys" / (std::string(name) + ".pem"), identity->certificate.pem());
        write(folder / "keys" / (std::string(name) + ".key"), identity->key.pem());
    }
}

// What is sealed in an ask and its reply; the one-time key is kept, as nobody should.
void writeAsk(const fs::path& folder, const samples::Pki& pki, const samples::Identity& witness) {
    const auto key = must(seal::PrivateKey::generate());
    write(folder / "keys/one-time.key", key.pem());
    const auto remade = [&](const char* name) {
        return tests::vectors::remade(folder).at(name);
    };
    const auto sign = [&](const std::string& name, const samples::Identity& signer) {
        const auto jws = must(seal::signJws(remade((name + ".json").c_str()), signer.key,
                                            signer.certificate.keyId().substr(0, 16)));
        write(folder / (name + ".jws"), jws);
        return jws;
    };
    sign("evidence", witness);
    write(folder / "ask-sealed.der",
          textOf(must(seal::sealTo({&pki.active.certificate, 1}, remade("request.json")))));
    const auto recipient = must(seal::recipientOf(seal::publicKeyOf(key)));
    write(folder / "reply-sealed.der",
          textOf(must(seal::sealTo({&recipient, 1}, sign("answer", pki.acknowledge)))));
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2)
        return 2;
    const fs::path folder = argv[1];
    const samples::Pki pki("Jiujin Test Vectors");
    const samples::Identity witness = pki.issue("witness", seal::Role::Witness);
    writeKeys(folder, pki, witness);
    writeAsk(folder, pki, witness);
    const seal::Certificate recipients[] = {pki.active.certificate, pki.escrow.certificate};
    const Bytes sealed = must(seal::sealTo(recipients, tests::vectors::document(folder)));
    write(folder / "sealed.der", textOf(sealed));
    const auto header =
        must(protocol::decodePacketHeader(tests::vectors::remade(folder).at("header.json")));
    write(
        folder / "packet.der",
        textOf(must(seal::signPacket(header, sealed, pki.terminal.certificate, pki.terminal.key))));
    const auto values = tests::vectors::remade(folder);
    for (const auto& [name, bytes] : values)
        write(folder / name, bytes);
    const auto sign = [&](const std::string& name, const samples::Identity& signer,
                          const std::string& keyId) {
        const auto jws = must(seal::signJws(values.at(name + ".json"), signer.key, keyId));
        write(folder / (name + ".jws"), jws);
        return jws;
    };
    const std::string acknowledger = pki.acknowledge.certificate.keyId();
    sign("acknowledgement", pki.acknowledge, acknowledger);
    sign("checkpoint", pki.acknowledge, acknowledger);
    write(folder / "receipt-code.txt",
          protocol::joinReceiptCode(sign("receipt", pki.terminal, {}),
                                    sign("credential", pki.credential,
                                         pki.credential.certificate.keyId().substr(0, 16))));
    return 0;
}
