// Seals in a thread of its own: the screen goes on moving.
#pragma once

#include "app/visit/case/seal_case.h"
#include "app/visit/journey/ports.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

namespace jiujin::ports {

class ThreadSealer : public QObject, public journey::Sealer {
    Q_OBJECT
public:
    // The calendar must outlive this.
    ThreadSealer(const filing::Recipients& recipients, const matter::WorkingCalendar& calendar);
    ~ThreadSealer() override;

    void seal(const journey::Reservation& reservation, const journey::Filing& filing,
              Done done) override;

private:
    const filing::TrustedRecipients recipients_;
    const matter::WorkingCalendar& calendar_;
    QThreadPool pool_;
};

} // namespace jiujin::ports
