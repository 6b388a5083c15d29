// The one named socket of the terminal: jiujinctl asks with one line of words and is answered with
// one line of JSON, or has an ask carried (app/link/ask_call.h). `device hold NAME` takes a device
// away from visits: it is answered like any other line (app/link/held_device.h, or a refusal), and
// the device is given back when the caller closes the connection. Only root, this process's own
// user and the operator are heard.
#pragma once

#include "app/link/ask_call.h"
#include "platform/base/result.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtNetwork/QLocalServer>
#include <QtNetwork/QLocalSocket>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <sys/types.h>

namespace jiujin::service {

class ControlServer : public QObject {
    Q_OBJECT
public:
    // The line without its end, at most 63 bytes, to one line of JSON. Longer ones are refused
    // (Usage) without it.
    using Answer = std::function<std::string(std::string_view line)>;
    // Carries an ask and answers once, later, in this thread.
    using Ask = std::function<void(QByteArray head, QByteArray sealed,
                                   std::function<void(Result<QByteArray>)> answer)>;

    // Takes a device and tells one line of JSON, once, later, in this thread. It is held for as
    // long as the result lives.
    using Hold = std::function<Result<std::shared_ptr<void>>(
        const std::string& device, std::function<void(std::string line)> told)>;

    ControlServer(Answer answer, Ask ask, Hold hold, std::optional<uid_t> operatorUser);

    // Replaces a socket that a killed process left. AlreadyExists when another one answers there;
    // StoreOpen.
    Result<void> listen(const std::filesystem::path& socket);

private:
    void greet();
    bool mayAsk(qintptr socket) const;
    void hear(QLocalSocket* caller, QTimer* limit);
    void hold(QLocalSocket* caller, QTimer* limit, const std::string& device);
    void ask(QLocalSocket* caller, const link::AskCall& call);

    Answer answer_;
    Ask ask_;
    Hold hold_;
    std::optional<uid_t> operatorUser_;
    QLocalServer server_;
};

} // namespace jiujin::service
