// What an operator sees: how far the login is, and then how the terminal is.
#pragma once

#include "app/visit/view/device_model.h"
#include "app/visit/view/sheet_model.h"

#include <QtCore/QStringList>

namespace jiujin::view {

class StaffView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.staff")
    Q_PROPERTY(bool offered READ offered NOTIFY changed)
    Q_PROPERTY(Stage stage READ stage NOTIFY changed)
    Q_PROPERTY(int digits READ digits NOTIFY changed)
    Q_PROPERTY(int triesLeft READ triesLeft NOTIFY changed)
    Q_PROPERTY(QString terminal READ terminal NOTIFY changed)
    Q_PROPERTY(QString closed READ closed NOTIFY changed)
    Q_PROPERTY(QString closedCode READ closedCode NOTIFY changed)
    Q_PROPERTY(int queued READ queued NOTIFY changed)
    Q_PROPERTY(int aside READ aside NOTIFY changed)
    Q_PROPERTY(int oldestMinutes READ oldestMinutes NOTIFY changed)
    Q_PROPERTY(QString lastContact READ lastContact NOTIFY changed)
    Q_PROPERTY(QString sync READ sync NOTIFY changed)
    Q_PROPERTY(QString syncCode READ syncCode NOTIFY changed)
    Q_PROPERTY(bool clockKnown READ clockKnown NOTIFY changed)
    Q_PROPERTY(QStringList unlisted READ unlisted NOTIFY changed)
    Q_PROPERTY(jiujin::view::DeviceModel* devices READ devices CONSTANT)
    Q_PROPERTY(jiujin::view::SheetModel* sheets READ sheets CONSTANT)

public:
    // As journey::OperatorStage. What is wrong is Visit.message.
    enum Stage { Card, Other, Pin, Checking, Open };
    Q_ENUM(Stage)

    // What somebody found who looked for a sheet.
    enum Found { Spoilt, Out, None };
    Q_ENUM(Found)

    StaffView(journey::Journey& journey, QObject* parent);

    // A reader for operators' cards belongs to this terminal, and a page stands that nobody uses.
    bool offered() const;
    Stage stage() const;
    // How many of the PIN were typed; which they are, no screen knows.
    int digits() const { return static_cast<int>(pin_.expose().size()); }
    // -1: no card has told.
    int triesLeft() const;
    QString terminal() const;
    // Why no application is taken, or empty.
    QString closed() const;
    QString closedCode() const;
    int queued() const;
    int aside() const;
    int oldestMinutes() const;
    // Date and time, or empty: not since the terminal started.
    QString lastContact() const;
    // Why packets wait, or empty.
    QString sync() const;
    QString syncCode() const;
    bool clockKnown() const;
    // "storage 0781:5567": plugged in, and left alone.
    QStringList unlisted() const;
    DeviceModel* devices() const { return devices_; }
    SheetModel* sheets() const { return sheets_; }

    void refresh();

public slots:
    void open();
    void type(const QString& digit);
    void erase();
    void enterPin();
    // What stands under that name now is the right one.
    void confirm(const QString& device);
    // As much as the settings say was put in.
    void paperLoaded(const QString& device);
    void tonerChanged(const QString& device);
    void settle(int number, jiujin::view::StaffView::Found found);

signals:
    void changed();

private:
    const journey::OperatorReport& report() const { return journey_.operatorDesk().report(); }

    void keepPin(std::string& digits);
    void change(const std::string& line);

    journey::Journey& journey_;
    DeviceModel* devices_;
    SheetModel* sheets_;
    Secret pin_;
};

} // namespace jiujin::view
