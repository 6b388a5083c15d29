// Which listed USB devices are plugged in, and where; what is plugged in and not listed is told and
// left alone. By libudev: nothing is asked while nothing changes.
#pragma once

#include "platform/base/result.h"

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

struct udev;
struct udev_device;
struct udev_monitor;

namespace jiujin::devices {

// Identities are "vvvv:pppp", vendor and product in lower-case hexadecimal. Each stands for one
// device: what is listed twice may be there twice.
struct NodeRule {
    QString device;                    // of the settings
    std::vector<std::string> usb, tty; // its USB node, or the serial line of a USB device
};

struct Unlisted {
    std::string kind; // "storage", "keyboard" or "other"
    std::string identity;
    bool operator==(const Unlisted&) const = default;
};

class NodeWatch : public QObject {
    Q_OBJECT
public:
    // terminalParts: what else belongs to the terminal, as its touch screen; left alone too, but
    // not told. Hubs are not told either.
    NodeWatch(std::vector<NodeRule> rules, std::vector<std::string> terminalParts);
    ~NodeWatch() override;

    // Tells what is there already, then every change. ProgramStart.
    Result<void> start();
    // Now.
    std::vector<Unlisted> unlisted() const;

signals:
    void came(const QString& device, const QString& node);
    void went(const QString& device);
    void unlistedCame(const jiujin::devices::Unlisted& what);

private:
    struct Plug {
        std::string identity;
        QString device;   // whose node it is, or empty
        bool tty = false; // a serial line; otherwise a whole USB device
        std::string kind; // of what is not listed; otherwise empty
    };

    void enumerate(const char* subsystem);
    void hear();
    void add(udev_device* device);
    void addUsb(udev_device* device, const std::string& path);
    void addLine(udev_device* device, const std::string& path);
    void remove(const std::string& path);
    QString ruleFor(const std::string& identity, bool tty) const;
    void take(const std::string& path, Plug plug, udev_device* device);

    const std::vector<NodeRule> rules_;
    std::map<std::string, int> allowed_; // how many of an identity may be there
    std::map<std::string, Plug> plugs_;  // by path in /sys
    udev* udev_ = nullptr;
    udev_monitor* monitor_ = nullptr;
    std::unique_ptr<QSocketNotifier> notifier_;
};

} // namespace jiujin::devices
