#include "platform/server/settings.h"

#include <array>
#include <fstream>
#include <iterator>
#include <set>
#include <toml++/toml.h>

namespace jiujin::server {

namespace {

// In the order of Zone.
constexpr std::array<std::string_view, 3> zoneNames{"open", "inner", "both"};

// Thrown and caught in this file.
struct Mistake {
    std::string text;
};

class Section {
public:
    Section(const toml::table& whole, std::string name, const std::filesystem::path& file)
        : name_(std::move(name)), file_(file) {
        const toml::node* node = whole.get(name_);
        table_ = node == nullptr ? nullptr : node->as_table();
        if (table_ == nullptr)
            throw Mistake{file_.string() + ": the table [" + name_ + "] is missing"};
    }

    std::filesystem::path path(const std::string& key) {
        const std::filesystem::path given = text(key);
        return given.is_absolute() ? given : file_.parent_path() / given;
    }
    std::string text(const std::string& key) {
        const toml::node& node = at(key);
        const auto value = node.value_exact<std::string>();
        if (!value || value->empty())
            throw at(node, key + " must be text in quotes");
        return *value;
    }
    std::uint16_t port(const std::string& key) {
        const toml::node& node = at(key);
        const auto value = node.value_exact<std::int64_t>();
        if (!value || *value < 0 || *value > 65535)
            throw at(node, key + " must be a number from 0 (any free port) to 65535");
        return static_cast<std::uint16_t>(*value);
    }
    // A whole number; without the key `value` stays.
    template <typename T>
    void number(const std::string& key, std::int64_t least, std::int64_t most, T& value) {
        if (!has(key))
            return;
        const toml::node& node = at(key);
        const auto given = node.value_exact<std::int64_t>();
        if (!given || *given < least || *given > most)
            throw at(node, key + " must be a number from " + std::to_string(least) + " to " +
                               std::to_string(most));
        value = T(*given);
    }
    bool has(const std::string& key) const { return table_->contains(key); }
    Mistake mistake(const std::string& key, const std::string& what) { return at(at(key), what); }

    // Whatever was not asked for is a mistake: a wrong spelling must not be overlooked.
    void finish() const {
        for (const auto& [key, node] : *table_)
            if (!asked_.contains(std::string(key.str())))
                throw at(node, "unknown key " + std::string(key.str()) + " in [" + name_ + "]");
    }

private:
    const toml::node& at(const std::string& key) {
        asked_.insert(key);
        const toml::node* node = table_->get(key);
        if (node == nullptr)
            throw at(*table_, "[" + name_ + "] lacks " + key);
        return *node;
    }
    Mistake at(const toml::node& node, const std::string& what) const {
        return {file_.string() + ":" + std::to_string(node.source().begin.line) + ": " + what};
    }

