#include "app/terminal/service/settings_section.h"

namespace jiujin::service {

SettingsSection::SettingsSection(const toml::table* table, std::string name,
                                 const std::filesystem::path& file)
    : table_(table), name_(std::move(name)), file_(file) {}

SettingsMistake SettingsSection::mistake(const toml::node& node, const std::string& what) const {
    return {file_.string() + ":" + std::to_string(node.source().begin.line) + ": " + what};
}

const toml::node& SettingsSection::at(const char* key) {
    asked_.insert(key);
    if (!table_)
        throw SettingsMistake{file_.string() + ": the table [" + name_ + "] is missing"};
    const toml::node* node = table_->get(key);
    if (!node)
        throw mistake(*table_, "[" + name_ + "] lacks " + key);
    return *node;
}

std::string SettingsSection::text(const char* key) {
    const toml::node& node = at(key);
    const auto value = node.value_exact<std::string>();
    if (!value || value->empty())
        throw mistake(node, std::string(key) + " must be text in quotes");
    return *value;
}

std::vector<std::string> SettingsSection::names() const {
    std::vector<std::string> names;
    if (table_)
        for (const auto& [key, node] : *table_)
            names.emplace_back(key.str());
    return names;
}

std::filesystem::path SettingsSection::path(const char* key) {
    const std::filesystem::path given = text(key);
    return (std::filesystem::absolute(file_).parent_path() / given).lexically_normal();
}

SettingsMistake SettingsSection::mistake(const char* key, const std::string& what) const {
    return mistake(*table_->get(key), what);
}

std::int64_t SettingsSection::number(const char* key, std::int64_t most, std::int64_t least) {
    const toml::node& node = at(key);
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < least || *value > most)
        throw mistake(node, std::string(key) + " must be a number from " + std::to_string(least) +
                                " to " + std::to_string(most));
    return *value;
}

std::pair<std::chrono::minutes, std::chrono::minutes> SettingsSection::hours(const char* key) {
    const std::string given = text(key);
    constexpr std::string_view shape = "dd:dd-dd:dd";
    bool fits = given.size() == shape.size();
    for (std::size_t i = 0; fits && i < shape.size(); ++i)
        fits = shape[i] == 'd' ? given[i] >= '0' && given[i] <= '9' : given[i] == shape[i];
    const auto minuteAt = [&](std::size_t at) {
        const int hour = (given[at] - '0') * 10 + given[at + 1] - '0';
        const int minute = (given[at + 3] - '0') * 10 + given[at + 4] - '0';
        return hour < 24 && minute < 60 ? hour * 60 + minute : -1;
    };
    if (!fits || minuteAt(0) < 0 || minuteAt(6) < 0)
        throw mistake(key, std::string(key) + " must be of the form 20:00-06:00");
    return {std::chrono::minutes(minuteAt(0)), std::chrono::minutes(minuteAt(6))};
}

const toml::table& SettingsSection::table(const char* key) {
    const toml::node& node = at(key);
    if (!node.is_table())
        throw mistake(node, std::string(key) + " must be a table");
    return *node.as_table();
}

const toml::array& SettingsSection::list(const char* key) {
    const toml::node& node = at(key);
    if (!node.is_array())
        throw mistake(node, std::string(key) + " must be a list");
    return *node.as_array();
}

void SettingsSection::finish() const {
    if (!table_)
        return;
    for (const auto& [key, node] : *table_)
        if (!asked_.contains(key.str()))
            throw mistake(node, "unknown name " + std::string(key.str()) + " in [" + name_ + "]");
}

} // namespace jiujin::service
