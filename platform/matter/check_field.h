// One answer alone: UTF-8, length, format, bounds, in this order; the first fault is told.
#pragma once

#include "platform/base/error.h"
#include "platform/matter/form.h"

#include <chrono>

namespace jiujin::matter {

// `day` bounds births and is what "today" means; without it neither is judged. An empty value is
// not judged: whether it may be is another question.
std::optional<ErrorCode> valueFault(const Field& field, std::string_view text,
                                    std::optional<std::chrono::sys_days> day);

// Nothing but spaces, of either width.
bool isBlank(std::string_view text);

// The code of a Division answer and the name after it.
std::string_view divisionCodeIn(std::string_view answer);
std::string_view divisionNameIn(std::string_view answer);

} // namespace jiujin::matter
