// How an invented citizen files each matter of the catalogue: tests/journey/matters, a file a
// matter.
#pragma once

#include "tests/journey/world.h"

#include <map>

namespace world {

// What is refused when all else is as in the sample.
struct Refused {
    std::string card;         // of another person; empty: the sample's
    std::string field, value; // one answer; no field: the card itself is refused
    std::string error;        // empty: any
};

struct MatterSample {
    std::string name; // of the folder in resources/matters
    std::string code, card;
    // Answer's key -> what is typed or chosen, without what the card says and what is computed.
    std::map<std::string, std::string> answers;
    std::map<std::string, std::string> ways; // material -> way, of those that are asked for
    std::vector<Refused> refused;
};

std::vector<MatterSample> matterSamples();

// From the list of matters, at which the world stands, to the page named.
void fillForm(World& world, const MatterSample& sample);
void chooseWays(World& world, const MatterSample& sample);

} // namespace world
