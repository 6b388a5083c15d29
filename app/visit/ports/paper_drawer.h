// Draws the papers in a thread of its own.
#pragma once

#include "app/visit/journey/ports.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

namespace jiujin::ports {

class PaperDrawer : public QObject, public journey::Papers {
    Q_OBJECT
public:
    PaperDrawer();
    ~PaperDrawer() override;

    void draw(journey::PaperKind kind, const journey::ReceiptFacts& receipt,
              const journey::Filing& filing, bool repeated, Done done) override;
    std::vector<std::string> codeRows(std::string_view code) override;

private:
    QThreadPool pool_;
};

} // namespace jiujin::ports
