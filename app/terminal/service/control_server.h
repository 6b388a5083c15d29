// The one named socket of the terminal: jiujinctl asks with one line of words and is answered with
// one line of JSON, or has an ask carried (app/link/ask_call.h). Only root, this process's own user
// and the operator are heard.
#pragma once

#include "platform/base/result.h"

#include <QtCore/QObject>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>

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
    // Carries an ask and answers once, later, in this thread.
    using Ask = std::function<void(QByteArray head, QByteArray sealed,
                                   std::function<void(Result<QByteArray>)> answer)>;

    ControlServer(Answer answer, Ask ask, std::optional<uid_t> operatorUser);

    // Replaces a socket that a killed process left. AlreadyExists when another one answers there;
    // StoreOpen.
    Result<void> listen(const std::filesystem::path& socket);

private:
    void greet();
    bool mayAsk(qintptr socket) const;
    void hear(QLocalSocket* caller);

    Answer answer_;
    Ask ask_;
    std::optional<uid_t> operatorUser_;
    QLocalServer server_;
};

} // namespace jiujin::service
