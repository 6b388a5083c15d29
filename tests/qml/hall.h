// The real screens, compiled ahead of time, over a real journey in a hand-moved world: what a
// citizen would see.
#pragma once

#include "app/visit/view/visit.h"
#include "tests/journey/world.h"

#include <QtCore/QTranslator>
#include <QtQml/QQmlApplicationEngine>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>

#include <memory>

namespace hall {

using jiujin::view::Visit;

class Hall {
public:
    Hall();
    explicit Hall(jiujin::matter::Catalogue offered);

    // Brings the journey to this page, by what a citizen and the world would do.
    void go(Visit::Page page);
    // Waits until nothing moves any more, then takes the picture.
    QImage picture();
    void settle();
    void setLanguage(const QString& language);
    void press(const QString& name);
    void type(const QString& field, const QString& text);

    // All visible items of the window, outermost first.
    std::vector<QQuickItem*> items() const;
    // Those that a finger may press or type into.
    std::vector<QQuickItem*> targets() const;
    QQuickItem* named(const QString& name) const;
    // Also what cannot be pressed.
    const QQuickItem* shown(const QString& name) const;
    static QString nameOf(const QQuickItem* item);
    static bool isEntry(const QQuickItem* item);

    world::World world;
    Visit visit;
    QQuickWindow* window = nullptr;

private:
    void open(Visit::Page page);
    void fillForm();
    void reachReceipt();

    QTranslator words_;
    QQmlApplicationEngine engine_;
};

} // namespace hall
