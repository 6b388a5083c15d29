#include "app/terminal/service/settings.h"

#include "app/terminal/service/settings_section.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <tuple>

namespace jiujin::service {

namespace {

constexpr std::int64_t highestId = 4'000'000'000;
// Slower than this, the platform would take the body for one that never ends.
constexpr std::int64_t slowestKbit = 128, fastestKbit = 10'000'000;
constexpr uid_t visitDefault = 60911;
const std::map<std::string, uid_t> usualUsers{
    {"idcard", 60912}, {"printer", 60913}, {"smartcard", 60914}, {"slip", 60915}};

// "0400:c35a"
bool isUsbIdentity(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    return text.size() == 9 && text[4] == ':' && text.find_first_not_of(digits) == 4 &&
           text.find_first_not_of(digits, 5) == std::string_view::npos;
}

bool isName(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

class Reader {
public:
    Reader(const toml::table& whole, const std::filesystem::path& file)
        : whole_(&whole, "settings", file), file_(file) {}

    Settings read() {
        Settings settings;
        readTerminal(settings);
        readPrograms(settings);
        readDevices(settings);
        readUsers(settings);
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
        settings.calendar = terminal.path("calendar");
        if (terminal.has("divisions"))
            settings.divisions = terminal.path("divisions");
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
        for (DeviceSettings& device : settings.devices) {
            const auto usual = usualUsers.find(device.name);
            if (usual == usualUsers.end() && !users.has(device.name.c_str()))
                throw SettingsMistake{file_.string() + ": [users] lacks " + device.name +
                                      ", the user of [devices." + device.name + "]"};
            device.user = user(device.name.c_str(), usual == usualUsers.end() ? 0 : usual->second);
        }
        if (users.has("operator"))
            settings.operatorUser = static_cast<uid_t>(users.number("operator", highestId));
        users.finish();
        checkUsers(settings);
    }

    // What one program remembers of a person, another of the same user could read.
    void checkUsers(const Settings& settings) const {
        std::set<uid_t> taken{settings.visitUser};
        for (const DeviceSettings& device : settings.devices)
            if (device.user != 0 && !taken.insert(device.user).second)
                throw SettingsMistake{file_.string() + ": the user of [devices." + device.name +
                                      "] is another program's too"};
    }

    void readDevices(Settings& settings) {
        SettingsSection devices = section("devices");
        static_cast<void>(devices.table("idcard"));
        std::set<std::string> classes;
        for (const std::string& name : devices.names()) {
            if (!isName(name) || name == "visit" || name == "operator")
                throw devices.mistake(name.c_str(), "a device's name is of a-z, 0-9 and -");
            SettingsSection device(&devices.table(name.c_str()), "devices." + name, file_);
            settings.devices.push_back(readDevice(device, name));
            if (!classes.insert(settings.devices.back().deviceClass).second)
                throw devices.mistake(name.c_str(), "another device is of this class already");
            device.finish();
        }
        devices.finish();
    }

    DeviceSettings readDevice(SettingsSection& device, const std::string& name) {
        DeviceSettings settings{name, name, device.text("module"), {}, {}, 0};
        if (device.has("class")) {
            settings.deviceClass = device.text("class");
            if (!isName(settings.deviceClass))
                throw device.mistake("class", "class is of a-z, 0-9 and -");
        }
        if (device.has("options"))
            for (const auto& [key, node] : device.table("options")) {
                const auto value = node.value_exact<std::string>();
                if (!value)
                    throw device.mistake(node, std::string(key.str()) + " must be text in quotes");
                settings.options.emplace(std::string(key.str()), *value);
            }
        readUsb(device, settings);
        if (device.has("supplies"))
            readSupplies(device, settings);
        if (device.has("groups"))
            for (const toml::node& node : device.list("groups")) {
                const auto value = node.value_exact<std::int64_t>();
                if (!value || *value < 0 || *value > highestId)
                    throw device.mistake(node, "groups must be numbers");
                settings.groups.push_back(static_cast<gid_t>(*value));
            }
        return settings;
    }

    void readSupplies(SettingsSection& device, DeviceSettings& settings) {
        constexpr std::int64_t most = 100'000;
        if (!settings.prints())
            throw device.mistake("supplies", "only a printer has supplies");
        SettingsSection supplies(&device.table("supplies"),
                                 "devices." + settings.name + ".supplies", file_);
        if (supplies.has("paper"))
            settings.paper = supplies.number("paper", most, 1);
        if (supplies.has("toner_pages"))
            settings.tonerPages = supplies.number("toner_pages", most, 1);
        supplies.finish();
    }

    static std::vector<std::string> identitiesIn(SettingsSection& section, const char* key) {
        std::vector<std::string> identities;
        if (!section.has(key))
            return identities;
        for (const toml::node& node : section.list(key)) {
            const auto value = node.value_exact<std::string>();
            if (!value || !isUsbIdentity(*value))
                throw section.mistake(node, std::string(key) + " must be like \"0400:c35a\"");
            identities.push_back(*value);
        }
        return identities;
    }

    static void readUsb(SettingsSection& device, DeviceSettings& settings) {
        settings.usb = identitiesIn(device, "usb");
        settings.tty = identitiesIn(device, "tty");
        if (device.has("identity"))
            settings.identity = device.text("identity");
        if (device.has("handing")) {
            const std::string handing = device.text("handing");
            if (handing != "path" && handing != "descriptor")
                throw device.mistake("handing", "handing must be \"descriptor\" or \"path\"");
            settings.byPath = handing == "path";
        }
        const bool plugged = !settings.usb.empty() || !settings.tty.empty();
        if (plugged && settings.options.count("device") + settings.options.count("descriptor") > 0)
            throw device.mistake("options", "a device of usb or tty has no path of its own");
        if (!settings.usb.empty() && !settings.tty.empty())
            throw device.mistake("tty", "a device is of usb or of tty, not of both");
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
        SettingsSection usb = section("usb");
        settings.usbParts = identitiesIn(usb, "parts");
        usb.finish();
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
