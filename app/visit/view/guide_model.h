// The guide of the chosen matter: its sections first, then its statutory elements.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jiujin::view {

class GuideModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.guide")
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(QString promise READ promise NOTIFY changed)
    Q_PROPERTY(bool sample READ sample NOTIFY changed)
    Q_PROPERTY(QStringList materialNames READ materialNames NOTIFY changed)
    Q_PROPERTY(QStringList closedSteps READ closedSteps NOTIFY stepsChanged)
    Q_PROPERTY(QString closedCode READ closedCode CONSTANT)
    Q_PROPERTY(QString closedMatter READ closedMatter NOTIFY stepsChanged)
    Q_PROPERTY(QString closedMatterCode READ closedMatterCode NOTIFY stepsChanged)

public:
    // statutory: an element with source and date; sample: it is not verified, show 示例 beside it.
    enum Role {
        TitleRole = Qt::UserRole + 1,
        TextRole,
        StatutoryRole,
        SampleRole,
        SourceRole,
        DateRole
    };
    Q_ENUM(Role)

    GuideModel(const journey::Journey& journey, QObject* parent);

    QString title() const;
    QString summary() const;
    // How long it may take, in the unit of the promise; says so where nothing is promised.
    QString promise() const;
    bool sample() const;
    QStringList materialNames() const;
    // What cannot be done here now for want of a device, and what can be done instead: one line a
    // step. closedCode: the code of that.
    QStringList closedSteps() const;
    QString closedCode() const;
    // Why the matter cannot be begun here now and what can be done instead; empty when it can.
    QString closedMatter() const;
    QString closedMatterCode() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // title, text, statutory, sample, source, date
    QHash<int, QByteArray> roleNames() const override;
    void refresh();

signals:
    void changed();
    void stepsChanged();

private:
    const journey::Journey& journey_;
};

} // namespace jiujin::view
