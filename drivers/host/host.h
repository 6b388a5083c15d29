// One module, one visit: opens the device, locks the process in, lets the module start, serves the
// socket that the supervisor hands over, tells health, and ends when the visit or the supervisor
// goes.
#pragma once

#include "app/link/frame_socket.h"
#include "drivers/contract/module.h"

#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>
#include <QtRemoteObjects/QRemoteObjectHost>

#include <optional>

namespace jiujin::drivers {

// The longest frame that a visit sends: a document to print.
inline constexpr qint64 maxDeviceFrame = 16LL * 1024 * 1024;

class Host : public QObject {
    Q_OBJECT
public:
    // control: the host's end of the pair of host_link.h.
    Host(std::unique_ptr<Module> module, ModuleOptions options, int control);
    ~Host() override;

    // ProgramStart or SettingsInvalid when it cannot go on.
    Result<void> start();

signals:
    void ended();

private:
    void tryToOpen();
    Result<void> lockIn();
    void report(const std::string& code);
    void hearSupervisor();
    void take(int socket);
    void serve(int socket);

    struct Visit {
        explicit Visit(int socket) : pipe(socket, maxDeviceFrame) {}
        // In this order: a source that goes says so through the node, and the node through the
        // pipe.
        link::FrameSocket pipe;
        QRemoteObjectHost node;
        std::unique_ptr<QObject> source;
    };

    std::unique_ptr<Module> module_;
    ModuleOptions options_;
    int control_;
    bool open_ = false, lockedIn_ = false;
    std::string health_;
    QTimer retry_;
    QSocketNotifier supervisor_;
    std::unique_ptr<Visit> visit_;
};

} // namespace jiujin::drivers
