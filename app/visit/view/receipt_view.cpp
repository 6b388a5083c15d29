#include "app/visit/view/receipt_view.h"

#include "app/visit/journey/card_check.h"
#include "app/visit/view/words.h"
#include "platform/matter/limit_words.h"

namespace jiujin::view {

ReceiptView::ReceiptView(const journey::Journey& journey, QObject* parent)
    : QObject(parent),
      journey_(journey),
      paper_(new PaperView(journey, journey::PaperKind::Receipt, this)),
      form_(new PaperView(journey, journey::PaperKind::Form, this)),
      slip_(new PaperView(journey, journey::PaperKind::Slip, this)) {}

QString ReceiptView::caseNumber() const {
    const auto& receipt = journey_.receipt();
    return toQt(receipt ? receipt->caseNumber : journey_.filingDesk().reservedNumber());
}

QString ReceiptView::taken() const {
    const auto& receipt = journey_.receipt();
    return receipt ? toQt(toLocalMinute(receipt->taken)) : QString();
}

bool ReceiptView::clockTrusted() const {
    const auto& receipt = journey_.receipt();
    return receipt && receipt->grade != ClockGrade::Unknown;
}

ReceiptView::Delivery ReceiptView::delivery() const {
    const auto& service = journey_.service();
    switch (service.delivery) {
    case journey::Delivery::Nothing:
        return Delivery::Nothing;
    case journey::Delivery::Waiting:
        return service.deliveryReason == codeOf(ErrorCode::WordPending) ? Delivery::Signing
                                                                        : Delivery::Waiting;
    case journey::Delivery::Delivered:
        return Delivery::Delivered;
    case journey::Delivery::Aside:
        return Delivery::Aside;
    }
    return Delivery::Nothing;
}

QString ReceiptView::deliveryCode() const {
    return toQt(journey_.service().deliveryReason);
}

int ReceiptView::nextMinutes() const {
    return static_cast<int>(journey_.service().nextSeconds / 60);
}

QString ReceiptView::matterTitle() const {
    const auto* matter = journey_.sheet().matter();
    return matter ? toQt(matter->title, journey_.language()) : QString();
}

QString ReceiptView::maskedName() const {
    const auto& card = journey_.cardDesk().card();
    return card ? toQt(journey::maskedName(*card)) : QString();
}

QString ReceiptView::maskedNumber() const {
    const auto& card = journey_.cardDesk().card();
    return card ? toQt(journey::maskedNumber(*card)) : QString();
}

matter::Parties ReceiptView::parties() const {
    const auto& sheet = journey_.sheet();
    return sheet.matter() ? matter::partiesOf(*sheet.matter(), sheet.answers()) : matter::Parties();
}

QString ReceiptView::holderLabel() const {
    return toQt(parties().holder, journey_.language());
}

QString ReceiptView::principalLabel() const {
    return toQt(parties().principal, journey_.language());
}

QString ReceiptView::principal() const {
    return toQt(parties().shown);
}

QString ReceiptView::promise() const {
    const auto* matter = journey_.sheet().matter();
    return matter ? toQt(matter::promiseFromAcceptance(matter->limit), journey_.language())
                  : QString();
}

QStringList ReceiptView::qrRows() const {
    QStringList rows;
    for (const auto& row : journey_.codeRows())
        rows.append(toQt(row));
    return rows;
}

bool ReceiptView::recovered() const {
    return journey_.recovered();
}

PaperView* ReceiptView::paper() const {
    return paper_;
}

PaperView* ReceiptView::form() const {
    return form_;
}

PaperView* ReceiptView::slip() const {
    return slip_;
}

void ReceiptView::refresh() {
    emit changed();
    emit paper_->changed();
    emit form_->changed();
    emit slip_->changed();
}

} // namespace jiujin::view
