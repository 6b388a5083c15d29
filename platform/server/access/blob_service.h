// The calls about large materials (platform/protocol/README.md, "Wire"); every other call goes on
// to the next handler. A part is on the disk before it is answered.
#pragma once

#include "platform/server/access/request.h"
#include "platform/server/mailbox/blob_room.h"

namespace jiujin::server {

class BlobService : public Handler {
public:
    // Both must outlive the service and every answer that is under way.
    BlobService(BlobRoom& room, Handler& rest) : room_(room), rest_(rest) {}

    void handle(Request request, Answer answer) override;
    void drain() override { rest_.drain(); }

private:
    void ofTerminal(Request request, const Answer& answer);
    void ofInnerZone(const Request& request, const Answer& answer);
    void tellState(const Request& request, const std::string& digest, const Answer& answer);
    void takePart(Request request, const std::string& digest, const Answer& answer);

    BlobRoom& room_;
    Handler& rest_;
};

} // namespace jiujin::server