    std::string name_;
    const std::filesystem::path& file_;
    const toml::table* table_;
    std::set<std::string> asked_;
};

Zone readZone(const toml::table& whole, const std::filesystem::path& file, Settings& settings) {
    if (!whole.contains("zone"))
        return Zone::Both;
    Section zone(whole, "zone", file);
    const std::string role = zone.text("role");
    const auto known = std::find(zoneNames.begin(), zoneNames.end(), role);
    if (known == zoneNames.end())
        throw zone.mistake("role", "role must be \"open\", \"inner\" or \"both\"");
    const auto found = static_cast<Zone>(known - zoneNames.begin());
    if (found == Zone::Inner) {
        settings.openZone = zone.text("open");
        if (!settings.openZone.starts_with("https://") || settings.openZone.ends_with('/'))
            throw zone.mistake("open", "open must be the open zone's address: https://host:port");
    }
    zone.finish();
    return found;
}

void readKeys(const toml::table& whole, const std::filesystem::path& file, Settings& settings) {
    Section keys(whole, "keys", file);
    settings.root = keys.path("root");
    if (keys.has("revoked"))
        settings.revoked = keys.path("revoked");
    if (isOpen(settings.zone)) {
        settings.serverCertificate = keys.path("server_certificate");
        settings.serverKey = keys.path("server_key");
    }
    if (settings.zone == Zone::Inner) {
        settings.innerCertificate = keys.path("inner_certificate");
        settings.innerKey = keys.path("inner_key");
    }
    if (isInner(settings.zone)) {
        settings.sealCertificate = keys.path("seal_certificate");
        settings.sealKey = keys.path("seal_key");
        settings.acknowledgeCertificate = keys.path("acknowledge_certificate");
        settings.acknowledgeKey = keys.path("acknowledge_key");
        if (keys.has("witnesses"))
            settings.witnesses = keys.path("witnesses");
    }
    keys.finish();
}

void readListen(const toml::table& whole, const std::filesystem::path& file, Settings& settings) {
    Section listen(whole, "listen", file);
    settings.listener.address = listen.text("address");
    settings.listener.port = listen.port("port");
    if (listen.has("port_file"))
        settings.portFile = listen.path("port_file");
    listen.finish();
}

void readLocal(const toml::table& whole, const std::filesystem::path& file, Settings& settings) {
    if (!whole.contains("local"))
        return;
    Section local(whole, "local", file);
    settings.listener.localPort = local.port("port");
    if (local.has("port_file"))
        settings.localPortFile = local.path("port_file");
    local.finish();
}

void readCatalogue(const toml::table& whole, const std::filesystem::path& file,
                   Settings& settings) {
    if (!whole.contains("catalogue"))
        return;
    Section catalogue(whole, "catalogue", file);
    settings.catalogue = catalogue.path("folder");
    catalogue.finish();
}

void readLimits(const toml::table& whole, const std::filesystem::path& file,
                ListenerSettings& listener) {
    if (!whole.contains("limits"))
        return;
    constexpr std::int64_t kibi = 1024, mebi = kibi * kibi;
    Section limits(whole, "limits", file);
    limits.number("header_bytes", kibi, 64 * kibi, listener.maxHeadBytes);
    limits.number("body_bytes", kibi, 64 * mebi, listener.maxBodyBytes);
    limits.number("bodies_bytes", kibi, 64 * kibi * mebi, listener.maxBodiesBytes);
    limits.number("connections", 1, 1'000'000, listener.maxConnections);
    limits.number("connections_per_terminal", 1, 10'000, listener.maxConnectionsOfOne);
    limits.number("requests_per_second", 1, 100'000, listener.requestsPerSecond);
    limits.number("requests_at_once", 1, 1'000'000, listener.requestsAtOnce);
    limits.number("handshake_seconds", 1, 300, listener.handshakeTime);
    limits.number("idle_seconds", 1, 86'400, listener.idleTime);
    limits.number("header_seconds", 1, 300, listener.headTime);
    limits.number("slowest_bytes_per_second", 1, mebi, listener.slowestBytesPerSecond);
    limits.number("drain_seconds", 1, 600, listener.drainTime);
    limits.finish();
}

// A table that the zone has no use for is a mistake: an inner zone that is told to listen, say.
void checkTables(const toml::table& whole, const std::filesystem::path& file, Zone zone) {
    std::vector<std::string_view> known{"zone", "keys", "store"};
    if (isOpen(zone))
        known.insert(known.end(), {"listen", "local", "limits", "catalogue"});
    if (isInner(zone))
        known.push_back("matters");
    for (const auto& [key, node] : whole)
        if (std::find(known.begin(), known.end(), key.str()) == known.end())
            throw Mistake{file.string() + ":" + std::to_string(node.source().begin.line) +
                          ": unknown table or key " + std::string(key.str()) + " in zone " +
                          std::string(zoneNames[static_cast<std::size_t>(zone)])};
}

Settings read(const toml::table& whole, const std::filesystem::path& file) {
    Settings settings;
    settings.zone = readZone(whole, file, settings);
    checkTables(whole, file, settings.zone);
    if (isOpen(settings.zone)) {
        readListen(whole, file, settings);
        readLocal(whole, file, settings);
        readLimits(whole, file, settings.listener);
        readCatalogue(whole, file, settings);
    }
    readKeys(whole, file, settings);
    Section store(whole, "store", file);
    settings.store = store.path("file");
    store.finish();
    if (isInner(settings.zone)) {
        Section matters(whole, "matters", file);
        settings.matters = matters.path("folder");
        settings.calendar = matters.path("calendar");
        matters.finish();
    }
    return settings;
}

} // namespace

bool isOpen(Zone zone) {
    return zone != Zone::Inner;
}

bool isInner(Zone zone) {
    return zone != Zone::Open;
}

Result<Settings> loadSettings(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return Error(ErrorCode::FileUnreadable,
                     file.string() + ": no such file; jiujin-platform init makes one");
    const std::string text((std::istreambuf_iterator<char>(stream)), {});
    try {
        return read(toml::parse(text, file.string()), file);
    } catch (const Mistake& mistake) {
        return Error(ErrorCode::SettingsInvalid, mistake.text);
    } catch (const toml::parse_error& error) {
        return Error(ErrorCode::SettingsInvalid, file.string() + ":" +
                                                     std::to_string(error.source().begin.line) +
                                                     ": " + std::string(error.description()));
    }
}

} // namespace jiujin::server
