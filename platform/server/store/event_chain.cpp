#include "platform/server/store/event_chain.h"

#include "platform/protocol/digest.h"
#include "platform/protocol/json_reader.h"
#include "platform/protocol/json_text.h"

namespace jiujin::server {

namespace {

constexpr protocol::JsonLimits limits{64UL * 1024, 3, ErrorCode::ChainBroken,
                                      ErrorCode::ChainBroken, ErrorCode::ChainBroken};

std::string hashOf(const std::string& previous, const std::string& json) {
    return protocol::digestText({viewOf(previous), viewOf(json)});
}

std::string encode(const std::string& caseNumber, std::uint64_t position, const CaseEvent& event) {
    protocol::JsonText json;
    json.open('{')
        .member("case", caseNumber)
        .member("position", position)
        .member("time", toRfc3339(event.time))
        .member("kind", event.kind)
        .member("actor", event.actor)
        .key("details")
        .open('{');
    for (const auto& [name, value] : event.details)
        json.member(name, value);
    json.close('}').close('}');
    return json.text();
}

CaseEvent readEvent(const boost::json::object& object) {
    CaseEvent event{protocol::needed(fromRfc3339(protocol::textAt(object, "time")), "time"),
                    protocol::textOf(object, "kind"),
                    protocol::textOf(object, "actor"),
                    {}};
    for (const auto& [name, value] : protocol::objectAt(object, "details"))
        event.details.emplace_back(std::string_view(name), std::string_view(value.as_string()));
    return event;
}

Error broken(const std::string& caseNumber, std::uint64_t position) {
    return {ErrorCode::ChainBroken, "case " + caseNumber + ", event " + std::to_string(position)};
}

} // namespace

ChainedEvent chain(const std::string& caseNumber, std::uint64_t position, const CaseEvent& event,
                   const std::string& previousHash) {
    std::string json = encode(caseNumber, position, event);
    std::string hash = hashOf(previousHash, json);
    return {std::move(json), std::move(hash)};
}

Result<std::vector<CaseEvent>> verifyChain(const std::string& caseNumber,
                                           const std::vector<ChainedEvent>& events,
                                           const std::string& head) {
    std::vector<CaseEvent> out;
    std::string previous;
    for (const ChainedEvent& stored : events) {
        const std::uint64_t position = out.size() + 1;
        auto event = protocol::decoded<CaseEvent>(
            stored.json, limits, readEvent,
            [&](const CaseEvent& read) { return encode(caseNumber, position, read); });
        if (!event.ok() || hashOf(previous, stored.json) != stored.hash)
            return broken(caseNumber, position);
        previous = stored.hash;
        out.push_back(std::move(event).value());
    }
    if (out.empty() || previous != head)
        return broken(caseNumber, out.size() + 1);
    return out;
}

} // namespace jiujin::server
