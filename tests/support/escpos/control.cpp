#include "tests/support/escpos/control.h"

namespace escpos_peer {

QByteArray Control::run(const QByteArray& command) {
    const QList<QByteArray> words = command.simplified().split(' ');
    const QByteArray value = words.value(words.size() - 1);
    if (command == "count")
        return "ok count questions=" + QByteArray::number(printer_.questions()) +
               " tickets=" + QByteArray::number(printer_.tickets()) +
               " strays=" + QByteArray::number(printer_.strays()) +
               " transfers=" + QByteArray::number(door_.transfers());
    const bool known = hands(words.first(), value) || misbehave(words.first(), value);
    return (known ? "ok " : "unknown ") + command;
}

bool Control::hands(const QByteArray& what, const QByteArray& value) {
    if (what == "paper")
        door_.setPaperOut(value == "out");
    if (what == "paper" && value == "ok")
        printer_.setPaper(Paper::Ok);
    else if (what == "paper" && value == "near")
        printer_.setPaper(Paper::Near);
    else if (what == "paper" && value == "out")
        printer_.setPaper(Paper::Out);
    else if (what == "cover")
        printer_.setCover(value == "open");
    else if (what == "cutter")
        printer_.setCutter(value == "stuck");
    else if (what == "hot")
        printer_.setHot(value == "on");
    else if (what == "offline")
        printer_.setOffline(value == "on");
    else if (what == "close")
        door_.close();
    else if (what == "open")
        return door_.open();
    else
        return false;
    return true;
}

bool Control::misbehave(const QByteArray& what, const QByteArray& value) {
    Faults& faults = printer_.faults;
    const bool on = value != "off";
    if (what == "latency")
        faults.latencyMs = value.toInt();
    else if (what == "late")
        faults.lateMs = value.toInt();
    else if (what == "slow")
        faults.slowMs = value.toInt();
    else if (what == "out") // out at N
        faults.outAt = value.toInt();
    else if (what == "hang")
        faults.hang = on;
    else if (what == "mute")
        faults.mute = on;
    else if (what == "plain")
        faults.plain = on;
    else if (what == "double")
        faults.doubled = on;
    else if (what == "half")
        faults.half = on;
    else if (what == "garbage")
        faults.garbage = on;
    else
        return false;
    printer_.resume();
    return true;
}

} // namespace escpos_peer
