#include "app/terminal/service/settings.h"

#include "app/terminal/service/settings_section.h"

#include <fstream>
#include <iterator>
#include <tuple>

namespace jiujin::service {

namespace {

constexpr std::int64_t highestId = 4'000'000'000;
// Slower than this, the platform would take the body for one that never ends.
constexpr std::int64_t slowestKbit = 128, fastestKbit = 10'000'000;
constexpr uid_t visitDefault = 60911, idcardDefault = 60912, printerDefault = 60913;

class Reader {
public:
    Reader(const toml::table& whole, const std::filesystem::path& file)
        : whole_(&whole, "settings", file), file_(file) {}

    Settings read() {
        Settings settings;
        readTerminal(settings);
        readPrograms(settings);
        readUsers(settings);
        readDevices(settings);
        readOutbox(settings);
        readOptional(settings);
        whole_.finish();
        return settings;
    }

private:
    SettingsSection section(const char* name) {
        return {whole_.has(name) ? &whole_.table(name) : nullptr, name, file_};
    }

    void readTerminal(Settings& settings) {
        SettingsSection terminal = section("terminal");
        settings.state = terminal.path("state");
        settings.enrolment = terminal.path("enrolment");
        settings.matters = terminal.path("matters");
        settings.notices = terminal.path("notices");
        terminal.finish();
    }

    void readPrograms(Settings& settings) {
        SettingsSection programs = section("programs");
        settings.programs = programs.path("folder");
        settings.modules = programs.path("modules");
        programs.finish();
    }

    void readUsers(Settings& settings) {
        SettingsSection users = section("users");
        const auto user = [&](const char* name, uid_t usual) {
            return users.has(name) ? static_cast<uid_t>(users.number(name, highestId)) : usual;
        };
        settings.visitUser = user("visit", visitDefault);
        deviceUsers_ = {{"idcard", user("idcard", idcardDefault)},
                        {"printer", user("printer", printerDefault)}};
        if (users.has("operator"))
            settings.operatorUser = static_cast<uid_t>(users.number("operator", highestId));
        users.finish();
    }

    void readDevices(Settings& settings) {
        SettingsSection devices = section("devices");
        for (const char* name : {"idcard", "printer"}) {
            SettingsSection device(&devices.table(name), std::string("devices.") + name, file_);
            settings.devices.push_back(readDevice(device, name));
            device.finish();
        }
        devices.finish();
    }

    DeviceSettings readDevice(SettingsSection& device, const char* name) {
        DeviceSettings settings{name, device.text("module"), {}, {}, deviceUsers_.at(name)};
        if (device.has("options"))
            for (const auto& [key, node] : device.table("options")) {
                const auto value = node.value_exact<std::string>();
                if (!value)
                    throw device.mistake(node, std::string(key.str()) + " must be text in quotes");
                settings.options.emplace(std::string(key.str()), *value);
            }
        if (device.has("groups"))
            for (const toml::node& node : device.list("groups")) {
                const auto value = node.value_exact<std::int64_t>();
                if (!value || *value < 0 || *value > highestId)
                    throw device.mistake(node, "groups must be numbers");
                settings.groups.push_back(static_cast<gid_t>(*value));
            }
        return settings;
    }

    void readSync(SyncSettings& settings) {
        SettingsSection sync = section("sync");
        if (sync.has("hours"))
            std::tie(settings.from, settings.until) = sync.hours("hours");
        if (sync.has("kbit_per_second"))
            settings.bytesPerSecond =
                sync.number("kbit_per_second", fastestKbit, slowestKbit) * 1000 / 8;
        if (sync.has("proxy")) {
            settings.proxy = sync.text("proxy");
            if (!settings.proxy.starts_with("http://"))
                throw sync.mistake("proxy", "proxy must begin with http://");
        }
        sync.finish();
    }

    void readOutbox(Settings& settings) {
        constexpr std::int64_t mostMebibytes = 1'048'576, mostDays = 3650;
        constexpr std::uint64_t mebibyte = 1024UL * 1024;
        // Room for the two largest packets: below it nothing could ever be taken.
        constexpr std::int64_t leastMebibytes = 128;
        SettingsSection section = this->section("outbox");
        outbox::OutboxSettings& store = settings.outbox;
        const auto days = [&](const char* name) {
            return std::chrono::hours(24 * section.number(name, mostDays, 1));
        };
        const auto mebibytes = [&](const char* name, std::int64_t least) {
            return static_cast<std::uint64_t>(section.number(name, mostMebibytes, least)) *
                   mebibyte;
        };
        store.folder = settings.state / "outbox";
        if (section.has("rows"))
            store.limits.rows = section.number("rows", 1'000'000, 1);
        if (section.has("mebibytes"))
            store.limits.bytes = mebibytes("mebibytes", leastMebibytes);
        if (section.has("days"))
            store.limits.oldest = days("days");
        if (section.has("kept_days"))
            store.retention = days("kept_days");
        if (section.has("kept_mebibytes"))
            store.retainedBytes = mebibytes("kept_mebibytes", 0);
        section.finish();
    }

    void readOptional(Settings& settings) {
        readSync(settings.sync);
        SettingsSection platform = section("platform");
        if (platform.has("url"))
            settings.platformUrl = platform.text("url");
        platform.finish();
        SettingsSection window = section("window");
        if (window.has("size"))
            settings.windowSize = window.text("size");
        window.finish();
        SettingsSection control = section("control");
        if (control.has("socket"))
            settings.controlSocket = control.path("socket");
        control.finish();
    }

    SettingsSection whole_;
    const std::filesystem::path& file_;
    std::map<std::string, uid_t> deviceUsers_;
};

} // namespace

Result<Settings> loadSettings(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return Error{ErrorCode::FileUnreadable, file.string()};
    const std::string text((std::istreambuf_iterator<char>(stream)), {});
    try {
        const toml::table whole = toml::parse(text, file.string());
        return Reader(whole, file).read();
    } catch (const SettingsMistake& mistake) {
        return Error{ErrorCode::SettingsInvalid, mistake.text};
    } catch (const toml::parse_error& error) {
        return Error{ErrorCode::SettingsInvalid, file.string() + ":" +
                                                     std::to_string(error.source().begin.line) +
                                                     ": " + std::string(error.description())};
    }
}

} // namespace jiujin::service
