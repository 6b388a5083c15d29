#include "platform/matter/json_place.h"

#include "platform/base/bytes.h"
#include "platform/formats/contact.h"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>
#include <fstream>

namespace jiujin::matter {

namespace json = boost::json;

namespace {

const json::value nothing;
constexpr std::size_t faultsMax = 100;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isVisible(std::string_view text, bool lines) {
    if (!lines)
        return formats::isPlainLine(text);
    std::string joined(text);
    std::replace(joined.begin(), joined.end(), '\n', ' ');
    return formats::isPlainLine(joined);
}

// Words are shown as plain text, so that a tag or an entity in them is a mistake at best.
bool hasMarkup(std::string_view text) {
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        const char next = text[at + 1];
        if (text[at] == '<' && (isLetter(next) || next == '/' || next == '!' || next == '?'))
            return true;
        if (text[at] != '&')
            continue;
        const auto end =
            std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at) + 1, text.end(),
                             [](char c) { return isLetter(c) || isDigit(c) || c == '#'; });
        if (end != text.end() && *end == ';' && next != ';')
            return true;
    }
    return false;
}

template <typename Names>
std::string listed(const Names& names) {
    std::string out;
    for (const auto name : names)
        out += (out.empty() ? "\"" : ", \"") + std::string(name) + "\"";
    return out;
}

} // namespace

bool isId(std::string_view text) {
    return !text.empty() && text.size() <= 40 && text[0] >= 'a' && text[0] <= 'z' &&
           std::all_of(text.begin(), text.end(), [](char c) { return isLetter(c) || isDigit(c); });
}

Result<json::value> parseJson(std::string_view file, std::string_view text, JsonLimits limits) {
    const auto wrong = [&](const std::string& mend) {
        return Error(ErrorCode::MatterInvalid, std::string(file) + ": " + mend);
    };
    if (text.size() > limits.bytes)
        return wrong("larger than " + std::to_string(limits.bytes) + " bytes; make it shorter");
    if (!isUtf8(text))
        return wrong("not UTF-8; save it as UTF-8");
    json::parse_options options;
    options.max_depth = limits.depth;
    json::error_code failure;
    json::value value =
        json::parse(json::string_view(text.data(), text.size()), failure, {}, options);
    if (failure)
        return wrong("not JSON (" + failure.message() + "); check commas, quotes and brackets");
    return value;
}

