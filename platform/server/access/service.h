// The calls of terminals, and the two of the inner zone (platform/protocol/README.md, "Wire"). What
// a terminal sends is checked, stored, and waits for the inner zone to fetch it; its words are
// given as they are.
#pragma once

#include "platform/server/access/answers.h"
#include "platform/server/access/intake.h"
#include "platform/server/mailbox/mail_room.h"

namespace jiujin::server {

struct Patience {
    std::chrono::milliseconds words{2'000}; // a terminal's wait for the inner zone's words
    std::chrono::milliseconds mail{20'000}; // the inner zone's wait for mail
};

class Service : public Handler {
public:
    // All must outlive the service and every answer that is under way.
    Service(const Intake& intake, MailRoom& room, const Clock& clock, Patience patience = {})
        : intake_(intake), room_(room), clock_(clock), patience_(patience) {}

    void handle(Request request, Answer answer) override;
    void drain() override { room_.dismiss(); }

private:
    class Batch;
    void send(std::vector<NewLetter> letters, const std::shared_ptr<Batch>& batch);
    void takePackets(const Request& request, const Answer& answer);
    void giveWords(const Request& request, const Answer& answer);
    void askForCheckpoint(const Request& request, const Answer& answer);
    void giveMail(const Request& request, const Answer& answer);
    void takeAnswers(const Request& request, const Answer& answer);

    const Intake& intake_;
    MailRoom& room_;
    const Clock& clock_;
    Patience patience_;
};

} // namespace jiujin::server
