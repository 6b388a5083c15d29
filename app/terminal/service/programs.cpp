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

devices::Program visitProgram(const Settings& settings, const PublicFiles& files,
                              const Rules& rules) {
    const auto part = [&](const char* name, const std::filesystem::path& builtIn) {
        return !rules.folder.empty() && std::filesystem::exists(rules.folder / name)
                   ? pathOf(rules.folder / name)
                   : pathOf(builtIn);
    };
    devices::Program visit{pathOf(settings.programs / "jiujin-visit"),
                           {QStringLiteral("--matters"), part("matters", settings.matters),
                            QStringLiteral("--calendar"), part("calendar", settings.calendar),
                            QStringLiteral("--notices"), part("notices", settings.notices),
                            QStringLiteral("--trust"), pathOf(files.trust),
                            QStringLiteral("--root"), pathOf(files.root)},
                           settings.visitUser,
                           {},
                           rules.held};
    if (!settings.divisions.empty())
        visit.arguments << QStringLiteral("--divisions") << part("divisions", settings.divisions);
    if (!rules.folder.empty() && std::filesystem::exists(rules.folder / "matters"))
        visit.arguments << QStringLiteral("--heads") << pathOf(mirror::headsBeside(rules.folder));
    if (!rules.id.empty())
        visit.arguments << QStringLiteral("--snapshot") << textOf(rules.id);
    if (settings.windowSize)
        visit.arguments << QStringLiteral("--windowed") << textOf(*settings.windowSize);
    return visit;
}

Result<void> checkReach(const Settings& settings, const PublicFiles& files) {
    JIUJIN_TRY(checkReach(settings.visitUser,
                          {settings.programs / "jiujin-visit", settings.matters, settings.calendar,
                           settings.notices, files.root, files.trust / "seal.pem"}));
    if (!settings.divisions.empty())
        JIUJIN_TRY(checkReach(settings.visitUser, {settings.divisions}));
    for (const DeviceSettings& device : settings.devices)
        JIUJIN_TRY(checkReach(device.user, {settings.programs / "jiujin-driver-host",
                                            settings.modules / (device.module + ".so")}));
    return {};
}

} // namespace jiujin::service
