// The list of test cards: cards of nobody, given out so that technicians can try a reader and have
// what passes between it and its driver recorded. Signed as compact JWS by the credential key
// (README, "Test cards"); a card is named by a digest, so that the list tells no number.
#pragma once

#include "platform/base/clock.h"
#include "platform/base/secret.h"

#include <string>
#include <vector>

namespace jiujin::protocol {

inline constexpr std::size_t maxTestCards = 500;

struct TestCards {
    WallTime issued, until;
    std::vector<std::string> digests; // rising
    bool operator==(const TestCards&) const = default;
};

// Digest of kind ("resident", "hkmt", "foreign2017", "foreign2023"), a blank, and number.
std::string testCardDigest(std::string_view kind, const Secret& number);

std::string encode(const TestCards& list);
// TokenMalformed.
Result<TestCards> decodeTestCards(std::string_view json);

} // namespace jiujin::protocol
