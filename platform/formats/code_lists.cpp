#include "platform/formats/code_lists.h"

#include "platform/formats/characters.h"

namespace jiujin::formats {

namespace {

constexpr CodeEntry matterTypes[] = {
    {"00", "行政权力", "administrative power"},
    {"01", "行政许可", "licence"},
    {"02", "行政处罚", "penalty"},
    {"03", "行政强制", "enforcement"},
    {"04", "行政征收", "levy"},
    {"05", "行政给付", "benefit"},
    {"06", "行政检查", "inspection"},
    {"07", "行政确认", "confirmation"},
    {"08", "行政奖励", "award"},
    {"09", "行政裁决", "ruling"},
    {"10", "其他行政权力", "other power"},
    {"20", "公共服务", "public service"},
};
constexpr CodeEntry matterLevels[] = {
    {"1", "国家级", "national"},    {"2", "省级", "provincial"},
    {"3", "市级", "city"},          {"4", "县级", "county"},
    {"5", "镇街级", "township"},    {"6", "村社区级", "village or community"},
    {"7", "分级管理", "by grades"},
};
constexpr CodeEntry implementerNatures[] = {
    {"1", "法定机关", "statutory body"},
    {"2", "授权组织", "authorised organisation"},
    {"3", "受委托组织", "commissioned organisation"},
    {"9", "其他", "other"},
};
constexpr CodeEntry serviceObjects[] = {
    {"1", "自然人", "natural person"},        {"2", "企业法人", "enterprise"},
    {"3", "事业法人", "public institution"},  {"4", "社会组织法人", "social organisation"},
    {"5", "行政机关", "administrative body"}, {"6", "其他组织", "other organisation"},
};
constexpr CodeEntry handlingForms[] = {
    {"1", "窗口", "counter"}, {"2", "电脑", "computer"}, {"3", "移动端", "mobile"},
    {"4", "快递", "courier"}, {"9", "其他", "other"},
};
constexpr CodeEntry handlingTypes[] = {{"1", "即办件", "at once"},
                                       {"2", "承诺件", "within the promised time"},
                                       {"9", "其他", "other"}};
constexpr CodeEntry specialProcedures[] = {{"1", "延长审批", "extended time"},
                                           {"2", "其他", "other"}};
constexpr CodeEntry stepStates[] = {{"1", "待办", "to be done"}, {"2", "已办", "done"}};
constexpr CodeEntry satisfactions[] = {
    {"1", "非常满意", "very satisfied"},      {"2", "满意", "satisfied"},
    {"3", "基本满意", "fairly satisfied"},    {"4", "不满意", "dissatisfied"},
    {"5", "非常不满意", "very dissatisfied"},
};

constexpr int starsSum = 6; // stars and code

} // namespace

std::string_view nameOf(CodeList list) {
    switch (list) {
    case CodeList::MatterType:
        return "matter type";
    case CodeList::MatterLevel:
        return "matter level";
    case CodeList::ImplementerNature:
        return "implementer nature";
    case CodeList::ServiceObject:
        return "service object";
    case CodeList::HandlingForm:
        return "handling form";
    case CodeList::HandlingType:
        return "handling type";
    case CodeList::SpecialProcedure:
        return "special procedure";
    case CodeList::StepState:
        return "step state";
    case CodeList::Satisfaction:
        return "satisfaction";
    }
    return {};
}

std::span<const CodeEntry> entriesOf(CodeList list) {
    switch (list) {
    case CodeList::MatterType:
        return matterTypes;
    case CodeList::MatterLevel:
        return matterLevels;
    case CodeList::ImplementerNature:
        return implementerNatures;
    case CodeList::ServiceObject:
        return serviceObjects;
    case CodeList::HandlingForm:
        return handlingForms;
    case CodeList::HandlingType:
        return handlingTypes;
    case CodeList::SpecialProcedure:
        return specialProcedures;
    case CodeList::StepState:
        return stepStates;
    case CodeList::Satisfaction:
        return satisfactions;
    }
    return {};
}

Result<CodeEntry> findCode(CodeList list, std::string_view code) {
    for (const CodeEntry& entry : entriesOf(list)) {
        if (entry.code == code)
            return entry;
    }
    return Error(ErrorCode::CodeUnknown,
                 std::string(nameOf(list)) + ": no such code in GB/T 39046");
}

bool isExtension(std::string_view matterType) {
    return matterType.size() == 2 && allDigits(matterType) && matterType > "10" &&
           matterType != "20";
}

Result<Rating> parseRating(std::string_view code) {
    JIUJIN_TRY(findCode(CodeList::Satisfaction, code));
    return static_cast<Rating>(code[0] - '0');
}

Result<Rating> ratingOfStars(int stars) {
    if (stars < 1 || stars >= starsSum)
        return Error(ErrorCode::CodeUnknown, "rating: one to five stars");
    return static_cast<Rating>(starsSum - stars);
}

std::string ratingCode(Rating rating) {
    return std::to_string(static_cast<int>(rating));
}

int starsOf(Rating rating) {
    return starsSum - static_cast<int>(rating);
}

bool isNegative(Rating rating) {
    return rating == Rating::Dissatisfied || rating == Rating::VeryDissatisfied;
}

} // namespace jiujin::formats
