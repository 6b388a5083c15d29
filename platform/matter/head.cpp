#include "platform/matter/head.h"

#include "platform/protocol/digest.h"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace jiujin::matter {

namespace json = boost::json;

namespace {

constexpr std::size_t headMax = 64UL * 1024; // bytes of a line

json::object jsonOf(const Words& words) {
    return {{"zh", words.zh}, {"en", words.en}};
}

json::value jsonOf(std::optional<std::chrono::sys_days> day) {
    return day ? json::value(day->time_since_epoch().count()) : json::value();
}

template <typename List, typename Each>
json::array listOf(const List& list, Each each) {
    json::array out;
    for (const auto& one : list)
        out.emplace_back(each(one));
    return out;
}

json::object jsonOf(const Change& change) {
    return {{"kind", static_cast<int>(change.kind)},
            {"from", listOf(change.from,
                            [](const VersionName& name) {
                                return json::array{name.code, name.version};
                            })},
            {"transition", static_cast<int>(change.transition)},
            {"notice", jsonOf(change.notice)}};
}

json::object jsonOf(const Head& head) {
    return {{"code", head.code},
            {"version", head.version},
            {"title", jsonOf(head.title)},
            {"summary", jsonOf(head.summary)},
            {"domain", head.domain},
            {"events", listOf(head.lifeEvents, [](const auto& id) { return json::value(id); })},
            {"keywords", listOf(head.keywords, [](const Words& each) { return jsonOf(each); })},
            {"begins", jsonOf(head.effective.from)},
            {"ends", jsonOf(head.effective.until)},
            {"change", jsonOf(head.change)},
            {"verified", head.verified},
            {"instant", head.instant},
            {"paid", head.paid},
            {"folder", head.folder},
            {"digest", head.digest}};
}

// A line's values; whatever is not as it was written makes the line wrong as a whole.
class Reader {
public:
    bool right = true;

    Head head(const json::value& line) {
        Head head;
        head.code = text(line, "code");
        head.version = text(line, "version");
        head.title = words(at(line, "title"));
        head.summary = words(at(line, "summary"));
        head.domain = text(line, "domain");
        each(at(line, "events"), [&](const auto& id) { head.lifeEvents.push_back(own(id)); });
        each(at(line, "keywords"), [&](const auto& one) { head.keywords.push_back(words(one)); });
        head.effective = {day(at(line, "begins")), day(at(line, "ends"))};
        head.change = change(at(line, "change"));
        head.verified = flag(line, "verified");
        head.instant = flag(line, "instant");
        head.paid = flag(line, "paid");
        head.folder = text(line, "folder");
        head.digest = text(line, "digest");
        right = right && !head.code.empty() && isPlainFolder(head.folder);
        return head;
    }

private:
    // One folder below the catalogue's, and nowhere else.
    static bool isPlainFolder(std::string_view name) {
        return !name.empty() && name != "." && name != ".." &&
               name.find('/') == std::string_view::npos &&
               name.find('\0') == std::string_view::npos;
    }

    const json::value& at(const json::value& from, json::string_view key) {
        static const json::value nothing;
        const auto* object = from.if_object();
        const auto* found = object == nullptr ? nullptr : object->if_contains(key);
        right = right && found != nullptr;
        return found == nullptr ? nothing : *found;
    }

    template <typename Take>
    void each(const json::value& list, Take take) {
        const auto* array = list.if_array();
        right = right && array != nullptr;
        if (array != nullptr)
            for (const json::value& one : *array)
                take(one);
    }

    std::string own(const json::value& value) {
        const auto* string = value.if_string();
        right = right && string != nullptr;
        return string == nullptr ? std::string() : std::string(string->data(), string->size());
    }
    std::string text(const json::value& from, json::string_view key) { return own(at(from, key)); }

    Words words(const json::value& from) { return {text(from, "zh"), text(from, "en")}; }

    int number(const json::value& from, json::string_view key, int most) {
        const auto* whole = at(from, key).if_int64();
        const bool fits = whole != nullptr && *whole >= 0 && *whole <= most;
        right = right && fits;
        return fits ? static_cast<int>(*whole) : 0;
    }

    bool flag(const json::value& from, json::string_view key) {
        const auto* found = at(from, key).if_bool();
        right = right && found != nullptr;
        return found != nullptr && *found;
    }

    std::optional<std::chrono::sys_days> day(const json::value& value) {
        if (value.is_null())
            return std::nullopt;
        constexpr std::int64_t most = 100'000'000; // days from 1970, either way
        const auto* count = value.if_int64();
        const bool fits = count != nullptr && *count >= -most && *count <= most;
        right = right && fits;
        return std::chrono::sys_days(
            std::chrono::days(fits ? static_cast<std::chrono::days::rep>(*count) : 0));
    }

    Change change(const json::value& from) {
        Change change;
        change.kind =
            static_cast<ChangeKind>(number(from, "kind", static_cast<int>(ChangeKind::Withdrawn)));
        each(at(from, "from"), [&](const json::value& name) {
            const auto* pair = name.if_array();
            if (pair == nullptr || pair->size() != 2)
                right = false;
            else
                change.from.push_back({own((*pair)[0]), own((*pair)[1])});
        });
        change.transition = static_cast<Transition>(
            number(from, "transition", static_cast<int>(Transition::Recall)));
        change.notice = words(at(from, "notice"));
        return change;
    }
};

} // namespace

Head headOf(const Matter& matter) {
    Head head{matter.code,       matter.version,  matter.title,     matter.summary, matter.domain,
              matter.lifeEvents, matter.keywords, matter.effective, matter.change};
    head.verified = matter.verified();
    head.instant = matter.limit && matter.limit->type == LimitType::Instant;
    head.paid = !matter.fees.empty();
    return head;
}

std::vector<Head> headsOf(std::span<const Matter> matters) {
    std::vector<Head> heads;
    for (const Matter& matter : matters)
        heads.push_back(headOf(matter));
    return heads;
}

std::string digestOf(const PackageText& package) {
    const auto one = [](const std::string& file) {
        return protocol::digestText({viewOf(file)});
    };
    const std::string matter = one(package.matter), form = one(package.form),
                      guide = one(package.guide);
    return protocol::digestText({viewOf(matter), viewOf(form), viewOf(guide)});
}

std::string encodeHeads(std::span<const Head> heads) {
    std::string out;
    for (const Head& head : heads)
        out += json::serialize(jsonOf(head)) + '\n';
    return out;
}

Result<std::vector<Head>> decodeHeads(std::string_view text) {
    std::vector<Head> heads;
    std::vector<unsigned char> room(headMax);
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::string_view one = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), one.size() + 1));
        json::monotonic_resource memory(room.data(), room.size());
        json::error_code failure;
        Reader reader;
        if (one.size() <= headMax) {
            const json::value value =
                json::parse(json::string_view(one.data(), one.size()), failure, &memory);
            if (!failure)
                heads.push_back(reader.head(value));
        }
        if (one.size() > headMax || failure || !reader.right)
            return Error(ErrorCode::MatterInvalid,
                         "heads: line " + std::to_string(line) + ": not as it was written");
    }
    return heads;
}

} // namespace jiujin::matter
