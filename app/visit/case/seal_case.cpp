#include "app/visit/case/seal_case.h"

#include "app/visit/case/strokes.h"
#include "platform/base/uuid.h"
#include "platform/formats/case_number.h"
#include "platform/matter/check.h"
#include "platform/seal/envelope.h"

#include <algorithm>

namespace jiujin::filing {

namespace {

constexpr std::size_t saltBytes = 32;

Result<void> checkNumbers(const Numbers& numbers) {
    const auto number = formats::CaseNumber::parse(numbers.caseNumber);
    if (!number)
        return number.error();
    const bool fit = isUuid7(numbers.packetId) && number->text() == numbers.caseNumber &&
                     numbers.terminalId == number->division + "-" + number->terminal;
    if (!fit)
        return Error(ErrorCode::TokenMalformed, "packet id, case number and terminal disagree");
    return {};
}

std::vector<seal::Certificate> leavesOf(const Recipients& recipients) {
    std::vector<seal::Certificate> leaves{recipients.active};
    if (recipients.escrow)
        leaves.push_back(*recipients.escrow);
    return leaves;
}

Result<void> verifyIssue(const std::vector<seal::Certificate>& leaves,
                         const seal::Certificate& root) {
    for (const auto& leaf : leaves)
        JIUJIN_TRY(seal::verifyIssue(leaf, root, seal::Role::Seal));
    return {};
}

protocol::CoreHeader headerOf(const Numbers& numbers,
                              const std::vector<seal::Certificate>& leaves) {
    protocol::CoreHeader header;
    header.packetId = numbers.packetId;
    header.terminalId = numbers.terminalId;
    header.counter = numbers.counter;
    header.caseNumber = numbers.caseNumber;
    for (const auto& leaf : leaves)
        header.recipientKeyIds.push_back(leaf.keyId());
    return header;
}

} // namespace

TrustedRecipients::TrustedRecipients(const Recipients& recipients)
    : root_(recipients.root), leaves_(leavesOf(recipients)), issue_(verifyIssue(leaves_, root_)) {}

Result<std::vector<seal::Certificate>> TrustedRecipients::at(GradedTime now) const {
    JIUJIN_TRY(issue_);
    for (const auto& leaf : leaves_) {
        const WallTime day =
            now.grade == ClockGrade::Unknown ? std::max(now.time, leaf.validFrom()) : now.time;
        JIUJIN_TRY(seal::verifyTime(leaf, root_, day));
    }
    return leaves_;
}

Result<SealedCase> sealCase(const matter::Matter& matter, protocol::CaseBody body,
                            const Numbers& numbers, const TrustedRecipients& recipients,
                            const matter::WorkingCalendar& calendar) {
    JIUJIN_TRY(checkNumbers(numbers));
    body.lookupCode = numbers.lookupCode;
    JIUJIN_TRY(parseStrokes(body.signature.strokes));
    const auto faults = matter::checkCase(matter, body, std::nullopt, calendar);
    if (!faults.empty())
        return Error(faults.front().code, "case: " + faults.front().id);
    JIUJIN_TRY_ASSIGN(const auto leaves, recipients.at(body.filed));

    protocol::CoreHeader header = headerOf(numbers, leaves);
    const Bytes salt = randomBytes(saltBytes);
    const Secret plain = protocol::encode(body);
    header.bodyDigest = protocol::bodyDigest(salt, plain);
    const Secret document = protocol::encodeDocument(header, plain, salt);
    JIUJIN_TRY_ASSIGN(Bytes sealed, seal::sealTo(leaves, document.expose()));
    return SealedCase{protocol::encode(header), std::move(sealed)};
}

} // namespace jiujin::filing
