// Code tables of GB/T 39046-2020 and of the ratings: what a code says, in both languages. The
// standard was read in full (B); the English words are ours. Extensions that provinces add (matter
// types 11.. and 21..) are not in the tables: a code that is not there is CodeUnknown, and who
// takes extensions asks isExtension() first. For 预警类型 the standard has no table.
#pragma once

#include "platform/base/result.h"

#include <span>

namespace jiujin::formats {

enum class CodeList {
    MatterType,        // 事项类型, A.1
    MatterLevel,       // 行使层级, A.2
    ImplementerNature, // 实施主体性质
    ServiceObject,     // 服务对象
    HandlingForm,      // 办理形式; a self-service terminal is 9
    HandlingType,      // 办件类型
    SpecialProcedure,  // 特别程序
    StepState,         // 环节状态
    Satisfaction,      // 满意度, A.8
};

struct CodeEntry {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};

std::string_view nameOf(CodeList list);
std::span<const CodeEntry> entriesOf(CodeList list);
// One spelling only: "01" is no "1". CodeUnknown with the list's name.
Result<CodeEntry> findCode(CodeList list, std::string_view code);
// Two digits that a province may give a matter type of its own.
bool isExtension(std::string_view matterType);

// One to five stars run the other way than the codes: 1 is 非常满意 and five stars.
enum class Rating { VerySatisfied = 1, Satisfied, Fair, Dissatisfied, VeryDissatisfied };

// CodeUnknown.
Result<Rating> parseRating(std::string_view code);
Result<Rating> ratingOfStars(int stars);
std::string ratingCode(Rating rating);
int starsOf(Rating rating);
// 不满意 and 非常不满意 must be followed up.
bool isNegative(Rating rating);

} // namespace jiujin::formats
