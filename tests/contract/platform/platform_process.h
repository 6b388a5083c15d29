// A platform of its own in a temporary folder, the shipped program, and curl to talk to it.
#pragma once

#include "platform/base/bytes.h"
#include "platform/protocol/acknowledgement.h"

#include <QByteArray>
#include <QProcess>
#include <QTemporaryDir>

#include <filesystem>

namespace jiujin::tests {

struct Ended {
    int code = -1;
    QByteArray out, err;
};
// Runs a program to its end, at most 60 s.
Ended runProgram(const QString& program, const std::vector<std::string>& arguments);

struct Reply {
    int status = 0; // 0: no HTTP answer
    int curl = 0;   // curl's own code
    QByteArray body;
};

// Of last year, this and the next, so that no test waits for what the State Council has not
// published yet.
void inventCalendars(const std::filesystem::path& folder);

class PlatformProcess {
public:
    PlatformProcess(); // jiujin-platform init, with invented calendars
    ~PlatformProcess();

    std::string path(const std::string& name) const; // below the folder
    std::string center(const std::string& name) const { return path("center/" + name); }
    std::string terminal(const std::string& name) const { return path("terminal/" + name); }
    std::string settings() const { return center("platform.toml"); }

    // Waits until the port is told; false when the program ended instead.
    // daysOn: how far ahead its clock stands.
    bool start(int daysOn = 0);
    void kill();
    // SIGTERM; the exit code.
    int stop();
    std::uint16_t port() const { return static_cast<std::uint16_t>(std::stoi(port_)); }
    qint64 processId() const { return process_.processId(); }

    Ended command(const std::vector<std::string>& arguments) const;
    // `arguments` are curl's; the terminal's certificate and the root are given unless `bare`.
    Reply curl(const std::string& target, const std::vector<std::string>& arguments = {},
               bool bare = false) const;
    Reply post(const std::vector<Bytes>& packets) const;
    // Verified by the acknowledgement certificate.
    std::vector<protocol::Acknowledgement> wordsIn(const QByteArray& body) const;

private:
    QTemporaryDir folder_;
    QProcess process_;
    std::string port_;
};

} // namespace jiujin::tests
