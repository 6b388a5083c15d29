// The bordered table of the application form.
#pragma once

#include "app/visit/case/strokes.h"
#include "app/visit/paper/blocks.h"
#include "platform/protocol/case_document.h"

namespace jiujin::paper {

struct Cell {
    Words label;
    Words value;        // English only where it helps
    bool whole = false; // takes the table's whole width
};

// Title rows and cells of one section; short cells stand in pairs.
void addSection(Sheet& sheet, Canvas& canvas, const Words& title, const std::vector<Cell>& cells);
// A box with a statement, the signature and the day.
Block signatureBlock(Canvas& canvas, const Words& statement,
                     const std::vector<filing::Stroke>& strokes, const std::string& day);

} // namespace jiujin::paper
