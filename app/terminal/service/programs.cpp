#include "app/terminal/service/programs.h"

#include "app/terminal/service/reach.h"

namespace jiujin::service {

namespace {

QString pathOf(const std::filesystem::path& path) {
    return QString::fromStdString(path.string());
}

QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

devices::Program hostProgram(const Settings& settings, const DeviceSettings& device) {
    devices::Program host{pathOf(settings.programs / "jiujin-driver-host"),
                          {QStringLiteral("--module"), textOf(device.module),
                           QStringLiteral("--modules"), pathOf(settings.modules),
                           QStringLiteral("--class"), textOf(device.deviceClass)},
                          device.user,
                          device.groups};
    for (const auto& [key, value] : device.options)
        host.arguments << QStringLiteral("--option") << textOf(key + "=" + value);
    return host;
}

devices::Device deviceOf(const Settings& settings, const DeviceSettings& device) {
    return {textOf(device.name),
            textOf(device.deviceClass),
            textOf(device.module),
            hostProgram(settings, device),
            device.usb,
            device.tty,
            device.byPath,
            device.identity};
}

} // namespace

std::vector<devices::Device> devicesOf(const Settings& settings) {
    std::vector<devices::Device> devices;
    for (const DeviceSettings& device : settings.devices)
        devices.push_back(deviceOf(settings, device));
    return devices;
}

devices::Program visitProgram(const Settings& settings, const PublicFiles& files) {
    devices::Program visit{pathOf(settings.programs / "jiujin-visit"),
                           {QStringLiteral("--matters"), pathOf(settings.matters),
                            QStringLiteral("--notices"), pathOf(settings.notices),
                            QStringLiteral("--trust"), pathOf(files.trust),
                            QStringLiteral("--root"), pathOf(files.root)},
                           settings.visitUser,
                           {}};
    if (settings.windowSize)
        visit.arguments << QStringLiteral("--windowed") << textOf(*settings.windowSize);
    return visit;
}

Result<void> checkReach(const Settings& settings, const PublicFiles& files) {
    JIUJIN_TRY(
        checkReach(settings.visitUser, {settings.programs / "jiujin-visit", settings.matters,
                                        settings.notices, files.root, files.trust / "seal.pem"}));
    for (const DeviceSettings& device : settings.devices)
        JIUJIN_TRY(checkReach(device.user, {settings.programs / "jiujin-driver-host",
                                            settings.modules / (device.module + ".so")}));
    return {};
}

} // namespace jiujin::service
