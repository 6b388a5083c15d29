#include "platform/matter/review.h"

#include "platform/matter/asked_form.h"
#include "platform/matter/check.h"
#include "platform/matter/check_field.h"
#include "platform/matter/material_words.h"
#include "platform/matter/principal.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

using protocol::CaseBody;
using protocol::MaterialState;

std::string_view pick(Language language, std::string_view zh, std::string_view en) {
    return language == Language::Chinese ? zh : en;
}

ReviewSection headSection(const Matter& matter, const CaseBody& body, Language language) {
    ReviewSection section{
        std::string(pick(language, "申请事项", "Application")),
        {{"matter", std::string(pick(language, "事项名称", "Matter")),
          Secret(matter.title.in(language))},
         {"matterCode", std::string(pick(language, "事项编码", "Code")),
          Secret(matter.code + " / " + matter.version)},
         {"consent",
          std::string(pick(language, "已阅读并同意的告知书", "Notice read and agreed to")),
          Secret(body.consentVersion)}}};
    const Parties parties = partiesOf(matter, body.answers);
    if (!parties.shown.empty())
        section.lines.push_back(
            {"principal", parties.principal.in(language), Secret(parties.shown)});
    return section;
}

ReviewLine lineOf(const AskedField& asked, const CaseBody& body, Language language) {
    const auto answer = body.answers.find(asked.key);
    const auto source = body.provenance.find(asked.key);
    ReviewLine line{asked.key, asked.field->label.in(language), {}, {}};
    if (answer != body.answers.end())
        line.value = shownValue(*asked.field, answer->second, language);
    if (!line.value.empty() && source != body.provenance.end())
        line.source = source->second;
    return line;
}

std::string titleOf(const AskedField& asked, Language language) {
    const std::string& title = asked.group->title.in(language);
    return asked.row == 0 ? title : title + " " + std::to_string(asked.row);
}

void addAnswers(const Matter& matter, const CaseBody& body, Language language,
                std::vector<ReviewSection>& sections) {
    const auto day = body.filed.grade == ClockGrade::Unknown
                         ? std::nullopt
                         : std::optional(localDay(body.filed.time));
    const RowCounts rows = rowsIn(matter.groups, body.answers);
    const FieldGroup* group = nullptr;
    std::size_t row = 0;
    for (const AskedField& asked : askedFields(matter.groups, body.answers, rows, day)) {
        if (asked.group != group || asked.row != row)
            sections.push_back({titleOf(asked, language), {}});
        group = asked.group;
        row = asked.row;
        sections.back().lines.push_back(lineOf(asked, body, language));
    }
}

ReviewSection materialSection(const Matter& matter, const CaseBody& body, Language language) {
    ReviewSection section{std::string(pick(language, "申请材料", "Materials")), {}};
    for (const Material& material : matter.materials) {
        const auto state =
            std::find_if(body.materials.begin(), body.materials.end(),
                         [&](const MaterialState& each) { return each.id == material.id; });
        if (state == body.materials.end() && !isAsked(material, body.answers))
            continue;
        section.lines.push_back({material.id, material.name.in(language),
                                 state == body.materials.end()
                                     ? Secret()
                                     : Secret(shownWay(material, *state, language))});
    }
    return section;
}

Secret shownDivision(std::string_view answer) {
    const std::string_view code = divisionCodeIn(answer), name = divisionNameIn(answer);
    if (name.empty())
        return Secret(code);
    std::string text(name);
    text.append(" (").append(code).append(")");
    Secret shown(text);
    wipe(text);
    return shown;
}

} // namespace

std::string sourceWords(protocol::Source source, Language language) {
    switch (source) {
    case protocol::Source::Card:
        return std::string(pick(language, "来自身份证", "from the ID card"));
    case protocol::Source::Certificate:
        return std::string(pick(language, "来自电子证照", "from an e-certificate"));
    case protocol::Source::Bundle:
        return std::string(pick(language, "来自您这次办的前一个申请",
                                "from your earlier application of this visit"));
    case protocol::Source::Citizen:
        return {};
    case protocol::Source::Helper:
        return std::string(pick(language, "由代办人填写", "typed by the helper"));
    case protocol::Source::Computed:
        return std::string(pick(language, "自动算出", "computed"));
    }
    return {};
}

Secret shownValue(const Field& field, const Secret& value, Language language) {
    if (field.kind == FieldKind::Division)
        return shownDivision(value.expose());
    if (field.kind == FieldKind::Choice) {
        for (const Choice& choice : field.choices) {
            if (choice.code == value.expose())
                return Secret(choice.label.in(language));
        }
    }
    return value;
}

std::string shownWay(const Material& material, const MaterialState& state, Language language) {
    if (state.way == "held")
        return heldWords().in(language);
    if (state.way == "waived" && material.creditWaiver)
        return waivedWords(*material.creditWaiver).in(language);
    if (state.way == "later")
        return laterWords(material, material.laterWorkingDays, state.dueDate).in(language);
    if (state.way == "commit" && material.commitment)
        return commitWords(*material.commitment).in(language) +
               std::string(pick(language, "：", ": ")) + material.commitment->text.in(language);
    if (state.way == "scan")
        return scanWords(material).in(language);
    return bringWords(material).in(language);
}

std::vector<ReviewSection> reviewSections(const Matter& matter, const CaseBody& body,
                                          Language language) {
    std::vector<ReviewSection> sections{headSection(matter, body, language)};
    addAnswers(matter, body, language, sections);
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
            const std::string source =
                line.source ? sourceWords(*line.source, languageOf(body)) : std::string();
            text += source.empty() ? "\n" : " (" + source + ")\n";
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
