// An open and an inner zone as two machines: the shipped program twice, each in a network namespace
// of its own with a cable between them, and curl as the terminal beside the open one. Who is not
// root gets both on loopback.
#pragma once

#include "tests/contract/platform/platform_process.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

namespace jiujin::tests {

class ZonesRig {
public:
    ZonesRig(); // jiujin-platform init --zones
    ~ZonesRig();

    bool apart() const { return !openSpace_.empty(); } // in two namespaces
    std::string path(const std::string& name) const;
    std::string open(const std::string& name) const { return path("center/open/" + name); }
    std::string inner(const std::string& name) const { return path("center/inner/" + name); }
    std::string terminal(const std::string& name) const { return path("terminal/" + name); }
    std::string logOf(const std::string& zone) const { return path(zone + ".log"); }
    std::string openDatabase() const { return open("store/platform.db"); }

    bool startOpen(); // waits until it listens
    void startInner();
    void killOpen();
    void killInner();
    // SIGTERM to both; true when both ended well.
    bool stop();
    qint64 openPid() const { return openZone_.processId(); }
    std::uint16_t port() const { return port_; }

    // As the terminal; `identity` names a certificate without its ending.
    Reply curl(const std::string& target, const std::vector<std::string>& arguments = {},
               const std::string& identity = {}) const;
    Reply post(const std::vector<Bytes>& packets) const;
    Ended command(const std::vector<std::string>& arguments) const; // jiujin-platform …
    int casesOf(const std::string& number) const;                   // in the inner zone

    // Ports of TCP that answer: of the inner machine, all tried from the open one; and the other
    // way round, among the 2,000 about port(). Only when apart().
    std::vector<int> innerPortsFromOutside() const;
    std::vector<int> openPortsFromInside() const;
    // What listens on the inner machine, TCP and UDP, as the kernel tells it.
    QByteArray innerSockets() const;

private:
    void layCable();
    Ended inOpenSpace(const std::vector<std::string>& words) const;
    void start(QProcess& process, const std::string& space, const std::string& settings);

    QTemporaryDir folder_;
    std::string openSpace_, innerSpace_; // names of namespaces
    std::string address_ = "127.0.0.1";
    std::uint16_t port_ = 0;
    QProcess openZone_, innerZone_;
};

} // namespace jiujin::tests
