// A platform that counts: for tests of what a terminal asks and hears about its packets.
#pragma once

#include "app/terminal/sync/reconciler.h"
#include "platform/protocol/checkpoint_question.h"
#include "scripted.h"

#include <map>

namespace jiujin::sync {

// Answers each question from its rows, as the inner zone does; `alter` is what goes wrong.
class CountingPlatform : public Transport {
public:
    CountingPlatform(FiledTerminal& terminal, const Clock& clock)
        : signer(&terminal.pki.acknowledge), clock_(clock) {}

    std::map<std::uint64_t, std::string> packets;
    std::function<void(protocol::Checkpoint&)> alter = [](protocol::Checkpoint&) {
    };
    const enrolment::Identity* signer;
    int asked = 0, posts = 0;
    std::function<Result<Answer>()> takesPackets = [] {
        return Error{ErrorCode::NetworkDown, "only questions here"};
    };
    bool down = false;
    protocol::CheckpointQuestion told;

    Result<Answer> get(std::string_view path) override {
        if (down)
            return Error{ErrorCode::NetworkDown, "no network"};
        const std::string start = std::string(protocol::checkpointPath) + '?';
        if (!path.starts_with(start))
            return Answer{200, "application/json", R"({"acknowledgements":[],"next":0})"};
        ++asked;
        const auto question =
            enrolment::must(protocol::decodeCheckpointQuestion(path.substr(start.size())));
        told = question;
        std::vector<protocol::CheckpointLeaf> leaves;
        for (auto at = packets.lower_bound(question.from);
             at != packets.end() && at->first <= question.upTo; ++at)
            leaves.push_back({at->first, at->second});
        protocol::Checkpoint checkpoint{
            std::string(enrolment::terminalId), question.from,  question.upTo,     leaves.size(),
            protocol::checkpointRoot(leaves),   question.nonce, clock_.wall().time};
        alter(checkpoint);
        const std::string token = enrolment::must(
            seal::signJws(encode(checkpoint), signer->key, signer->certificate.keyId()));
        return Answer{200, "application/json", "{\"checkpoint\":\"" + token + "\"}"};
    }
    Result<Answer> post(std::string_view, std::string_view, const Bytes&) override {
        ++posts;
        return takesPackets();
    }
    void cancel() override {}

private:
    const Clock& clock_;
};

} // namespace jiujin::sync
