#include "tests/simulation/signed.h"

#include "app/terminal/keys/device_keys.h"
#include "app/terminal/sync/signed_words.h"
#include "app/visit/case/seal_case.h"
#include "platform/base/uuid.h"
#include "platform/matter/check.h"
#include "platform/server/casework/inner_zone.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/enrolment/enrolment_folder.h"

namespace jiujin::simulation {

namespace {

using enrolment::must;

constexpr std::chrono::days youngest{100}; // how long the certificates have been good

struct Keys {
    explicit Keys(WallTime firstDay)
        : pki(firstDay - youngest),
          recipients({pki.root, pki.sealing.certificate, pki.escrow.certificate}) {}

    keys::Enrolment enrolment() const {
        return {pki.device.key,
                pki.device.certificate,
                pki.root,
                pki.acknowledge.certificate,
                pki.credentialFor(pki.device.certificate, terminalId),
                "https://platform.test",
                pki.validity.until};
    }
    server::InnerKeys inner() const {
        return {{pki.sealing.certificate, pki.sealing.key},
                {pki.acknowledge.certificate, pki.acknowledge.key},
                pki.root};
    }

    const enrolment::TestPki pki;
    const filing::TrustedRecipients recipients;
    const matter::Matter matter = tests::pensionMatter();
    const protocol::CaseBody body = tests::sampleBody(matter, tests::personCard("zhang"));
};

class SignedParties : public Parties {
public:
    SignedParties(std::shared_ptr<const Keys> keys, const Clock& clock)
        : keys_(std::move(keys)),
          clock_(clock),
          device_(keys_->enrolment()),
          words_(device_.enrolment(), clock),
          intake_(keys_->pki.root, clock),
          inner_(keys_->inner(), {tests::catalogueOf({keys_->matter}), tests::legalCalendar()},
                 clock) {}

    const outbox::Notary& notary() const override { return device_; }
    const sync::Words& words() const override { return words_; }
    const sync::CheckpointWords& checkpointWords() const override { return words_; }
    const server::Intake& intake() const override { return intake_; }
    const server::Examiner& examiner() const override { return inner_; }
    const server::BlobChecker& blobChecker() const override { return inner_; }
    Filing file(const outbox::Reservation& numbers, Dice& dice, bool bad) const override;
    bool takesMaterials() const override { return false; }
    std::string sign(const protocol::Checkpoint& checkpoint) const override {
        const enrolment::Identity& key = keys_->pki.acknowledge;
        return must(
            seal::signJws(encode(checkpoint), key.key, key.certificate.keyId().substr(0, 16)));
    }
    std::chrono::hours longestSwing() const override { return std::chrono::hours(48); }

private:
    const std::shared_ptr<const Keys> keys_;
    const Clock& clock_;
    const keys::DeviceKeys device_;
    const sync::SignedWords words_;
    const server::PacketIntake intake_;
    const server::InnerZone inner_;
};

// What is bad was sealed under another packet's id: only who opens it can see that.
Filing SignedParties::file(const outbox::Reservation& numbers, Dice&, bool bad) const {
    protocol::CaseBody body = keys_->body;
    body.filed = clock_.wall();
    for (protocol::MaterialState& material : body.materials)
        if (!material.dueDate.empty())
            material.dueDate =
                tests::legalCalendar().dateAfter(matter::localDay(body.filed.time),
                                                 keys_->matter.materials.front().laterWorkingDays);
    tests::signAgain(keys_->matter, body);
    const filing::Numbers filed{bad ? newUuid7(body.filed.time) : numbers.packetId,
                                numbers.terminalId, numbers.counter, numbers.caseNumber,
                                numbers.lookupCode};
    auto sealed = must(
        filing::sealCase(keys_->matter, body, filed, keys_->recipients, tests::legalCalendar()));
    auto header = must(protocol::decodeCoreHeader(sealed.coreHeader));
    header.packetId = numbers.packetId;
    return {encode(header), std::move(sealed.sealed)};
}

} // namespace

MakeParties signedParties(WallTime firstDay) {
    return [keys = std::make_shared<const Keys>(firstDay)](const Clock& clock) {
        return std::make_unique<SignedParties>(keys, clock);
    };
}

} // namespace jiujin::simulation
