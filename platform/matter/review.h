// What the citizen is shown before signing, and what the application form prints: the same lines
// for both, so that the digest that is signed is of what was on the screen.
#pragma once

#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"

namespace jiujin::matter {

struct ReviewLine {
    std::string id; // key of the answer, id of the material, or "matter", …
    std::string label;
    Secret value;                                // empty when the citizen gave nothing
    std::optional<protocol::Source> source = {}; // of an answer
};

struct ReviewSection {
    std::string title;
    std::vector<ReviewLine> lines;
};

// "来自身份证"; empty for what the citizen typed.
std::string sourceWords(protocol::Source source, Language language);
// A choice's label, a division's name with its code, anything else as it is.
Secret shownValue(const Field& field, const Secret& value, Language language);
// How a material is provided, with its deadline or the commitment's words.
std::string shownWay(const Material& material, const protocol::MaterialState& state,
                     Language language);

// Only what was asked; a group that repeats has a section for each of its rows.
std::vector<ReviewSection> reviewSections(const Matter& matter, const protocol::CaseBody& body,
                                          Language language);
// The sections as one text, in the body's language: "title\nlabel: value (source)\n…". Its digest
// (check.h, shownDigest) is what the signature is for.
Secret reviewText(const Matter& matter, const protocol::CaseBody& body);

Language languageOf(const protocol::CaseBody& body);

} // namespace jiujin::matter
