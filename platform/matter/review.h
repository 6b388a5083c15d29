// What the citizen is shown before signing, and what the application form prints: the same lines
// for both, so that the digest that is signed is of what was on the screen.
#pragma once

#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"

namespace jiujin::matter {

struct ReviewLine {
    std::string id; // of the field or material, or "number", …
    std::string label;
    Secret value; // empty when the citizen gave nothing
};

struct ReviewSection {
    std::string title;
    std::vector<ReviewLine> lines;
};

// A choice's label, anything else as it is.
Secret shownValue(const Field& field, const Secret& value, Language language);
// How a material is provided, with its deadline or the commitment's words.
std::string shownWay(const Material& material, const protocol::MaterialState& state,
                     Language language);

std::vector<ReviewSection> reviewSections(const Matter& matter, const protocol::CaseBody& body,
                                          Language language);
// The sections as one text, in the body's language: "title\nlabel: value\n…". Its digest
// (check.h, shownDigest) is what the signature is for.
Secret reviewText(const Matter& matter, const protocol::CaseBody& body);

Language languageOf(const protocol::CaseBody& body);

} // namespace jiujin::matter
