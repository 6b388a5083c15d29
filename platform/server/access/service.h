// The calls of terminals. A packet passes: open zone checks → stored (first commit) → inner zone
// opens and judges → decided (second commit) → the inner zone signs its word. A platform that dies
// in between takes up what is stored when it starts again, or when the packet comes once more.
#pragma once

#include "platform/server/access/answers.h"
#include "platform/server/access/intake.h"
#include "platform/server/casework/inner_zone.h"
#include "platform/server/store/committer.h"

namespace jiujin::server {

class Service : public Handler {
public:
    // Runs a task on a thread that may take its time.
    using Post = std::function<void(std::function<void()>)>;

    // All must outlive the service and every answer that is under way.
    Service(const Intake& openZone, const InnerZone& innerZone, Committer& committer, Post post);

    void handle(Request request, Answer answer) override;

private:
    struct Batch;
    void takePackets(const Request& request, Answer answer);
    void judge(const std::shared_ptr<Batch>& batch);
    void tell(const std::shared_ptr<Batch>& batch);
    void giveWords(const Request& request, const Answer& answer);

    const Intake& openZone_;
    const InnerZone& innerZone_;
    Committer& committer_;
    Post post_;
};

// Before the first request: decides what was stored but not decided.
Result<void> catchUp(Store& store, const InnerZone& innerZone);

} // namespace jiujin::server
