// What passed between this module and its reader while a listed test card was read, for whoever
// has to find out why: cut (protocol/cut.h) before it leaves, and written into a file that its
// owner opened. Of any other card nothing is written. The format stands in README.md.
#pragma once

#include "drivers/idcard-samv/protocol/text.h"
#include "drivers/idcard-samv/recorded_line.h"

#include <set>

namespace jiujin::drivers::samv {

class Capture {
public:
    // Two descriptors: the digests of the cards, a line each, and the file. Both are closed with
    // it. SettingsInvalid when the digests are none.
    static Result<std::unique_ptr<Capture>> open(int cards, int into);
    ~Capture();
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;

    // The line that is recorded from now on.
    std::unique_ptr<BytePipe> record(std::unique_ptr<BytePipe> line);
    // The card of this read, whose record ends here either way: a card of which nothing but the
    // kind is left, once all is written. TestCardUnlisted, the error of the read, or DiskFull.
    Result<CardData> take(Result<CardData> read);
    // A read ended with the line, not with a card. While the line is there.
    void forget() { line_->forgetCards(); }

private:
    Capture(std::set<std::string> cards, int into) : cards_(std::move(cards)), into_(into) {}
    bool isListed(const CardText& card) const;
    bool write();

    std::set<std::string> cards_;
    int into_;
    RecordedLine* line_ = nullptr; // the worker owns it
};

} // namespace jiujin::drivers::samv
