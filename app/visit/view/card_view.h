// The card on the reader, as far as the screen may show it.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>

namespace jiujin::view {

class CardView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.card")
    Q_PROPERTY(State state READ state NOTIFY changed)
    Q_PROPERTY(QString words READ words NOTIFY changed)
    Q_PROPERTY(QString code READ code NOTIFY changed)
    Q_PROPERTY(QString maskedName READ maskedName NOTIFY changed)
    Q_PROPERTY(QString maskedNumber READ maskedNumber NOTIFY changed)
    Q_PROPERTY(bool hasPicture READ hasPicture NOTIFY changed)

public:
    // Waiting: no card lies there. Reading: keep it lying. Failed: `words` say why; the reader
    // tries again by itself as soon as a card is laid down. ReaderAway: no card is to blame;
    // `words` say why, and it waits for one again once the reader is back.
    enum State { Waiting, Reading, Read, Failed, ReaderAway };
    Q_ENUM(State)

    CardView(const journey::Journey& journey, QObject* parent);

    State state() const;
    QString words() const;
    QString code() const;
    QString maskedName() const;
    QString maskedNumber() const;
    bool hasPicture() const { return !picture().empty(); }
    // For the item that draws it.
    const Secret& picture() const { return journey_.cardDesk().picture(); }

signals:
    void changed();

private:
    const journey::Journey& journey_;
};

} // namespace jiujin::view
