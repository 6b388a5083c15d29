// The core header inside another message: used by packet.cpp and case_document.cpp, nobody else.
#pragma once

#include "platform/protocol/json_reader.h"
#include "platform/protocol/json_text.h"
#include "platform/protocol/packet.h"

namespace jiujin::protocol {

void writeCoreHeader(JsonText& json, const CoreHeader& header);
CoreHeader readCoreHeader(const boost::json::object& object);

} // namespace jiujin::protocol
