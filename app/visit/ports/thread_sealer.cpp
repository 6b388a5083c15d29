#include "app/visit/ports/thread_sealer.h"

#include "app/visit/ports/background.h"

namespace jiujin::ports {

ThreadSealer::ThreadSealer(const filing::Recipients& recipients,
                           const matter::WorkingCalendar& calendar)
    : recipients_(recipients), calendar_(calendar) {
    pool_.setMaxThreadCount(1);
}

ThreadSealer::~ThreadSealer() {
    pool_.waitForDone();
}

void ThreadSealer::seal(const journey::Reservation& reservation, const journey::Filing& filing,
                        Done done) {
    const filing::Numbers numbers{reservation.packetId, reservation.terminalId, reservation.counter,
                                  reservation.caseNumber, reservation.lookupCode};
    const auto work = [this, numbers, filing]() -> Result<journey::SealedFiling> {
        auto sealed =
            filing::sealCase(*filing.matter, filing.body, numbers, recipients_, calendar_);
        if (!sealed.ok())
            return sealed.error();
        return journey::SealedFiling{std::move(sealed->coreHeader), std::move(sealed->sealed)};
    };
    inBackground(pool_, this, work, std::move(done));
}

} // namespace jiujin::ports
