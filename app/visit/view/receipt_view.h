// The receipt on the screen: it stands there whether or not paper came out.
#pragma once

#include "app/visit/view/paper_view.h"

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
    Q_PROPERTY(QStringList qrRows READ qrRows NOTIFY changed)
    Q_PROPERTY(bool recovered READ recovered NOTIFY changed)
    Q_PROPERTY(jiujin::view::PaperView* paper READ paper CONSTANT)
    Q_PROPERTY(jiujin::view::PaperView* form READ form CONSTANT)

public:
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
    // One string of '0' and '1' a row, without quiet zone: for QrItem.
    QStringList qrRows() const;
    // The visit before this one stopped after it had filed: this is its receipt, without personal
    // data.
    bool recovered() const;
    PaperView* paper() const;
    PaperView* form() const;

    void refresh();

signals:
    void changed();

private:
    const journey::Journey& journey_;
    PaperView* paper_;
    PaperView* form_;
};

} // namespace jiujin::view
