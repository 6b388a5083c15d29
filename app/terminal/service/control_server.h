// The one named socket of the terminal: jiujinctl asks, one word a line, and is answered with one
// line of JSON. Only root, this process's own user and the operator are heard.
#pragma once

#include "app/link/status_report.h"

#include <QtCore/QObject>
#include <QtNetwork/QLocalServer>

#include <filesystem>
#include <functional>
#include <optional>
#include <sys/types.h>

namespace jiujin::service {

class ControlServer : public QObject {
    Q_OBJECT
public:
    ControlServer(std::function<link::StatusReport()> report, std::optional<uid_t> operatorUser);

    // Replaces a socket that a killed process left. AlreadyExists when another one answers there;
    // StoreOpen.
    Result<void> listen(const std::filesystem::path& socket);

private:
    void greet();
    bool mayAsk(qintptr socket) const;

    std::function<link::StatusReport()> report_;
    std::optional<uid_t> operatorUser_;
    QLocalServer server_;
};

} // namespace jiujin::service
