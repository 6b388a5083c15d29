// How an object is named in the catalogue's documents, for the files of this room.
#pragma once

#include "platform/catalogue/documents.h"
#include "platform/protocol/json_reader.h"
#include "platform/protocol/json_text.h"
#include "platform/protocol/shapes.h"

namespace jiujin::catalogue {

inline protocol::JsonLimits limitsOf(std::size_t bytes, std::size_t depth) {
    constexpr auto malformed = ErrorCode::CatalogueMalformed;
    return {bytes, depth, malformed, malformed, malformed};
}

inline ObjectName readObject(const boost::json::object& object, std::uint64_t most) {
    ObjectName name{protocol::textOf(object, "digest"), protocol::numberAt(object, "size", most)};
    protocol::require(protocol::isDigest(name.digest), "an object is named by a digest");
    return name;
}

inline void writeObject(protocol::JsonText& json, const ObjectName& name) {
    json.member("digest", name.digest).member("size", name.size);
}

} // namespace jiujin::catalogue
