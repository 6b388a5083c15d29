#include "platform/base/hygiene.h"

#include <cstdlib>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace jiujin {

void lockProcessDown() {
    const rlimit none{0, 0};
    if (::setrlimit(RLIMIT_CORE, &none) != 0 || ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
        ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        std::abort();
}

} // namespace jiujin
