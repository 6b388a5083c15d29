// A program that jiujin-terminal started: with its own user where this process is root, with the
// descriptors it is meant to have and no other, with an environment of known names only, and never
// outliving this process.
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QProcess>

#include <memory>
#include <optional>
#include <sys/types.h>
#include <vector>

namespace jiujin::devices {

struct Program {
    QString file;
    QStringList arguments;
    // Who it runs as; only root can change that. Its group has the same number.
    std::optional<uid_t> user;
    std::vector<gid_t> groups; // beside its own: a device node's
    // What must be there as long as it runs.
    std::shared_ptr<const void> uses = {};
};

class Child : public QObject {
    Q_OBJECT
public:
    // The descriptors stay the caller's; the program inherits them under the same numbers.
    Child(const Program& program, const std::vector<int>& descriptors, QObject* parent = nullptr);
    // Kills it when it still runs.
    ~Child() override;

    bool running() const { return process_.state() != QProcess::NotRunning; }
    qint64 pid() const { return process_.processId(); }
    std::chrono::milliseconds lived() const;
    // It ended by itself, with exit status 0.
    bool endedCleanly() const;
    // Kills it unless it has ended by then.
    void killAfter(std::chrono::milliseconds patience);

signals:
    // Once, also when it could not be started at all.
    void ended();

private:
    QProcess process_;
    QElapsedTimer started_;
    bool told_ = false;
};

} // namespace jiujin::devices
