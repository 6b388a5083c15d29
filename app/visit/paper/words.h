// Fixed words of the papers, Chinese first, English second.
#pragma once

#include "platform/base/clock.h"
#include "platform/matter/matter.h"

namespace jiujin::paper {

using matter::Words;

// How far the printed time can be trusted.
Words gradeWords(ClockGrade grade);
// "2026年11月22日" from a moment, in China.
std::string chineseDate(WallTime time);
// "0123-4567-89AB-CDEF"
std::string groupedByFour(std::string_view code);
// What the mark 示例 means.
Words sampleWords();

} // namespace jiujin::paper
