#include "app/visit/paper/receipt.h"

#include "app/visit/paper/blocks.h"
#include "app/visit/paper/material_lines.h"
#include "app/visit/paper/qr.h"
#include "platform/formats/case_number.h"
#include "platform/formats/contact.h"
#include "platform/matter/principal.h"

#include <algorithm>

namespace jiujin::paper {

namespace {

// Large enough for a worn printer and a cheap camera; a code of 1,000 characters is 67 mm wide
// then.
constexpr double moduleSide = 0.55, quietZone = 4;
constexpr double widest = 88;

Block numberBlock(Canvas& canvas, const std::string& number) {
    constexpr double high = 27;
    return {
        high, [&canvas, number](double top) {
            canvas.fill(Sheet::left, top, Sheet::wide, high - 4, tint);
            canvas.fill(Sheet::left, top, 1.4, high - 4, accent);
            canvas.text("办件编号  Case number", Sheet::left + 7, top + 3, 100, {10, false, quiet});
            canvas.text(number, Sheet::left + 7, top + 8.2, 160, {25, true, ink});
        }};
}

void addPerson(Sheet& sheet, Canvas& canvas, const ReceiptPaper& receipt) {
    const auto& card = receipt.body->applicant;
    const auto parties = matter::partiesOf(*receipt.matter, receipt.body->answers);
    sheet.add(factBlock(canvas, {parties.holder, {{formats::maskName(card.name), ""}}}));
    sheet.add(
        factBlock(canvas, {{"证件号码", "ID number"}, {{formats::maskNumber(card.number), ""}}}));
    if (!parties.shown.empty())
        sheet.add(factBlock(canvas, {parties.principal, {{parties.shown, ""}}}));
    sheet.add(factBlock(canvas, {{"申请事项", "Matter"}, {receipt.matter->title}, true}));
}

void addFacts(Sheet& sheet, Canvas& canvas, const ReceiptPaper& receipt) {
    if (receipt.matter != nullptr)
        addPerson(sheet, canvas, receipt);
    const Words grade = gradeWords(receipt.taken.grade);
    sheet.add(factBlock(canvas, {{"收件时间", "Taken at"},
                                 {{toLocalMinute(receipt.taken.time) + "（" + grade.zh + "）",
                                   "China Standard Time; " + grade.en}}}));
    // 330105-A017-0000042-K
    sheet.add(
        factBlock(canvas, {{"收件终端", "Terminal"}, {{receipt.caseNumber.substr(0, 11), ""}}}));
    if (receipt.matter == nullptr)
        return;
    if (!receipt.matter->materials.empty())
        sheet.add(factBlock(canvas, {{"材料", "Materials"}, materialLines(receipt)}));
    if (!receipt.body->lookupCode.empty())
        sheet.add(factBlock(
            canvas, {{"查询码", "Lookup code"}, {{groupedByFour(receipt.body->lookupCode), ""}}}));
}

struct Paragraph {
    Words words;
    bool strong = false;
};

std::vector<Paragraph> paragraphsFor(const ReceiptPaper& receipt) {
    std::vector<Paragraph> all{
        {{"本终端已收到您的密封申请包。", "This terminal took a sealed packet."}, true},
        {{"包里的内容已加密，只有主管部门能打开。这不是受理通知。",
          "Its content is sealed; only the authority can open it. This is not a notice of "
          "acceptance."}},
        {{"查办理情况，请带身份证和这张纸到服务中心窗口。",
          "To ask about your case, bring your card and this sheet to a service counter."}}};
    const bool later = receipt.body != nullptr &&
                       std::any_of(receipt.body->materials.begin(), receipt.body->materials.end(),
                                   [](const auto& state) { return state.way == "later"; });
    if (later)
        all.push_back({{"要后补的材料，请在上面的期限内交到窗口。",
                        "Hand in what is still missing at a counter within the time above."}});
    all.push_back({{"二维码是终端签名的凭证，不联网也能验真伪。",
                    "The code holds the signed receipt; anyone can verify it without a network."}});
    return all;
}

// Draws the paragraphs, or only measures them; gives their height.
double layParagraphs(Canvas& canvas, const std::vector<Paragraph>& all, double x, double top,
                     double wide, bool draw) {
    constexpr double between = 4;
    const Style said{14, true, ink}, plain{10.5, false, ink}, aside{8, false, quiet};
    const auto lay = [&](const std::string& text, double y, const Style& style) {
        return draw ? canvas.text(text, x, y, wide, style) : canvas.heightOf(text, wide, style);
    };
    double y = top;
    for (const Paragraph& each : all) {
        y += lay(each.words.zh, y, each.strong ? said : plain) + 0.5;
        y += lay(each.words.en, y, aside) + between;
    }
    return y - top - between;
}

double sideOf(const std::vector<std::string>& rows) {
    return (static_cast<double>(rows.size()) + 2 * quietZone) * moduleSide;
}

Block codeBlock(Canvas& canvas, const std::vector<std::string>& rows,
                const std::vector<Paragraph>& all) {
    const double side = sideOf(rows), textAt = Sheet::left + side + 4;
    const double wide = Sheet::right - textAt;
    const double high = layParagraphs(canvas, all, textAt, 0, wide, false);
    return {std::max(high, side), [&canvas, rows, all, side, textAt, wide](double top) {
                canvas.frame(Sheet::left, top, side, side, 0.2, rule);
                canvas.modules(rows, Sheet::left + quietZone * moduleSide,
                               top + quietZone * moduleSide, moduleSide);
                layParagraphs(canvas, all, textAt, top, wide, true);
            }};
}

} // namespace

Result<Bytes> drawReceipt(const ReceiptPaper& receipt) {
    const auto rows = qrRows(receipt.code);
    if (rows.empty() || sideOf(rows) > widest)
        return Error(ErrorCode::PrinterRefused, "the receipt's code does not fit in a QR code");
    const bool sample = receipt.matter != nullptr && !receipt.matter->verified();
    Canvas canvas("收件凭证 " + receipt.caseNumber);
    Sheet sheet(canvas,
                {"收件凭证  办件编号 " + receipt.caseNumber,
                 sample ? sampleWords().zh + "\n" + sampleWords().en : std::string(), sample});
    sheet.space(3);
    sheet.add(titleBlock(canvas, {"收件凭证", "Receipt"}));
    if (receipt.repeated)
        sheet.add(noteBlock(
            canvas,
            "补打：此前可能已经打印过一份，内容相同。Reprint: a copy may have come out before.",
            {9, false, warning, Align::Centre}));
    sheet.space(3);
    sheet.add(numberBlock(canvas, receipt.caseNumber));
    addFacts(sheet, canvas, receipt);
    sheet.space(8);
    sheet.add(codeBlock(canvas, rows, paragraphsFor(receipt)));
    return sheet.finish();
}

} // namespace jiujin::paper
