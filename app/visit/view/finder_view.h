// How the page of the matters can be searched: the text, the events of life, the questions.
// What it finds are the rows of `Visit.matters`.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtQml/qqmlregistration.h>

namespace jiujin::view {

class FinderView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.finder")
    Q_PROPERTY(Way way READ way NOTIFY changed)
    Q_PROPERTY(QString typed READ typed NOTIFY changed)
    // How many more fit than are shown.
    Q_PROPERTY(int notShown READ notShown NOTIFY changed)
    // Indices of both go to openEvent().
    Q_PROPERTY(QStringList eventTitles READ eventTitles NOTIFY changed)
    Q_PROPERTY(QStringList eventIcons READ eventIcons NOTIFY changed)
    // Of the open event; empty while none is.
    Q_PROPERTY(QString eventTitle READ eventTitle NOTIFY changed)
    // Titles of scenes that may be opened now.
    Q_PROPERTY(QStringList scenes READ scenes NOTIFY changed)
    // The question that stands; empty while none does.
    Q_PROPERTY(QString question READ question NOTIFY changed)
    Q_PROPERTY(QStringList answers READ answers NOTIFY changed)

public:
    enum Way { All, Typed, Event, Scene };
    Q_ENUM(Way)

    FinderView(journey::Journey& journey, QObject* parent);

    Way way() const;
    QString typed() const;
    int notShown() const;
    QStringList eventTitles() const;
    QStringList eventIcons() const;
    QString eventTitle() const;
    QStringList scenes() const;
    QString question() const;
    QStringList answers() const;

public slots:
    void type(const QString& text);
    void openEvent(int index);
    void openScene(int index);
    void answer(int index);

signals:
    void changed();

private:
    journey::Journey& journey_;
};

} // namespace jiujin::view
