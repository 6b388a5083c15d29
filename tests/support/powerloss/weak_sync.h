// synchronous=NORMAL under a program that asks for more: proves that a harness sees lost commits.
#pragma once

namespace jiujin::powerloss {

// For connections opened between the two calls.
void beginWeakSync();
void endWeakSync();

// What a file control of SQLITE_FCNTL_PRAGMA is to answer while it is in force: true when the
// program's statement was answered and must not run. `words` as SQLite hands them over.
bool answersWeakly(char** words);

} // namespace jiujin::powerloss
