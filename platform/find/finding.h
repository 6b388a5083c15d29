// What a catalogue says about finding its matters, beside the matters themselves: its folder
// "finding" with readings.txt, phrases.txt, events.json, domains.json, order.json and a file
// scene-NAME.json for each scene. Published schemas: resources/matters/schema.
#pragma once

#include "platform/find/readings.h"
#include "platform/find/scene.h"
#include "platform/find/topics.h"

namespace jiujin::find {

struct Finding {
    Readings readings;
    std::vector<Topic> events, domains;
    std::vector<std::string> mostUsed; // codes, the most used first
    std::vector<Scene> scenes;         // in the order of their files' names
};

// order.json: {"mostUsed": ["CODE", …]}. MatterInvalid.
Result<std::vector<std::string>> readOrder(std::string_view file, std::string_view text);

// From the catalogue's folder. A catalogue without a folder "finding" has nothing to say;
// otherwise each file must be there and right and no other, or the first mistake is the error.
// MatterInvalid, FileUnreadable.
Result<Finding> loadFinding(const std::filesystem::path& catalogue);

// A code, event or domain that the one names and the other does not have.
struct Stranger {
    std::string file;  // below the catalogue's folder: "finding/order.json", "pension/matter.json"
    std::string place; // RFC 6901
    std::string cause, mend;
};
// What the two do not know of each other. On a terminal such a line is passed over; whoever
// publishes should not.
std::vector<Stranger> strangers(const Finding& finding, const std::vector<matter::Head>& catalogue);

} // namespace jiujin::find
