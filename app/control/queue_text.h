// A terminal's queue for the person in front of it: a plain table, and one packet in full.
#pragma once

#include "app/link/queue_report.h"

namespace jiujin::control {

// A row a packet; what it says in codes is explained once below.
std::string queueTable(const link::QueueReport& report);
// One line a fact, for the first packet of the report.
std::string packetText(const link::QueueReport& report);

} // namespace jiujin::control
