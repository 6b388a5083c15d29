// ESC/POS commands, one after the other, as a printer for China understands them.
#pragma once

#include "tests/support/escpos/page.h"

#include <functional>

namespace escpos_peer {

// What a command did, for those who look on.
struct Done {
    enum class What { Nothing, Line, Picture, Code, Cut, Reset, Unknown };
    What what = What::Nothing;
    qsizetype used = 0; // bytes; none: the command is not all there yet
};

class Interpreter {
public:
    struct Answers {
        std::function<QByteArray()> sensor;              // GS r
        std::function<QByteArray(int mask)> tellChanges; // GS a
        std::function<void(const QByteArray&)> reply;
        std::function<void(const QImage&)> cut;
    };

    Interpreter(int dots, Answers answers) : page_(dots), answers_(std::move(answers)) {}

    // Takes one command, or one letter, off the front.
    Done take(const QByteArray& bytes);
    Page& page() { return page_; }
    // Every command that is not in the reference, as hexadecimal digits.
    const QStringList& unknown() const { return unknown_; }
    bool chinese() const { return chinese_; }

private:
    Done letter(const QByteArray& bytes);
    Done esc(const QByteArray& bytes);
    Done fs(const QByteArray& bytes);
    Done gs(const QByteArray& bytes);
    Done function(const QByteArray& bytes, int lengthBytes);
    Done raster(const QByteArray& bytes);
    Done barcode(const QByteArray& bytes);
    Done cutPaper(const QByteArray& bytes);
    Done act(char kind, const QByteArray& parameters);
    Done unknownCommand(const QByteArray& bytes);
    Done endLine(qsizetype used);
    void reset();

    Page page_;
    Answers answers_;
    Style style_;
    int chineseScale_ = 1;
    bool chinese_ = true;
    QByteArray code_;
    int codeDots_ = 3;
    QImage stored_;
    QStringList unknown_;
};

} // namespace escpos_peer
