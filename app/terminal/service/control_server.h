// The one named socket of the terminal: jiujinctl asks with one line of words and is answered with
// one line of JSON. Only root, this process's own user and the operator are heard.
#pragma once

#include "platform/base/result.h"

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
    // The line without its end, at most 63 bytes, to one line of JSON.
    using Answer = std::function<std::string(std::string_view line)>;

    ControlServer(Answer answer, std::optional<uid_t> operatorUser);

    // Replaces a socket that a killed process left. AlreadyExists when another one answers there;
    // StoreOpen.
    Result<void> listen(const std::filesystem::path& socket);

private:
    void greet();
    bool mayAsk(qintptr socket) const;

    Answer answer_;
    std::optional<uid_t> operatorUser_;
    QLocalServer server_;
};

} // namespace jiujin::service
