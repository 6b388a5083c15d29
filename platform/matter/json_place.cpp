#include "platform/matter/json_place.h"

#include "platform/base/bytes.h"
#include "platform/formats/contact.h"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <fstream>

namespace jiujin::matter {

namespace json = boost::json;

namespace {

const json::value nothing;

bool isId(std::string_view text) {
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    return !text.empty() && text.size() <= 40 && text[0] >= 'a' && text[0] <= 'z' &&
           std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

bool isVisible(std::string_view text, bool lines) {
    if (!lines)
        return formats::isPlainLine(text);
    std::string joined(text);
    std::replace(joined.begin(), joined.end(), '\n', ' ');
    return formats::isPlainLine(joined);
}

std::string listed(std::initializer_list<std::string_view> names) {
    std::string out;
    for (const auto name : names)
        out += (out.empty() ? "\"" : ", \"") + std::string(name) + "\"";
    return out;
}

} // namespace

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
    std::string text(limits.bytes + 1, '\0');
    if (!in.read(text.data(), static_cast<std::streamsize>(text.size())) && !in.eof())
        return Error(ErrorCode::FileUnreadable, path.filename().string());
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > limits.bytes)
        return Error(ErrorCode::MatterInvalid, path.filename().string() + ": larger than " +
                                                   std::to_string(limits.bytes) +
                                                   " bytes; make it shorter");
    return text;
}

void FaultLog::add(const std::string& place, const std::string& mend) {
    if (!first_)
        first_.emplace(ErrorCode::MatterInvalid,
                       file + ": " + (place.empty() ? "/" : place) + ": " + mend);
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

std::string Place::text(std::string_view key, std::size_t maxLength, bool lines) const {
    const Place here = at(key);
    const auto* string = here.value_->if_string();
    const std::string_view found =
        string == nullptr ? std::string_view() : std::string_view(string->data(), string->size());
    if (found.empty() || !isVisible(found, lines))
        here.fault(lines ? "must be text without invisible characters"
                         : "must be one line of text without invisible characters");
    else if (codePoints(found) > maxLength)
        here.fault("longer than " + std::to_string(maxLength) + " characters; shorten it");
    else
        return std::string(found);
    return {};
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

Words Place::words(std::string_view key, std::size_t maxLength, bool lines) const {
    const Place here = at(key);
    here.onlyKeys({"zh", "en"});
    return {here.text("zh", maxLength, lines), here.text("en", maxLength, lines)};
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

} // namespace jiujin::matter
