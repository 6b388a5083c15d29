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

std::filesystem::path SettingsSection::path(const char* key) {
    const std::filesystem::path given = text(key);
    return (std::filesystem::absolute(file_).parent_path() / given).lexically_normal();
}

std::int64_t SettingsSection::number(const char* key, std::int64_t most) {
    const toml::node& node = at(key);
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > most)
        throw mistake(node,
                      std::string(key) + " must be a number from 0 to " + std::to_string(most));
    return *value;
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
