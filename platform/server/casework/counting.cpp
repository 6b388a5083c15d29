#include "platform/server/casework/counting.h"

#include "platform/formats/case_number.h"

namespace jiujin::server {

std::optional<CountDifference> differenceIn(const std::string& terminalId,
                                            const protocol::CheckpointQuestion& question,
                                            const std::vector<protocol::CheckpointLeaf>& stored,
                                            WallTime now) {
    if (question.count == stored.size() && question.root == protocol::checkpointRoot(stored))
        return std::nullopt;
    const bool one = question.from == question.upTo;
    // Of a range of which nothing is here the terminal sends everything again at once.
    if (!one && !stored.empty())
        return std::nullopt;
    CountDifference difference{now, terminalId,    question.from, question.upTo,
                               {},  stored.size(), question.count};
    const auto number =
        formats::caseNumberOf(terminalId, static_cast<std::uint32_t>(question.from));
    if (one && number.ok())
        difference.caseNumber = number->text();
    return difference;
}

} // namespace jiujin::server
