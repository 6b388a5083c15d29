#include "platform/matter/review.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

using protocol::CaseBody;
using protocol::MaterialState;

std::string_view pick(Language language, std::string_view zh, std::string_view en) {
    return language == Language::Chinese ? zh : en;
}

ReviewSection headSection(const Matter& matter, const CaseBody& body, Language language) {
    return {std::string(pick(language, "申请事项", "Application")),
            {{"matter", std::string(pick(language, "事项名称", "Matter")),
              Secret(matter.title.in(language))},
             {"matterCode", std::string(pick(language, "事项编码", "Code")),
              Secret(matter.code + " / " + matter.version)},
             {"consent",
              std::string(pick(language, "已阅读并同意的告知书", "Notice read and agreed to")),
              Secret(body.consentVersion)}}};
}

ReviewSection fieldSection(const FieldGroup& group, const CaseBody& body, Language language) {
    ReviewSection section{group.title.in(language), {}};
    for (const Field& field : group.fields) {
        const auto answer = body.answers.find(field.id);
        section.lines.push_back({field.id, field.label.in(language),
                                 answer == body.answers.end()
                                     ? Secret()
                                     : shownValue(field, answer->second, language)});
    }
    return section;
}

ReviewSection materialSection(const Matter& matter, const CaseBody& body, Language language) {
    ReviewSection section{std::string(pick(language, "申请材料", "Materials")), {}};
    for (const Material& material : matter.materials) {
        const auto state =
            std::find_if(body.materials.begin(), body.materials.end(),
                         [&](const MaterialState& each) { return each.id == material.id; });
        section.lines.push_back({material.id, material.name.in(language),
                                 state == body.materials.end()
                                     ? Secret()
                                     : Secret(shownWay(material, *state, language))});
    }
    return section;
}

std::string laterWords(const Material& material, const MaterialState& state, Language language) {
    if (!state.dueDate.empty())
        return std::string(pick(language, "容缺后补，最迟 ", "To be handed in later, by ")) +
               state.dueDate + std::string(pick(language, "（暂定）", " (provisional)"));
    const std::string days = std::to_string(material.laterWorkingDays);
    return language == Language::Chinese
               ? "容缺后补，自受理之日起 " + days + " 个工作日内"
               : "To be handed in later, within " + days + " working days of acceptance";
}

} // namespace

Secret shownValue(const Field& field, const Secret& value, Language language) {
    if (field.kind == FieldKind::Choice) {
        for (const Choice& choice : field.choices) {
            if (choice.code == value.expose())
                return Secret(choice.label.in(language));
        }
    }
    return value;
}

std::string shownWay(const Material& material, const MaterialState& state, Language language) {
    if (state.way == "later")
        return laterWords(material, state, language);
    if (state.way == "commit")
        return std::string(pick(language, "告知承诺：", "Commitment: ")) +
               material.commitment.in(language);
    return std::string(pick(language, "到窗口出示原件", "Original to be shown at the counter"));
}

std::vector<ReviewSection> reviewSections(const Matter& matter, const CaseBody& body,
                                          Language language) {
    std::vector<ReviewSection> sections{headSection(matter, body, language)};
    for (const FieldGroup& group : matter.groups)
        sections.push_back(fieldSection(group, body, language));
    if (!matter.materials.empty())
        sections.push_back(materialSection(matter, body, language));
    return sections;
}

Secret reviewText(const Matter& matter, const CaseBody& body) {
    std::string text;
    for (const ReviewSection& section : reviewSections(matter, body, languageOf(body))) {
        text += section.title;
        text += '\n';
        for (const ReviewLine& line : section.lines) {
            text += line.label;
            text += ": ";
            text += line.value.empty() ? std::string_view("-") : line.value.expose();
            text += '\n';
        }
        text += '\n';
    }
    Secret out(text);
    wipe(text);
    return out;
}

Language languageOf(const CaseBody& body) {
    return body.language == "en" ? Language::English : Language::Chinese;
}

} // namespace jiujin::matter
