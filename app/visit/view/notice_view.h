// Who asks for which data, why and for how long: shown before the card is read.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtQml/qqmlregistration.h>

namespace jiujin::view {

class NoticeView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.notice")
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QStringList headings READ headings NOTIFY changed)
    Q_PROPERTY(QStringList paragraphs READ paragraphs NOTIFY changed)
    Q_PROPERTY(QString agreement READ agreement NOTIFY changed)
    Q_PROPERTY(QString version READ version NOTIFY changed)

public:
    NoticeView(const journey::Journey& journey, QObject* parent);

    QString title() const;
    // As many as paragraphs.
    QStringList headings() const;
    QStringList paragraphs() const;
    // The sentence that agree() agrees to.
    QString agreement() const;
    QString version() const;

signals:
    void changed();

private:
    const journey::Journey& journey_;
};

} // namespace jiujin::view
