// Letters that ask for a checkpoint: the inner zone counts what it has stored of the terminal,
// signs the count, and notes where the terminal counts otherwise.
#pragma once

#include "platform/protocol/checkpoint_question.h"
#include "platform/server/inner/letter_work.h"
#include "platform/server/store/committer.h"

namespace jiujin::server {

class CheckpointWork : public LetterWork {
public:
    // A JWS by the acknowledgement key.
    using Sign = std::function<Result<std::string>(const protocol::Checkpoint&)>;

    // Committer and clock must outlive the work.
    CheckpointWork(Sign sign, Committer& committer, const Clock& clock)
        : sign_(std::move(sign)), committer_(committer), clock_(clock) {}

    std::string_view kind() const override { return protocol::checkpointLetter; }
    Result<std::vector<protocol::Reply>>
    work(const std::vector<protocol::Letter>& letters) override;

private:
    Result<std::string> bodyFor(const protocol::Letter& letter);

    Sign sign_;
    Committer& committer_;
    const Clock& clock_;
};

} // namespace jiujin::server
