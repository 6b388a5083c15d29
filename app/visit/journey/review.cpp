#include "app/visit/journey/review.h"

#include <algorithm>

namespace jiujin::journey {

std::string wordsOfWay(std::string_view way, const std::string& dueDate, Language language) {
    const bool chinese = language == Language::Chinese;
    if (way == "commit")
        return chinese ? "已作告知承诺" : "Committed to in writing";
    if (way == "later")
        return chinese ? "容缺，" + dueDate + " 前补交（暂定）"
                       : "To follow by " + dueDate + " (provisional)";
    if (way == "bring")
        return chinese ? "到窗口出示" : "To be shown at the counter";
    return {};
}

Secret shownValue(const FieldState& state, Language language) {
    const auto& choices = state.field->choices;
    const auto it = std::ranges::find_if(
        choices, [&](const matter::Choice& c) { return c.code == state.value.expose(); });
    return it == choices.end() ? state.value : Secret(it->label.in(language));
}

std::vector<ReviewRow> reviewRows(const FormSheet& sheet, Language language) {
    std::vector<ReviewRow> rows;
    for (const auto& state : sheet.fields())
        rows.push_back({state.group->in(language), state.field->label.in(language),
                        shownValue(state, language), state.fromCard});
    const std::string materials = language == Language::Chinese ? "材料" : "Materials";
    for (const auto& choice : sheet.materials())
        rows.push_back({materials, choice.material->name.in(language),
                        Secret(wordsOfWay(choice.way, choice.dueDate, language)), false});
    return rows;
}

Secret shownText(const FormSheet& sheet, Language language) {
    std::string text = sheet.matter()->title.in(language) + "\n";
    for (const auto& row : reviewRows(sheet, language)) {
        text += row.label + ": ";
        text += row.value.expose();
        text += "\n";
    }
    Secret secret(text);
    wipe(text);
    return secret;
}

} // namespace jiujin::journey
