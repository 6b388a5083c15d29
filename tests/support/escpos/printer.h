// The printer: what it received and has not printed, what state it is in, what it answers, and how
// it misbehaves when it is told to.
#pragma once

#include "tests/support/escpos/interpreter.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace escpos_peer {

enum class Paper { Ok, Near, Out };

struct Faults {
    int latencyMs = 0;  // before every answer
    int lateMs = 0;     // before the next answer to GS r
    int slowMs = 0;     // for every line
    bool hang = false;  // neither works nor answers
    bool mute = false;  // never answers GS r
    bool plain = false; // has no automatic status
    bool doubled = false;
    bool half = false;    // the next automatic status is cut in two, the rest is lost
    bool garbage = false; // noise before the next answer
    int outAt = -1;       // paper runs out after so many bytes
};

class Printer : public QObject {
    Q_OBJECT
public:
    Printer(int columns, QString folder);

    void receive(const QByteArray& bytes);
    // Who was connected is gone; what it sent stays.
    void disconnected() { tellsChanges_ = 0; }

    Faults faults;
    void setPaper(Paper paper);
    void setCover(bool open);
    void setCutter(bool stuck);
    void setHot(bool hot);
    void setOffline(bool offline);
    void resume();

    int questions() const { return questions_; }
    int tickets() const { return tickets_; }
    // Real-time commands that lay in the middle of another command.
    int strays() const { return strays_; }

signals:
    void says(const QByteArray& bytes);
    // A line for whoever started the emulator.
    void reports(const QByteArray& line);

private:
    bool works() const;
    void changed();
    void work();
    void count(const Done& done);
    void hearRealTime(const QByteArray& bytes);
    void answer(const QByteArray& bytes, int extraMs = 0);
    QByteArray answerTo(int question) const;
    QByteArray automatic() const;
    QByteArray sensor() const;
    void clear();
    void finishTicket(const QImage& picture);

    const QString folder_;
    Interpreter interpreter_;
    QByteArray received_, tail_;
    QTimer pause_;
    Paper paper_ = Paper::Ok;
    bool cover_ = false, cutter_ = false, hot_ = false, offline_ = false;
    int tellsChanges_ = 0;
    int questions_ = 0, tickets_ = 0, realTime_ = 0, met_ = 0, strays_ = 0;
};

} // namespace escpos_peer
