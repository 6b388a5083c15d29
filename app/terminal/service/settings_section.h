// One table of a settings file, read so that nothing in it is overlooked and every mistake has its
// line.
#pragma once

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <toml++/toml.h>
#include <utility>
#include <vector>

namespace jiujin::service {

// Thrown and caught within the reading of one file.
struct SettingsMistake {
    std::string text;
};

class SettingsSection {
public:
    // name: for messages. A missing table counts as an empty one.
    SettingsSection(const toml::table* table, std::string name, const std::filesystem::path& file);

    bool has(const char* key) const { return table_ && table_->contains(key); }
    std::string text(const char* key);
    // What stands in it.
    std::vector<std::string> names() const;
    std::filesystem::path path(const char* key);
    std::int64_t number(const char* key, std::int64_t most, std::int64_t least = 0);
    // "20:00-06:00": minutes since midnight.
    std::pair<std::chrono::minutes, std::chrono::minutes> hours(const char* key);
    const toml::table& table(const char* key);
    const toml::array& list(const char* key);
    // Refuses what was not asked for.
    void finish() const;

    SettingsMistake mistake(const toml::node& node, const std::string& what) const;
    // About a key that is there.
    SettingsMistake mistake(const char* key, const std::string& what) const;

private:
    const toml::node& at(const char* key);

    const toml::table* table_;
    const std::string name_;
    const std::filesystem::path& file_;
    std::set<std::string, std::less<>> asked_;
};

} // namespace jiujin::service
