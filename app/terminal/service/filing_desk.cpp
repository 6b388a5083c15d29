#include "app/terminal/service/filing_desk.h"

namespace jiujin::service {

namespace {

QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

ByteView viewOf(const QByteArray& bytes) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.constData()),
            static_cast<std::size_t>(bytes.size())};
}

Result<LinkReservation> linked(const Result<outbox::Reservation>& reservation) {
    if (!reservation)
        return reservation.error();
    return LinkReservation(textOf(reservation->packetId), textOf(reservation->terminalId),
                           reservation->counter, textOf(reservation->caseNumber),
                           textOf(reservation->lookupCode));
}

Result<LinkReceipt> linked(const Result<outbox::StoredReceipt>& receipt) {
    if (!receipt)
        return receipt.error();
    return LinkReceipt(textOf(receipt->caseNumber), textOf(receipt->code),
                       textOf(toRfc3339(receipt->taken)), textOf(nameOf(receipt->grade)));
}

} // namespace

FilingDesk::FilingDesk(outbox::Outbox& outbox, MayFile mayFile, Status status,
                       std::function<void()> stored)
    : outbox_(outbox),
      mayFile_(std::move(mayFile)),
      status_(std::move(status)),
      stored_(std::move(stored)) {
    // One after the other, in the order they were asked.
    thread_.setMaxThreadCount(1);
}

FilingDesk::~FilingDesk() {
    thread_.waitForDone();
}

template <typename Work, typename Answer>
void FilingDesk::run(Work work, Answer answer) {
    thread_.start([this, work = std::move(work), answer = std::move(answer)] {
        const auto result = linked(work());
        QMetaObject::invokeMethod(
            this, [answer, result] { answer(result); }, Qt::QueuedConnection);
    });
}

void FilingDesk::reserve(std::function<void(Result<LinkReservation>)> answer) {
    run(
        [this]() -> Result<outbox::Reservation> {
            JIUJIN_TRY(mayFile_());
            return outbox_.reserve();
        },
        std::move(answer));
}

void FilingDesk::put(QByteArray coreHeader, QByteArray sealed,
                     std::function<void(Result<LinkReceipt>)> answer) {
    run([this, coreHeader, sealed] { return outbox_.put(viewOf(coreHeader), viewOf(sealed)); },
        [this, answer = std::move(answer)](const Result<LinkReceipt>& receipt) {
            if (receipt)
                stored_();
            answer(receipt);
        });
}

} // namespace jiujin::service
