#include "platform/matter/load_parts.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace jiujin::matter {

namespace json = boost::json;

namespace {

constexpr std::size_t labelMax = 60, helpMax = 300, fieldsMax = 60, choicesMax = 300;
constexpr int lengthMax = 500;

const std::map<std::string, FieldKind> kinds{
    {"text", FieldKind::Text},      {"name", FieldKind::Name},
    {"mobile", FieldKind::Mobile},  {"citizenNumber", FieldKind::CitizenNumber},
    {"date", FieldKind::Date},      {"choice", FieldKind::Choice},
    {"address", FieldKind::Address}};

json::string_view viewOfKey(const std::string& text) {
    return {text.data(), text.size()};
}

Choice readChoice(const Place& place) {
    place.onlyKeys({"code", "label"});
    return {place.text("code", 20), place.words("label", labelMax)};
}

void readChoices(const Place& place, Field& field) {
    std::set<std::string> codes;
    for (const Place& each : place.list("choices", 2, choicesMax)) {
        field.choices.push_back(readChoice(each));
        if (!codes.insert(field.choices.back().code).second)
            each.fault("this code stands there twice; give each choice its own");
    }
}

Field readField(const Place& place) {
    place.onlyKeys({"id", "label", "help", "example", "kind", "required", "maxLength", "choices",
                    "prefill", "locked"});
    Field field;
    field.id = place.id("id");
    field.label = place.words("label", labelMax);
    field.help = place.optionalWords("help", helpMax);
    field.example = place.optionalWords("example", labelMax);
    const std::string kind = place.oneOf(
        "kind", {"text", "name", "citizenNumber", "mobile", "date", "choice", "address"});
    if (const auto found = kinds.find(kind); found != kinds.end())
        field.kind = found->second;
    field.required = place.flag("required", true);
    field.maxLength = static_cast<std::size_t>(place.number("maxLength", 1, lengthMax, 100));
    if (place.has("prefill"))
        field.prefill = place.oneOf("prefill", {"card.name", "card.number", "card.sex",
                                                "card.birth", "card.nation", "card.address"});
    field.locked = place.flag("locked", false);
    if (field.locked && field.prefill.empty())
        place.fault("a locked field needs \"prefill\": say what of the card fills it");
    if (field.kind == FieldKind::Choice)
        readChoices(place, field);
    else if (place.has("choices"))
        place.fault("\"choices\" needs \"kind\": \"choice\"");
    return field;
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

// Rules come from a package: only keywords that neither run a regular expression nor fetch, and
// only fields that the form has, so that a misspelt rule is a fault and not a rule that never
// holds.
class RuleScreen {
public:
    RuleScreen(const std::set<std::string>& ids) : ids_(ids) {}

    void schema(const Place& place) const {
        const auto* object = place.value().if_object();
        place.onlyKeys(
            {"if", "then", "else", "not", "allOf", "anyOf", "oneOf", "required", "properties"});
        if (object == nullptr)
            return;
        for (const char* key : {"if", "then", "else", "not"}) {
            if (place.has(key))
                schema(place.at(key));
        }
        for (const char* key : {"allOf", "anyOf", "oneOf"}) {
            if (place.has(key))
                eachSchema(place.list(key, 1, fieldsMax));
        }
        if (place.has("required"))
            required(place.list("required", 1, fieldsMax));
        if (place.has("properties"))
            properties(place.at("properties"));
    }

private:
    void eachSchema(const std::vector<Place>& places) const {
        for (const Place& place : places)
            schema(place);
    }
    void required(const std::vector<Place>& names) const {
        for (const Place& name : names) {
            const auto* text = name.value().if_string();
            if (text == nullptr || !ids_.contains(std::string(text->data(), text->size())))
                name.fault("no field of this form has this id");
        }
    }
    void properties(const Place& place) const {
        const auto* object = place.value().if_object();
        if (object == nullptr) {
            place.fault("must be an object { … }");
            return;
        }
        for (const auto& member : *object) {
            const std::string id(member.key().data(), member.key().size());
            if (!ids_.contains(id))
                place.fault("names a field that this form does not have");
            else
                value(place.at(id));
        }
    }
    void value(const Place& place) const {
        place.onlyKeys({"const", "enum"});
        if (place.has("const"))
            place.text("const", lengthMax);
        if (place.has("enum"))
            for (const Place& each : place.list("enum", 1, choicesMax))
                if (!each.value().is_string())
                    each.fault("must be text");
    }

    const std::set<std::string>& ids_;
};

} // namespace

std::vector<FieldGroup> readGroups(const Place& form) {
    form.onlyKeys({"groups", "rules"});
    std::vector<FieldGroup> groups;
    std::set<std::string> ids;
    for (const Place& place : form.list("groups", 1, 20)) {
        place.onlyKeys({"title", "fields"});
        FieldGroup group{place.words("title", labelMax), {}};
        for (const Place& each : place.list("fields", 1, fieldsMax)) {
            group.fields.push_back(readField(each));
            if (!ids.insert(group.fields.back().id).second)
                each.fault("this id stands there twice; give each field its own");
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

std::string schemaOf(const std::vector<FieldGroup>& groups, const Place& form) {
    json::object properties;
    json::array required;
    std::set<std::string> ids;
    for (const FieldGroup& group : groups) {
        for (const Field& field : group.fields) {
            ids.insert(field.id);
            properties[viewOfKey(field.id)] = propertyOf(field);
            if (field.required)
                required.emplace_back(viewOfKey(field.id));
        }
    }
    json::object schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                        {"type", "object"},
                        {"properties", std::move(properties)},
                        {"additionalProperties", false}};
    if (!required.empty())
        schema["required"] = std::move(required);
    if (form.has("rules")) {
        json::array rules;
        for (const Place& rule : form.list("rules", 1, 50)) {
            RuleScreen(ids).schema(rule);
            rules.push_back(rule.value());
        }
        if (!rules.empty())
            schema["allOf"] = std::move(rules);
    }
    return std::string(json::serialize(schema));
}

} // namespace jiujin::matter
