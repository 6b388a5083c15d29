// The log is a catalogue of events (events.def), not sentences. One line of JSON each on standard
// error. Values are numbers, codes and names of this project's own making; a person's data has no
// way in, because Secret does not convert and free text is cut to a token.
#pragma once

#include "platform/base/error.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace jiujin {

enum class Severity { Info, Warning, Alarm };

enum class Event {
#define JIUJIN_EVENT(name, id, severity, actor, meaning) name,
#include "platform/base/events.def"
#undef JIUJIN_EVENT
};

class LogField {
public:
    LogField(std::string_view name, std::int64_t value);
    LogField(std::string_view name, ErrorCode code);
    // A token: letters, digits and ._:/- only, at most 64; everything else becomes '?'.
    LogField(std::string_view name, std::string_view token);

    const std::string& name() const { return name_; }
    const std::string& json() const { return json_; }

private:
    std::string name_, json_;
};

// {"t":"2026-…Z","program":"jiujin-terminal","event":"JE-2001","name":"PacketStored",…}
void logEvent(Event event, std::initializer_list<LogField> fields = {});
// The name that every line of this process carries.
void setLogProgram(std::string_view name);

} // namespace jiujin
