// What a citizen is told of a time limit, in its own unit.
#pragma once

#include "platform/matter/limit.h"
#include "platform/matter/words.h"

namespace jiujin::matter {

// "10 个工作日", "1 hour"
Words limitWords(const Limit& limit);
// 承诺时限 of a matter: that, or that it is decided at once, or that none is stated.
Words promiseWords(const std::optional<TimeLimit>& limit);
// The same where a case has been filed, from its acceptance; empty where nothing is promised.
Words promiseFromAcceptance(const std::optional<TimeLimit>& limit);

} // namespace jiujin::matter
