// The case body inside the sealed document: used by case_body.cpp and case_document.cpp, nobody
// else.
#pragma once

#include "platform/protocol/case_document.h"
#include "platform/protocol/json_reader.h"
#include "platform/protocol/json_text.h"

namespace jiujin::protocol {

void writeBody(JsonText& json, const CaseBody& body);
CaseBody readBody(const boost::json::object& object);

} // namespace jiujin::protocol
