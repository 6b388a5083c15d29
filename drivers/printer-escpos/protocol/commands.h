// The commands that are spoken, by Epson's public command reference, and no others.
#pragma once

#include "drivers/printer-escpos/protocol/glyphs.h"
#include "drivers/printer-escpos/protocol/slip.h"
#include "drivers/printer-escpos/protocol/status.h"

namespace jiujin::drivers::escpos::commands {

// DLE EOT n: answered at once, before whatever is waiting to be printed.
Bytes ask(Question question);
// GS r 1: answered when all that was sent before has been printed.
Bytes askSensor();
// DLE DC4 8, then ESC @ and GS a: what was sent and not printed yet is forgotten; the printer tells
// every change of its state from now on, beginning with the present one.
Bytes startAfresh();

// FS &: text is ASCII and double bytes from here on. ESC @ would end what GS a began.
void begin(Bytes& out);
// ESC a, ESC E, GS !, FS !: how the line is set that follows.
void style(Bytes& out, Align align, bool bold, int size);
void endLine(Bytes& out);
// GS v 0. A dot is added where dots would spell a real-time command: a printer listens for those
// in the middle of a picture too.
void picture(Bytes& out, Dots dots);
// GS ( k: QR code model 2, level M, `size` dots a module. At most 2,331 bytes of ASCII.
void code(Bytes& out, std::string_view text, int size);
// GS V 66 0: feeds to the cutter, cuts, leaving a bridge.
void cut(Bytes& out);

} // namespace jiujin::drivers::escpos::commands
