// A slip as the bytes that print it.
#pragma once

#include "drivers/printer-escpos/protocol/glyphs.h"
#include "drivers/printer-escpos/protocol/lines.h"
#include "drivers/printer-escpos/protocol/slip.h"

#include <vector>

namespace jiujin::drivers::escpos {

// What a code of so many bytes needs: modules across, of level M; none when it does not fit any.
std::optional<int> modulesFor(std::size_t bytes);

class Encoder {
public:
    Encoder(Roll roll, Charset charset, Glyphs glyphs)
        : roll_(roll), charset_(std::move(charset)), glyphs_(std::move(glyphs)) {}

    // Down to the cut. SlipRefused when there is nothing or too much in it, a text is not UTF-8, a
    // size is not 1 or 2, a code is not printable ASCII or its modules would be smaller than three
    // dots on this roll. A line of text that holds a character outside of GB 2312 is a picture.
    Result<Bytes> encode(const std::vector<Part>& parts) const;

private:
    Result<void> add(Bytes& out, const Part& part) const;
    void addLine(Bytes& out, const Part& part, const TextLine& line) const;
    Dots drawn(const Part& part, const TextLine& line) const;
    Result<void> addCode(Bytes& out, const Part& part) const;

    Roll roll_;
    Charset charset_;
    Glyphs glyphs_;
};

} // namespace jiujin::drivers::escpos
