#include "platform/maker/key_words.h"

#include <algorithm>

namespace jiujin::maker {

namespace {

struct Key {
    std::string_view key;
    const char *zh, *en;
    Bearing bearing;
};

constexpr Key keys[] = {
#define JIUJIN_KEY(key, zh, en, bearing) {key, zh, en, Bearing::bearing},
#include "platform/maker/key_words.def"
#undef JIUJIN_KEY
};

struct Value {
    std::string_view key, value;
    const char *zh, *en;
};

constexpr Value values[] = {
    {"type", "instant", "即办件", "instant"},
    {"type", "promised", "承诺件", "promised"},
    {"unit", "workingDays", "工作日", "working days"},
    {"unit", "naturalDays", "自然日", "natural days"},
    {"unit", "hours", "小时", "hours"},
    {"rank", "main", "主要材料", "main"},
    {"rank", "secondary", "次要材料", "secondary"},
    {"ways", "bring", "窗口出示", "shown at the counter"},
    {"ways", "scan", "扫描", "scanned"},
    {"ways", "commit", "告知承诺", "commitment"},
    {"ways", "later", "容缺后补", "may follow later"},
    {"kind", "person", "本人", "the person"},
    {"kind", "agent", "代办人", "an agent"},
    {"kind", "enterprise", "企业", "an enterprise"},
    {"scope", "county", "全县（区）", "county"},
    {"scope", "city", "全市", "city"},
    {"scope", "province", "全省", "province"},
    {"scope", "nation", "全国", "nation"},
    {"cardKinds", "resident", "居民身份证", "resident identity card"},
    {"cardKinds", "hkmt", "港澳台居民居住证", "residence permit (Hong Kong, Macao, Taiwan)"},
    {"cardKinds", "foreign2017", "外国人永久居留身份证（2017版）",
     "permanent resident card of 2017"},
    {"cardKinds", "foreign2023", "外国人永久居留身份证（2023版）",
     "permanent resident card of 2023"},
    {"transition", "asFiled", "按提交时的规定办", "by the rules as filed"},
    {"transition", "convert", "转为新版本", "converted"},
    {"transition", "correct", "通知补正", "sent back for correction"},
    {"transition", "recall", "撤回", "recalled"},
    {"of", "applicant", "申请人", "the applicant"},
    {"of", "other", "他人", "another person"},
};

const Key* keyOf(std::string_view name) {
    const auto* found = std::ranges::find(keys, name, &Key::key);
    return found == std::end(keys) ? nullptr : found;
}

} // namespace

KeyWords wordsOfKey(std::string_view above, std::string_view key) {
    const Key* found = keyOf(std::string(above) + "/" + std::string(key));
    if (found == nullptr)
        found = keyOf(key);
    if (found == nullptr)
        return {{std::string(key), std::string(key)}, Bearing::Rule};
    return {{found->zh, found->en}, found->bearing};
}

bool isKnownKey(std::string_view key) {
    return keyOf(key) != nullptr;
}

matter::Words wordsOfKind(matter::ChangeKind kind) {
    switch (kind) {
    case matter::ChangeKind::New:
        return {"新增", "new"};
    case matter::ChangeKind::Changed:
        return {"变更", "changed"};
    case matter::ChangeKind::Split:
        return {"拆分", "split"};
    case matter::ChangeKind::Merged:
        return {"合并", "merged"};
    case matter::ChangeKind::Suspended:
        return {"暂停", "suspended"};
    case matter::ChangeKind::Withdrawn:
        return {"取消", "withdrawn"};
    }
    return {};
}

matter::Words wordsOfValue(std::string_view key, const std::string& value) {
    const auto* found = std::ranges::find_if(
        values, [&](const Value& each) { return each.key == key && each.value == value; });
    return found == std::end(values) ? matter::Words{value, value}
                                     : matter::Words{found->zh, found->en};
}

} // namespace jiujin::maker
