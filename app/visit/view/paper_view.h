// One paper on its way to the printer.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

namespace jiujin::view {

class PaperView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.receipt.paper, Visit.receipt.form")
    Q_PROPERTY(State state READ state NOTIFY changed)
    Q_PROPERTY(QString words READ words NOTIFY changed)
    Q_PROPERTY(QString code READ code NOTIFY changed)
    Q_PROPERTY(bool canPrint READ canPrint NOTIFY changed)

public:
    // Idle: nothing was asked. Unsure: it may or may not have come out (JJ-1207), look at the tray.
    // Skipped: the citizen went on without paper.
    enum State { Idle, Waiting, Printing, Printed, Failed, Unsure, Skipped };
    Q_ENUM(State)

    PaperView(const journey::Journey& journey, journey::PaperKind kind, QObject* parent);

    State state() const;
    // Of the fault, when Failed or Unsure.
    QString words() const;
    QString code() const;
    // The button that prints, or tries once more, may be shown.
    bool canPrint() const;

signals:
    void changed();

private:
    const journey::Journey& journey_;
    journey::PaperKind kind_;
};

} // namespace jiujin::view
