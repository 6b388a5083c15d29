// The citizen's signature. It outlives the page that shows the pad, so that it is still there after
// the card was asked for again.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QObject>
#include <QtCore/QPointF>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace jiujin::view {

class Signature : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.signature")
    Q_PROPERTY(bool empty READ empty NOTIFY changed)

public:
    Signature(journey::Journey& journey, QObject* parent);

    bool empty() const;
    Q_INVOKABLE void clear();

    // Points in units of the pad's width, both axes.
    void beginStroke(QPointF point);
    void extendStroke(QPointF point);
    void endStroke();
    // After the journey dropped the signature, because what it was over has changed.
    void follow();
    const std::vector<std::vector<QPointF>>& strokes() const { return strokes_; }

signals:
    void changed();

private:
    journey::Journey& journey_;
    std::vector<std::vector<QPointF>> strokes_;
    bool drawing_ = false;
};

} // namespace jiujin::view
