// Places to choose from, province down to what the table knows: resources/divisions.
#pragma once

#include "platform/formats/division_history.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtQml/qqmlregistration.h>

#include <map>

namespace jiujin::view {

class DivisionTable : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.divisions")
    Q_PROPERTY(bool ready READ ready NOTIFY changed)

public:
    explicit DivisionTable(QObject* parent) : QObject(parent) {}

    // Only what its newest edition has is offered.
    void take(formats::DivisionHistory history);
    bool ready() const { return !below_.empty(); }

    // Six digits each; of "" the provinces. A level without a name of its own (市辖区) is skipped.
    Q_INVOKABLE QStringList codesBelow(const QString& code) const;
    Q_INVOKABLE QStringList namesBelow(const QString& code) const;
    // From the province down to the code itself.
    Q_INVOKABLE QStringList pathOf(const QString& code) const;
    Q_INVOKABLE QString nameOf(const QString& code) const;
    // As it is filed: code, space, full name (matter/form.h).
    Q_INVOKABLE QString answerOf(const QString& code) const;

signals:
    void changed();

private:
    const formats::Division* find(const QString& code) const;

    formats::DivisionHistory history_;
    std::map<std::string, std::vector<const formats::Division*>> below_; // by brief code
};

} // namespace jiujin::view
