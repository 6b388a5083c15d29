// The answer to reset by ISO/IEC 7816-3:2006 clause 8: only what tells which application to ask
// for first. Whether it is there, the card says when it is selected.
#pragma once

#include "platform/base/bytes.h"

namespace jiujin::drivers::smartcard {

// The historical bytes. SmartCardDamaged when the bytes are no answer to reset: a wrong first
// byte, fewer or more bytes than announced, a wrong check byte.
Result<ByteView> historicalBytes(ByteView atr);

// The application identifier that the historical bytes name (ISO/IEC 7816-4:2013 clause 12.1.1:
// category indicator 80, COMPACT-TLV object F). Empty when they name none.
ByteView announcedApplication(ByteView historical);

} // namespace jiujin::drivers::smartcard
