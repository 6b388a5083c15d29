#include "platform/matter/lint_package.h"

namespace jiujin::matter {

namespace {

namespace json = boost::json;

// UTF-8 of U+3400 to U+9FFF begins with these bytes.
bool hasChinese(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0xE3 && byte <= 0xE9)
            return true;
    }
    return false;
}

std::string_view textAt(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(json::string_view(key.data(), key.size()));
    const auto* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

class Walk {
public:
    Walk(const LintFile& file, Findings& findings) : file_(file), findings_(findings) {}

    void value(const json::value& value, const std::string& place) {
        if (const auto* list = value.if_array()) {
            for (std::size_t at = 0; at < list->size(); ++at)
                this->value((*list)[at], placeOf(place, at));
        } else if (const auto* object = value.if_object()) {
            words(*object, place);
            for (const auto& member : *object)
                this->value(member.value(),
                            place + "/" + std::string(member.key().data(), member.key().size()));
        }
    }

private:
    void words(const json::object& object, const std::string& place) {
        const std::string_view zh = textAt(object, "zh"), en = textAt(object, "en");
        if (!zh.empty() && zh == en && hasChinese(zh))
            findings_.error("words", file_, place + "/en", "the English is the Chinese again",
                            "translate it; who reads no Chinese is left alone here");
        else if (!hasChinese(zh) && hasChinese(en))
            findings_.error("words", file_, place + "/zh", "no Chinese, but Chinese in the English",
                            "exchange \"zh\" and \"en\"");
    }

    const LintFile& file_;
    Findings& findings_;
};

} // namespace

void lintWords(const LintPackage& package, Findings& findings) {
    for (const LintFile* file : {&package.facts, &package.form, &package.guide})
        Walk(*file, findings).value(file->document, "");
}

} // namespace jiujin::matter
