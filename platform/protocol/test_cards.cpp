#include "platform/protocol/test_cards.h"

#include "platform/protocol/digest.h"
#include "platform/protocol/json_reader.h"
#include "platform/protocol/json_text.h"
#include "platform/protocol/shapes.h"

#include <algorithm>

namespace jiujin::protocol {

namespace {

constexpr JsonLimits limits{64UL * 1024, 3, ErrorCode::TokenMalformed, ErrorCode::TokenMalformed,
                            ErrorCode::TokenMalformed};

WallTime timeAt(const boost::json::object& object, std::string_view key) {
    return needed(fromRfc3339(textAt(object, key)), "a time is none");
}

TestCards read(const boost::json::object& object) {
    TestCards list;
    for (const auto& each : arrayAt(object, "testCards", maxTestCards)) {
        list.digests.emplace_back(each.as_string());
        require(isDigest(list.digests.back()), "a card is named by a digest");
    }
    list.issued = timeAt(object, "issued");
    list.until = timeAt(object, "until");
    require(!list.digests.empty(), "a list has a card");
    require(std::ranges::adjacent_find(list.digests, std::ranges::greater_equal()) ==
                list.digests.end(),
            "digests rise");
    require(list.issued < list.until, "validity ends before it begins");
    return list;
}

} // namespace

std::string testCardDigest(std::string_view kind, const Secret& number) {
    return digestText({viewOf(kind), viewOf(" "), viewOf(number.expose())});
}

std::string encode(const TestCards& list) {
    JsonText json;
    json.open('{').key("testCards").open('[');
    for (const std::string& digest : list.digests)
        json.value(digest);
    json.close(']')
        .member("issued", toRfc3339(list.issued))
        .member("until", toRfc3339(list.until))
        .close('}');
    return json.text();
}

Result<TestCards> decodeTestCards(std::string_view json) {
    return decoded<TestCards>(json, limits, read,
                              [](const TestCards& list) { return encode(list); });
}

} // namespace jiujin::protocol
