#include "platform/find/topics.h"

#include "platform/matter/json_place.h"

#include <set>

namespace jiujin::find {

namespace {

constexpr std::size_t topicsMax = 60, titleMax = 24;

} // namespace

Result<std::vector<Topic>> readTopics(std::string_view file, std::string_view text) {
    JIUJIN_TRY_ASSIGN(const auto document, matter::parseJson(file, text));
    matter::FaultLog faults{std::string(file)};
    const matter::Place place(document, faults);
    place.onlyKeys({"topics"});
    std::vector<Topic> topics;
    std::set<std::string> ids;
    for (const matter::Place& each : place.list("topics", 1, topicsMax)) {
        each.onlyKeys({"id", "title", "icon"});
        topics.push_back({each.id("id"), each.words("title", titleMax), each.id("icon")});
        if (!ids.insert(topics.back().id).second)
            each.fault("this id stands there twice");
    }
    if (faults.first())
        return *faults.first();
    return topics;
}

} // namespace jiujin::find
