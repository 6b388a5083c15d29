#include "app/visit/paper/form.h"

#include "app/visit/paper/form_rows.h"
#include "platform/matter/review.h"

namespace jiujin::paper {

namespace {

// What is neither the card's nor typed by the citizen says where it came from.
std::string textOf(const matter::ReviewLine& line, Language language) {
    if (line.value.empty())
        return "—";
    const bool plain = !line.source || *line.source == protocol::Source::Card;
    const std::string source = plain ? std::string() : matter::sourceWords(*line.source, language);
    return std::string(line.value.expose()) + (source.empty() ? "" : " (" + source + ")");
}

// Chinese for the authority; English below where the citizen read and signed English.
Words shown(const matter::ReviewLine& zh, const matter::ReviewLine& en, bool english) {
    const bool both = english && !(zh.value == en.value);
    return {textOf(zh, Language::Chinese), both ? textOf(en, Language::English) : std::string()};
}

void addSections(Sheet& sheet, Canvas& canvas, const FormPaper& form) {
    const auto zh = matter::reviewSections(form.matter, form.body, Language::Chinese);
    const auto en = matter::reviewSections(form.matter, form.body, Language::English);
    const bool english = matter::languageOf(form.body) == Language::English;
    // The first section stands above the table and in the statement below it.
    for (std::size_t section = 1; section < zh.size(); ++section) {
        std::vector<Cell> cells;
        for (std::size_t line = 0; line < zh[section].lines.size(); ++line) {
            const auto& first = zh[section].lines[line];
            const auto& second = en[section].lines[line];
            const matter::Field* field = form.matter.field(first.id);
            const bool whole = field == nullptr || field->kind == matter::FieldKind::Address;
            cells.push_back({{first.label, second.label}, shown(first, second, english), whole});
        }
        addSection(sheet, canvas, {zh[section].title, en[section].title}, cells);
    }
}

Block headBlock(Canvas& canvas, const FormPaper& form) {
    const std::string when = "提交时间  " + toLocalMinute(form.body.filed.time) + "（" +
                             gradeWords(form.body.filed.grade).zh + "）";
    const std::string code = "事项编码  " + form.matter.code + " / " + form.matter.version;
    return {
        12,
        [&canvas, number = "办件编号  " + form.caseNumber, when, code](double top) {
            canvas.text(number, Sheet::left, top, Sheet::wide, {11, true});
            canvas.text(code, Sheet::left, top + 5.6, 85, {9, false, quiet});
            canvas.text(when, Sheet::right - 85, top + 5.6, 85, {9, false, quiet, Align::Right});
        },
        true};
}

Words statementOf(const FormPaper& form) {
    return {"本人已阅读并同意《个人信息告知书》（版本 " + form.body.consentVersion +
                "），以上内容已逐项看过，确认无误。",
            "I have read the notice on personal data (version " + form.body.consentVersion +
                ") and agree to it; I have read all of the above and it is right."};
}

} // namespace

Result<Bytes> drawForm(const FormPaper& form) {
    JIUJIN_TRY_ASSIGN(const auto strokes, filing::parseStrokes(form.body.signature.strokes));
    const bool sample = !form.matter.verified();
    std::string foot =
        "本表由就近办终端 " + form.caseNumber.substr(0, 11) + " 按申请人要求打印，供申请人留存。";
    if (sample)
        foot += "\n" + sampleWords().zh;

    Canvas canvas("申请表 " + form.caseNumber);
    Sheet sheet(canvas,
                {form.matter.title.zh + "申请表  办件编号 " + form.caseNumber, foot, sample});
    sheet.space(2);
    sheet.add(titleBlock(
        canvas, {form.matter.title.zh + "申请表", "Application: " + form.matter.title.en}));
    sheet.add(headBlock(canvas, form));
    addSections(sheet, canvas, form);
    sheet.keepWithNext(); // nobody signs an empty page
    sheet.add(
        signatureBlock(canvas, statementOf(form), strokes, chineseDate(form.body.filed.time)));
    return sheet.finish();
}

} // namespace jiujin::paper
