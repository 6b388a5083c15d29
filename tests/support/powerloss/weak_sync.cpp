#include "tests/support/powerloss/weak_sync.h"

#include <sqlite3.h>
#include <string_view>

namespace jiujin::powerloss {

namespace {

bool inForce = false;
// What the program asked for last, as the number that SQLite would tell.
const char* asked = "2";

int weaken(sqlite3* connection, char**, const sqlite3_api_routines*) {
    return sqlite3_exec(connection, "PRAGMA synchronous=NORMAL", nullptr, nullptr, nullptr);
}

// SQLite declares every entry point as void(*)() and calls it with these three.
auto entryPoint() {
    return reinterpret_cast<void (*)()>(weaken);
}

} // namespace

void beginWeakSync() {
    inForce = true;
    sqlite3_auto_extension(entryPoint());
}

void endWeakSync() {
    sqlite3_cancel_auto_extension(entryPoint());
    inForce = false;
}

bool answersWeakly(char** words) {
    if (!inForce || std::string_view(words[1]) != "synchronous")
        return false;
    const std::string_view value = words[2] ? words[2] : "";
    if (value == "NORMAL")
        return false;
    if (value == "EXTRA")
        asked = "3";
    if (value.empty())
        words[0] = sqlite3_mprintf("%s", asked);
    return true;
}

} // namespace jiujin::powerloss
