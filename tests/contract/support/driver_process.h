// A shipped jiujin-driver-host as a process, and this test as its supervisor and its visit.
#pragma once

#include "app/link/frame_socket.h"
#include "drivers/contract/host_word.h"

#include <QtCore/QProcess>
#include <QtRemoteObjects/QRemoteObjectNode>

#include <memory>
#include <optional>

class DriverProcess {
public:
    // modules: the folder; options: "key=value".
    // user: who it runs as, which only root can choose; environment: "NAME=value", beside this
    // process's.
    DriverProcess(const QString& module, const QStringList& options,
                  const QString& modules = shippedModules(), std::optional<uint> user = {},
                  const QStringList& environment = {});
    ~DriverProcess();
    DriverProcess(const DriverProcess&) = delete;
    DriverProcess& operator=(const DriverProcess&) = delete;

    // The next word about the device's health; empty when none comes in time.
    QString nextHealth(int milliseconds = 10000);
    // Waits until health is this.
    bool healthBecomes(const QString& code, int milliseconds = 10000);
    // What the device is, as far as it was heard while waiting for health.
    QString identity() const { return identity_; }
    // What it has said of paper so far: "begun, out 2, begun, unknown".
    QString paper();
    // Begins a visit; replicas are acquired from the node.
    QRemoteObjectNode& serve();
    // The visit's end of the pipe goes away.
    void endVisit();
    void closeControl();
    // The descriptor of a raw visit, for bytes that no replica would send.
    int serveRaw();

    QProcess& process() { return process_; }
    bool ended(int milliseconds = 10000);

    static QString shippedModules();
    static QString testModules();

private:
    void note(const jiujin::drivers::HostWord& word);

    QProcess process_;
    int control_ = -1;
    QString identity_;
    QStringList paper_;
    std::unique_ptr<jiujin::link::FrameSocket> pipe_;
    std::unique_ptr<QRemoteObjectNode> node_;
};
