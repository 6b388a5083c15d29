#include "platform/maker/json_diff.h"

#include "platform/maker/key_words.h"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <set>

namespace jiujin::maker {

namespace json = boost::json;
using matter::Words;

namespace {

constexpr const char* between = " › ";

std::string textOf(const json::value* value) {
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

const json::value* at(const json::value& value, std::string_view key) {
    const auto* object = value.if_object();
    return object == nullptr ? nullptr : object->if_contains({key.data(), key.size()});
}

std::optional<Words> wordsIn(const json::value& value) {
    const auto *zh = at(value, "zh"), *en = at(value, "en");
    if (zh == nullptr || en == nullptr || value.get_object().size() != 2)
        return std::nullopt;
    return Words{textOf(zh), textOf(en)};
}

Words joined(const Words& front, const Words& back, const char* by) {
    const auto join = [&](const std::string& a, const std::string& b) {
        return a.empty() || b.empty() ? a + b : a + by + b;
    };
    return {join(front.zh, back.zh), join(front.en, back.en)};
}

// What an entry of a list is called, and known by.
std::string nameOf(const json::value& entry) {
    for (const char* key : {"id", "code"})
        if (const auto* found = at(entry, key))
            return textOf(found);
    for (const char* key : {"title", "name", "label"})
        if (const auto* found = at(entry, key))
            return textOf(at(*found, "zh"));
    return entry.is_object() ? std::string() : std::string(json::serialize(entry));
}

Words calledOf(const json::value& entry) {
    for (const char* key : {"title", "name", "label", "question"})
        if (const auto* found = at(entry, key))
            if (const auto words = wordsIn(*found))
                return {"“" + words->zh + "”", "\"" + words->en + "\""};
    const std::string name = nameOf(entry);
    return name.empty() ? Words{} : Words{"“" + name + "”", "\"" + name + "\""};
}

Words shown(const Spot& spot, const json::value& value);

Words shownList(const Spot& spot, const json::array& list) {
    Words out;
    for (const json::value& each : list)
        out = joined(out, shown(spot, each), ", ");
    return out.zh.empty() ? Words{"（空）", "(none)"} : out;
}

Words shown(const Spot& spot, const json::value& value) {
    if (const auto words = wordsIn(value))
        return *words;
    if (const auto* flag = value.if_bool())
        return *flag ? Words{"是", "yes"} : Words{"否", "no"};
    if (value.is_string())
        return wordsOfValue(spot.key, textOf(&value));
    if (const auto* list = value.if_array())
        return shownList(spot, *list);
    if (value.is_object()) {
        const Words called = calledOf(value);
        if (!called.zh.empty())
            return called;
    }
    const std::string plain(json::serialize(value));
    return {plain, plain};
}

Spot below(const Spot& spot, std::string_view key) {
    const KeyWords known = wordsOfKey(spot.key, key);
    // Whatever only reads otherwise, all below it does.
    const Bearing bearing =
        spot.bearing == Bearing::Wording && !spot.key.empty() ? Bearing::Wording : known.bearing;
    return {joined(spot.where, known.words, between), spot.key, std::string(key), bearing};
}

Spot entry(const Spot& spot, const json::value& value) {
    Spot found = spot;
    const Words called = calledOf(value);
    found.where = {spot.where.zh + called.zh,
                   spot.where.en + (called.en.empty() ? "" : " ") + called.en};
    return found;
}

void compareObjects(const Spot& spot, const json::object& before, const json::object& after,
                    std::vector<Difference>& found) {
    std::vector<std::string> keys;
    for (const auto* object : {&before, &after})
        for (const auto& member : *object) {
            const std::string key(member.key().data(), member.key().size());
            if (std::ranges::find(keys, key) == keys.end())
                keys.push_back(key);
        }
    for (const std::string& key : keys) {
        const Spot place = below(spot, key);
        const auto *old = before.if_contains(key), *now = after.if_contains(key);
        if (old != nullptr && now != nullptr)
            compareValues(place, *old, *now, found);
        else
            found.push_back({place.where, old == nullptr ? Words{} : shown(place, *old),
                             now == nullptr ? Words{} : shown(place, *now), place.bearing});
    }
}

bool isPlain(const json::array& list) {
    return std::ranges::none_of(list, [](const json::value& each) { return each.is_object(); });
}

// What is one entry before and after, by its name.
struct Pair {
    const json::value *before, *after;
};
std::vector<Pair> pairsOf(const json::array& before, const json::array& after) {
    std::vector<Pair> pairs;
    std::set<const json::value*> taken;
    for (const json::value& old : before) {
        const std::string name = nameOf(old);
        const auto* same = std::ranges::find_if(after, [&](const json::value& now) {
            return !taken.contains(&now) && nameOf(now) == name;
        });
        if (same != after.end())
            taken.insert(same);
        pairs.push_back({&old, same == after.end() ? nullptr : same});
    }
    for (const json::value& now : after)
        if (!taken.contains(&now))
            pairs.push_back({nullptr, &now});
    return pairs;
}

bool isMoved(const std::vector<Pair>& pairs) {
    const json::value* last = nullptr;
    for (const Pair& pair : pairs) {
        if (pair.before == nullptr || pair.after == nullptr)
            continue;
        if (pair.after < last)
            return true;
        last = pair.after;
    }
    return false;
}

void compareLists(const Spot& spot, const json::array& before, const json::array& after,
                  std::vector<Difference>& found) {
    if (isPlain(before) && isPlain(after)) {
        found.push_back({spot.where, shown(spot, before), shown(spot, after), spot.bearing});
        return;
    }
    const auto pairs = pairsOf(before, after);
    for (const auto& [old, now] : pairs) {
        const Spot place = entry(spot, old == nullptr ? *now : *old);
        if (old != nullptr && now != nullptr)
            compareValues(place, *old, *now, found);
        else
            found.push_back({spot.where, old == nullptr ? Words{} : shown(spot, *old),
                             now == nullptr ? Words{} : shown(spot, *now), spot.bearing});
    }
    if (isMoved(pairs))
        found.push_back({joined(spot.where, {"顺序", "order"}, between), shown(spot, before),
                         shown(spot, after), Bearing::Wording});
}

} // namespace

void compareValues(const Spot& spot, const json::value& before, const json::value& after,
                   std::vector<Difference>& found) {
    if (before == after && json::serialize(before) == json::serialize(after))
        return;
    const bool words = wordsIn(before) && wordsIn(after);
    if (!words && before.is_object() && after.is_object())
        return compareObjects(spot, before.get_object(), after.get_object(), found);
    if (before.is_array() && after.is_array())
        return compareLists(spot, before.get_array(), after.get_array(), found);
    found.push_back({spot.where, shown(spot, before), shown(spot, after), spot.bearing});
}

} // namespace jiujin::maker
