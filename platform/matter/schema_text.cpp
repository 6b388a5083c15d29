#include "platform/matter/schema_text.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace jiujin::matter {

namespace json = boost::json;

namespace {

json::string_view viewOfKey(const std::string& text) {
    return {text.data(), text.size()};
}

json::object propertyOf(const Field& field) {
    json::object property{{"type", "string"}, {"minLength", 1}};
    if (field.kind == FieldKind::Choice) {
        json::array codes;
        for (const Choice& choice : field.choices)
            codes.emplace_back(viewOfKey(choice.code));
        property["enum"] = std::move(codes);
    } else {
        property["maxLength"] = field.maxLength;
    }
    return property;
}

// What is always asked; the rest is required by the walk of asked_form.h.
bool alwaysRequired(const Field& field) {
    return field.required && field.when.always() && !field.isComputed();
}

struct Members {
    json::object properties;
    json::array required;

    void add(const Field& field, bool always) {
        properties[viewOfKey(field.id)] = propertyOf(field);
        if (always)
            required.emplace_back(viewOfKey(field.id));
    }
    json::object schema() && {
        json::object out{{"type", "object"},
                         {"properties", std::move(properties)},
                         {"additionalProperties", false}};
        if (!required.empty())
            out["required"] = std::move(required);
        return out;
    }
};

json::object listOf(const FieldGroup& group) {
    Members row;
    for (const Field& field : group.fields)
        row.add(field, alwaysRequired(field));
    return {
        {"type", "array"}, {"maxItems", group.repeat->most}, {"items", std::move(row).schema()}};
}

} // namespace

std::string schemaText(const std::vector<FieldGroup>& groups, const std::vector<FormRule>& rules) {
    Members whole;
    for (const FieldGroup& group : groups) {
        if (group.repeat) {
            whole.properties[viewOfKey(group.id)] = listOf(group);
            continue;
        }
        for (const Field& field : group.fields)
            whole.add(field, group.when.always() && alwaysRequired(field));
    }
    json::object schema = std::move(whole).schema();
    schema["$schema"] = "http://json-schema.org/draft-07/schema#";
    json::array all;
    for (const FormRule& rule : rules) {
        if (rule.say.zh.empty())
            all.push_back(json::parse(viewOfKey(rule.schema)));
    }
    if (!all.empty())
        schema["allOf"] = std::move(all);
    return std::string(json::serialize(schema));
}

} // namespace jiujin::matter
