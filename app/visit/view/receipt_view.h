// The receipt on the screen: it stands there whether or not paper came out.
#pragma once

#include "app/visit/view/paper_view.h"
#include "platform/matter/principal.h"

namespace jiujin::view {

class ReceiptView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.receipt")
    Q_PROPERTY(QString caseNumber READ caseNumber NOTIFY changed)
    Q_PROPERTY(QString taken READ taken NOTIFY changed)
    Q_PROPERTY(bool clockTrusted READ clockTrusted NOTIFY changed)
    Q_PROPERTY(QString matterTitle READ matterTitle NOTIFY changed)
    Q_PROPERTY(QString maskedName READ maskedName NOTIFY changed)
    Q_PROPERTY(QString maskedNumber READ maskedNumber NOTIFY changed)
    Q_PROPERTY(QString holderLabel READ holderLabel NOTIFY changed)
    Q_PROPERTY(QString principalLabel READ principalLabel NOTIFY changed)
    Q_PROPERTY(QString principal READ principal NOTIFY changed)
    Q_PROPERTY(QString promise READ promise NOTIFY changed)
    Q_PROPERTY(Delivery delivery READ delivery NOTIFY deliveryChanged)
    Q_PROPERTY(QString deliveryCode READ deliveryCode NOTIFY deliveryChanged)
    Q_PROPERTY(int nextMinutes READ nextMinutes NOTIFY deliveryChanged)
    Q_PROPERTY(QStringList qrRows READ qrRows NOTIFY changed)
    Q_PROPERTY(bool recovered READ recovered NOTIFY changed)
    Q_PROPERTY(jiujin::view::PaperView* paper READ paper CONSTANT)
    Q_PROPERTY(jiujin::view::PaperView* form READ form CONSTANT)
    Q_PROPERTY(jiujin::view::PaperView* slip READ slip CONSTANT)

public:
    enum class Delivery { Nothing, Waiting, Signing, Delivered, Aside };
    Q_ENUM(Delivery)

    ReceiptView(const journey::Journey& journey, QObject* parent);

    // Without a receipt the number that was reserved, if there is one.
    QString caseNumber() const;
    // "2026-11-22 09:04", China Standard Time.
    QString taken() const;
    bool clockTrusted() const;
    // Empty when recovered, as are the masked ones.
    QString matterTitle() const;
    QString maskedName() const;
    QString maskedNumber() const;
    // 申请人, 代办人 or 经办人: what the holder of the card is here; empty when recovered.
    QString holderLabel() const;
    // For whom the holder filed, masked; empty when for himself.
    QString principalLabel() const;
    QString principal() const;
    // From acceptance; empty when recovered, and where nothing is promised.
    QString promise() const;
    // Signing: the platform holds it, and has not signed for it yet.
    Delivery delivery() const;
    QString deliveryCode() const; // why it waits or was set aside; may be empty
    int nextMinutes() const;      // until it is sent again; 0: soon
    // One string of '0' and '1' a row, without quiet zone: for QrItem.
    QStringList qrRows() const;
    // The visit before this one stopped after it had filed: this is its receipt, without personal
    // data.
    bool recovered() const;
    PaperView* paper() const;
    PaperView* form() const;
    // On a roll; Idle for ever where the terminal has no such printer.
    PaperView* slip() const;

    void refresh();
    void refreshDelivery() { emit deliveryChanged(); }

signals:
    void changed();
    void deliveryChanged();

private:
    matter::Parties parties() const;

    const journey::Journey& journey_;
    PaperView* paper_;
    PaperView* form_;
    PaperView* slip_;
};

} // namespace jiujin::view
