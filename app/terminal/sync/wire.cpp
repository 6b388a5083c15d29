#include "app/terminal/sync/wire.h"

#include <boost/json.hpp>

namespace jiujin::sync {

Bytes batchOf(const std::vector<outbox::QueuedPacket>& packets) {
    Bytes batch;
    for (const outbox::QueuedPacket& packet : packets) {
        const auto size = static_cast<std::uint32_t>(packet.packet.size());
        for (int shift = 24; shift >= 0; shift -= 8)
            batch.push_back(static_cast<std::uint8_t>(size >> shift));
        batch.insert(batch.end(), packet.packet.begin(), packet.packet.end());
    }
    return batch;
}

Result<std::vector<std::string>> acknowledgementsIn(std::string_view text) {
    boost::system::error_code failure;
    const boost::json::value value = boost::json::parse(text, failure);
    if (failure || !value.is_object())
        return Error{ErrorCode::NotThePlatform, "sync: the answer is no JSON object"};
    const boost::json::value* list = value.as_object().if_contains("acknowledgements");
    std::vector<std::string> tokens;
    if (!list)
        return tokens;
    if (!list->is_array())
        return Error{ErrorCode::NotThePlatform, "sync: acknowledgements are no list"};
    for (const boost::json::value& jws : list->as_array()) {
        if (!jws.is_string())
            return Error{ErrorCode::NotThePlatform, "sync: an acknowledgement is no text"};
        tokens.emplace_back(jws.as_string());
    }
    return tokens;
}

} // namespace jiujin::sync
