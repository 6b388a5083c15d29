// 情景引导: a few questions that lead who does not know the matter's name to it. A tree of
// questions, one file each (resources/matters/finding/scene-NAME.json), for a city to write.
#pragma once

#include "platform/matter/matter.h"

namespace jiujin::find {

// Leads to another question or to matters, never to both.
struct Answer {
    matter::Words label;
    std::size_t question = 0;         // in Scene::questions; 0: to matters
    std::vector<std::string> matters; // codes
};

struct Question {
    std::string id;
    matter::Words text;
    std::vector<Answer> answers;
};

struct Scene {
    std::string id;
    matter::Words title;
    std::string event;               // the event of life that it belongs to; empty: none
    std::vector<Question> questions; // the first one is asked first; answers lead onwards only
    std::string file{};              // its name; empty when it was never in one
};

// How many questions stand between the title and a matter at most.
inline constexpr std::size_t askedMost = 4;

// MatterInvalid with file, place (RFC 6901) and mend: an answer that leads nowhere, to two things
// or backwards, a question to which no answer leads, more than askedMost in a row.
Result<Scene> readScene(std::string_view file, std::string_view text);

} // namespace jiujin::find