Result<std::string> readFile(const std::filesystem::path& path, JsonLimits limits) {
    std::ifstream in(path, std::ios::binary);
    std::string text;
    std::array<char, 16384> piece{}; // thousands of small files are read one after the other
    while (text.size() <= limits.bytes && in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        text.append(piece.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (!in && !in.eof())
        return Error(ErrorCode::FileUnreadable, path.filename().string());
    if (text.size() > limits.bytes)
        return Error(ErrorCode::MatterInvalid, path.filename().string() + ": larger than " +
                                                   std::to_string(limits.bytes) +
                                                   " bytes; make it shorter");
    return text;
}

void FaultLog::add(const std::string& place, const std::string& mend) {
    const auto follows = [&](const PlaceFault& known) {
        return place == known.place || place.starts_with(known.place + "/");
    };
    if (std::any_of(all_.begin(), all_.end(), follows) || all_.size() >= faultsMax)
        return;
    all_.push_back({file, place, mend});
    if (!first_)
        first_ = all_.back().error();
}

Error PlaceFault::error() const {
    return {ErrorCode::MatterInvalid, file + ": " + (place.empty() ? "/" : place) + ": " + mend};
}

void Place::fault(const std::string& mend) const {
    faults_->add(path_, mend);
}

void Place::onlyKeys(std::initializer_list<std::string_view> keys) const {
    const auto* object = value_->if_object();
    if (object == nullptr) {
        fault("must be an object { … }");
        return;
    }
    for (const auto& member : *object) {
        const std::string_view name(member.key().data(), member.key().size());
        if (std::find(keys.begin(), keys.end(), name) == keys.end())
            faults_->add(path_ + "/" + (isId(name) ? std::string(name) : std::string("?")),
                         "unknown key; remove it, or use one of " + listed(keys));
    }
}

bool Place::has(std::string_view key) const {
    const auto* object = value_->if_object();
    return object != nullptr && object->contains(json::string_view(key.data(), key.size()));
}

Place Place::at(std::string_view key) const {
    const std::string below = path_ + "/" + std::string(key);
    if (!has(key)) {
        faults_->add(below, "is missing; add it");
        return {nothing, below, *faults_};
    }
    return {value_->get_object().at(json::string_view(key.data(), key.size())), below, *faults_};
}

std::vector<Place> Place::list(std::string_view key, std::size_t atLeast,
                               std::size_t atMost) const {
    const Place here = at(key);
    const auto* array = here.value_->if_array();
    if (array == nullptr || array->size() < atLeast || array->size() > atMost) {
        here.fault("must be a list of " + std::to_string(atLeast) + " to " +
                   std::to_string(atMost) + " entries");
        return {};
    }
    std::vector<Place> out;
    for (std::size_t i = 0; i < array->size(); ++i)
        out.push_back(Place((*array)[i], here.path_ + "/" + std::to_string(i), *faults_));
    return out;
}

std::string Place::ownText(std::size_t maxLength, bool lines) const {
    const auto* string = value_->if_string();
    const std::string_view found =
        string == nullptr ? std::string_view() : std::string_view(string->data(), string->size());
    if (found.empty() || !isVisible(found, lines))
        fault(lines ? "must be text without invisible characters"
                    : "must be one line of text without invisible characters");
    else if (codePoints(found) > maxLength)
        fault("longer than " + std::to_string(maxLength) + " characters; shorten it");
    else if (hasMarkup(found))
        fault("holds markup (a tag or an entity), which is shown as it stands; write plain text");
    else
        return std::string(found);
    return {};
}

std::string Place::text(std::string_view key, std::size_t maxLength, bool lines) const {
    return at(key).ownText(maxLength, lines);
}

std::string Place::id(std::string_view key) const {
    std::string found = text(key, 40);
    if (!isId(found))
        at(key).fault("must begin with a small letter and hold letters and digits only");
    return found;
}

std::string Place::date(std::string_view key) const {
    std::string found = text(key, 10);
    if (!formats::parseDate(found))
        at(key).fault("must be a date written YYYY-MM-DD");
    return found;
}

Words Place::ownWords(std::size_t maxLength, bool lines) const {
    onlyKeys({"zh", "en"});
    return {text("zh", maxLength, lines), text("en", maxLength, lines)};
}

Words Place::words(std::string_view key, std::size_t maxLength, bool lines) const {
    return at(key).ownWords(maxLength, lines);
}

Words Place::optionalWords(std::string_view key, std::size_t maxLength, bool lines) const {
    return has(key) ? words(key, maxLength, lines) : Words{};
}

int Place::number(std::string_view key, int least, int most, int absent) const {
    if (!has(key))
        return absent;
    const Place here = at(key);
    const auto* whole = here.value_->if_int64();
    if (whole == nullptr || *whole < least || *whole > most) {
        here.fault("must be a whole number from " + std::to_string(least) + " to " +
                   std::to_string(most));
        return absent;
    }
    return static_cast<int>(*whole);
}

bool Place::flag(std::string_view key, bool absent) const {
    if (!has(key))
        return absent;
    const Place here = at(key);
    const auto* found = here.value_->if_bool();
    if (found == nullptr)
        here.fault("must be true or false");
    return found == nullptr ? absent : *found;
}

std::string Place::oneOf(std::string_view key,
                         std::initializer_list<std::string_view> names) const {
    std::string found = text(key, 40);
    if (std::find(names.begin(), names.end(), found) == names.end())
        at(key).fault("must be one of " + listed(names));
    return found;
}

std::vector<std::string> Place::ids(std::string_view key, std::size_t atLeast,
                                    std::size_t atMost) const {
    std::vector<std::string> out;
    for (const Place& each : list(key, atLeast, atMost)) {
        const std::string name = each.ownText(40);
        if (!isId(name))
            each.fault("must begin with a small letter and hold letters and digits only");
        else if (std::find(out.begin(), out.end(), name) != out.end())
            each.fault("stands there twice; remove one");
        out.push_back(name);
    }
    return out;
}

std::vector<std::string> Place::keys() const {
    std::vector<std::string> out;
    const auto* object = value_->if_object();
    if (object == nullptr) {
        fault("must be an object { … }");
        return out;
    }
    for (const auto& member : *object) {
        std::string name(member.key().data(), member.key().size());
        if (isId(name))
            out.push_back(std::move(name));
        else
            faults_->add(path_ + "/?", "a key must begin with a small letter and hold letters and "
                                       "digits only");
    }
    return out;
}

std::size_t Place::indexOf(std::string_view key, const std::vector<std::string_view>& names) const {
    const std::string found = text(key, 40);
    const auto place = std::find(names.begin(), names.end(), found);
    if (place != names.end())
        return static_cast<std::size_t>(place - names.begin());
    at(key).fault("must be one of " + listed(names));
    return 0;
}

std::vector<std::string> Place::names(std::string_view key,
                                      std::initializer_list<std::string_view> known) const {
    std::vector<std::string> out;
    for (const Place& each : list(key, 1, known.size())) {
        const auto* text = each.value_->if_string();
        const std::string name = text == nullptr ? "" : std::string(text->data(), text->size());
        if (std::find(known.begin(), known.end(), name) == known.end())
            each.fault("does not belong here; use " + listed(known));
        else if (std::find(out.begin(), out.end(), name) != out.end())
            each.fault("stands there twice; remove one");
        out.push_back(name);
    }
    return out;
}

} // namespace jiujin::matter
