#include "platform/matter/load_form.h"

#include <boost/json/serialize.hpp>

#include <set>

namespace jiujin::matter {

namespace json = boost::json;

namespace {

constexpr std::size_t partsMax = 60, codesMax = 300, codeLength = 500, sayMax = 200;
constexpr int deepest = 8;

// Rules come from a package: only keywords that neither run a regular expression nor fetch, and
// only fields that the form has, so that a misspelt rule is a fault and not a rule that never
// holds.
class RuleScreen {
public:
    explicit RuleScreen(const std::vector<FieldGroup>& groups) {
        for (const FieldGroup& group : groups) {
            for (const Field& field : group.fields) {
                if (!group.repeat)
                    ids_.insert(field.id);
            }
        }
    }

    bool hasField(const std::string& id) const { return ids_.count(id) != 0; }

    // "say" and "field" belong to the outermost object only.
    void schema(const Place& place, int depth = 0) const {
        if (depth == 0)
            place.onlyKeys({"if", "then", "else", "not", "allOf", "anyOf", "oneOf", "required",
                            "properties", "say", "field"});
        else
            place.onlyKeys(
                {"if", "then", "else", "not", "allOf", "anyOf", "oneOf", "required", "properties"});
        if (place.value().if_object() == nullptr || tooDeep(place, depth))
            return;
        for (const char* key : {"if", "then", "else", "not"}) {
            if (place.has(key))
                schema(place.at(key), depth + 1);
        }
        for (const char* key : {"allOf", "anyOf", "oneOf"}) {
            if (!place.has(key))
                continue;
            for (const Place& each : place.list(key, 1, partsMax))
                schema(each, depth + 1);
        }
        if (place.has("required"))
            required(place.list("required", 1, partsMax));
        if (place.has("properties"))
            properties(place.at("properties"));
    }

private:
    static bool tooDeep(const Place& place, int depth) {
        if (depth > deepest)
            place.fault("nested too deeply; make several rules of it");
        return depth > deepest;
    }
    void required(const std::vector<Place>& names) const {
        for (const Place& name : names) {
            const auto* text = name.value().if_string();
            if (text == nullptr || !hasField(std::string(text->data(), text->size())))
                name.fault(
                    "no field of this form has this id, or it stands in a group that repeats");
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
            if (!hasField(id))
                place.fault("names a field that this form does not have, or not just once");
            else
                value(place.at(id));
        }
    }
    static void value(const Place& place) {
        place.onlyKeys({"const", "enum"});
        if (place.has("const"))
            place.text("const", codeLength);
        if (place.has("enum"))
            for (const Place& each : place.list("enum", 1, codesMax))
                if (!each.value().is_string())
                    each.fault("must be text");
    }

    std::set<std::string> ids_;
};

// These say that something is wrong, but not at which field.
bool namesNoField(const json::object& rule) {
    return rule.contains("not") || rule.contains("anyOf") || rule.contains("oneOf") ||
           (rule.contains("then") && rule.at("then").is_object() &&
            namesNoField(rule.at("then").get_object())) ||
           (rule.contains("else") && rule.at("else").is_object() &&
            namesNoField(rule.at("else").get_object()));
}

FormRule readRule(const Place& place, const RuleScreen& screen) {
    screen.schema(place);
    FormRule rule;
    const auto* object = place.value().if_object();
    if (object == nullptr)
        return rule;
    json::object schema = *object;
    schema.erase("say");
    schema.erase("field");
    rule.schema = json::serialize(schema);
    if (place.has("say") || place.has("field") || namesNoField(schema)) {
        rule.say = place.words("say", sayMax);
        rule.field = place.id("field");
        if (!screen.hasField(rule.field))
            place.at("field").fault("no field of this form has this id");
    }
    return rule;
}

} // namespace

std::vector<FormRule> readRules(const Place& form, const std::vector<FieldGroup>& groups) {
    std::vector<FormRule> rules;
    if (!form.has("rules"))
        return rules;
    const RuleScreen screen(groups);
    for (const Place& place : form.list("rules", 1, 50))
        rules.push_back(readRule(place, screen));
    return rules;
}

} // namespace jiujin::matter
