#include "platform/server/mailbox/blob_door.h"

#include <future>

namespace jiujin::server {

Result<Bytes> RoomBlobDoor::fetchPart(const std::string& terminalId, const std::string& digest,
                                      std::uint64_t at) {
    const auto told = std::make_shared<std::promise<Result<Bytes>>>();
    auto part = told->get_future();
    room_.part(terminalId, digest, at,
               [told](Result<Bytes> got) { told->set_value(std::move(got)); });
    return part.get();
}

} // namespace jiujin::server
