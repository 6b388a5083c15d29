#include "app/terminal/service/filing_desk.h"

#include <QtCore/QCoreApplication>

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
                       std::function<void()> stored, Ask ask)
    : outbox_(outbox),
      mayFile_(std::move(mayFile)),
      status_(std::move(status)),
      stored_(std::move(stored)),
      ask_(std::move(ask)) {
    // One after the other, in the order they were asked.
    thread_.setMaxThreadCount(1);
}

FilingDesk::~FilingDesk() {
    thread_.waitForDone();
}

template <typename Work, typename Answer>
void FilingDesk::run(Work work, Answer answer) {
    thread_.start([this, work = std::move(work), answer = std::move(answer)] {
        const auto result = work();
        QMetaObject::invokeMethod(
            this, [answer, result] { answer(result); }, Qt::QueuedConnection);
    });
}

void FilingDesk::reserve(std::function<void(Result<LinkReservation>)> answer) {
    run(
        [this]() -> Result<LinkReservation> {
            JIUJIN_TRY(mayFile_());
            return linked(outbox_.reserve());
        },
        std::move(answer));
}

void FilingDesk::put(QByteArray coreHeader, QByteArray sealed,
                     std::function<void(Result<LinkReceipt>)> answer) {
    run([this, coreHeader,
         sealed] { return linked(outbox_.put(viewOf(coreHeader), viewOf(sealed))); },
        [this, answer = std::move(answer)](const Result<LinkReceipt>& receipt) {
            if (receipt)
                stored_();
            answer(receipt);
        });
}

FilingDesk::Queue FilingDesk::look(const std::string& filed) {
    Queue queue{outbox_.count(), outbox_.closed(), {}};
    if (!filed.empty())
        if (auto item = outbox_.item(filed))
            queue.filed = std::move(item).value();
    return queue;
}

void FilingDesk::status(const QString& filed, std::function<void(LinkStatus)> answer) {
    run([this, name = filed.toStdString()] { return look(name); },
        [this, answer = std::move(answer)](const Queue& queue) { answer(status_(queue)); });
}

void FilingDesk::ask(QByteArray head, QByteArray sealed,
                     std::function<void(Result<QByteArray>)> answer) {
    const ByteView request = viewOf(sealed);
    // Back to this thread by the application: an ask may outlive the desk.
    ask_({head.constData(), static_cast<std::size_t>(head.size())},
         Bytes(request.begin(), request.end()), [answer = std::move(answer)](Result<Bytes> told) {
             auto result =
                 told ? Result<QByteArray>(QByteArray(reinterpret_cast<const char*>(told->data()),
                                                      static_cast<qsizetype>(told->size())))
                      : Result<QByteArray>(told.error());
             QMetaObject::invokeMethod(
                 QCoreApplication::instance(), [answer, result] { answer(result); },
                 Qt::QueuedConnection);
         });
}

} // namespace jiujin::service
