// What a failure means for the rest of the queue: the one table of it.
#pragma once

#include "platform/base/error.h"

namespace jiujin::sync {

enum class FailureClass {
    StopAll,   // no packet would fare better: wait long, and say why
    SkipOne,   // this packet will never be taken: it is set aside, the others go on
    RetryLater // may be over soon, or be the platform's own fault
};

// A code that the table does not name, such as one of a newer platform, is to be tried again.
FailureClass classOf(ErrorCode code);

} // namespace jiujin::sync
