// A record of what passed between host and module, without what belongs to a person. Everything of
// a card is replaced where it stands, by structure and not by search: what is not known to be the
// module's own is taken for a person's.
#pragma once

#include "drivers/idcard-samv/protocol/frame.h"

namespace jiujin::drivers::samv {

// What came after `request`, as long as before. Kept are preambles, lengths, status bytes, the
// number of the module, the kind of the card and the padding of its fields; of each other character
// its class alone, so that the card is read, or refused for the same cause, as it was. Digits of
// codes, dates and numbers are those of an example. A checksum is right where it was right. All
// else is zeros: photograph, fingerprints, whatever is in no frame, in a frame that is not whole,
// or does not answer this request.
Bytes withoutPerson(Command request, ByteView came);

} // namespace jiujin::drivers::samv
