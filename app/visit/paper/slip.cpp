#include "app/visit/paper/slip.h"

#include "app/visit/paper/material_lines.h"
#include "app/visit/paper/words.h"
#include "platform/formats/contact.h"
#include "platform/matter/principal.h"

namespace jiujin::paper {

namespace {

// Of 203 dots an inch; the printer takes less where its roll is narrow.
constexpr int codeDots = 4;

SlipPart text(std::string words) {
    return {SlipKind::Text, std::move(words)};
}

SlipPart fact(const Words& name, const std::string& value) {
    return text(name.zh + " " + name.en + "：" + value);
}

void addPerson(std::vector<SlipPart>& slip, const ReceiptPaper& receipt) {
    const auto& card = receipt.body->applicant;
    const auto parties = matter::partiesOf(*receipt.matter, receipt.body->answers);
    slip.push_back(fact(parties.holder, formats::maskName(card.name)));
    slip.push_back(fact({"证件号码", "ID number"}, formats::maskNumber(card.number)));
    if (!parties.shown.empty())
        slip.push_back(fact(parties.principal, parties.shown));
    slip.push_back(fact({"申请事项", "Matter"}, receipt.matter->title.zh));
    slip.push_back(text(receipt.matter->title.en));
    if (!receipt.matter->verified()) {
        slip.push_back(text(sampleWords().zh));
        slip.push_back(text(sampleWords().en));
    }
}

void addMaterials(std::vector<SlipPart>& slip, const ReceiptPaper& receipt) {
    if (receipt.matter == nullptr || receipt.body == nullptr || receipt.body->materials.empty())
        return;
    slip.push_back({SlipKind::Rule});
    slip.push_back(text("材料  Materials"));
    for (const Words& line : materialLines(receipt)) {
        slip.push_back(text(line.zh));
        slip.push_back(text(line.en));
    }
}

} // namespace

std::vector<SlipPart> slipOf(const ReceiptPaper& receipt) {
    std::vector<SlipPart> slip{{SlipKind::Text, "收件凭证", 2, true, true},
                               {SlipKind::Text, "Receipt", 1, true}};
    if (receipt.repeated)
        slip.push_back(
            {SlipKind::Text, "补打：此前可能已经打印过一份，内容相同。Reprint.", 1, true});
    slip.push_back({SlipKind::Rule});
    slip.push_back(text("办件编号  Case number"));
    slip.push_back({SlipKind::Text, receipt.caseNumber, 2, false, true});
    if (receipt.matter != nullptr)
        addPerson(slip, receipt);
    const Words grade = gradeWords(receipt.taken.grade);
    slip.push_back(
        fact({"收件时间", "Taken at"}, toLocalMinute(receipt.taken.time) + "（" + grade.zh + "）"));
    slip.push_back(text("China Standard Time; " + grade.en));
    slip.push_back(fact({"收件终端", "Terminal"}, receipt.caseNumber.substr(0, 11)));
    if (receipt.body != nullptr && !receipt.body->lookupCode.empty())
        slip.push_back(fact({"查询码", "Lookup code"}, groupedByFour(receipt.body->lookupCode)));
    addMaterials(slip, receipt);
    slip.push_back({SlipKind::Rule});
    slip.push_back(
        text("本终端已收到您的密封申请包。包里的内容已加密，只有主管部门能打开。这不是受理通知。"));
    slip.push_back(text("This terminal took a sealed packet; only the authority can open it. This "
                        "is not a notice of acceptance."));
    slip.push_back({SlipKind::Code, receipt.code, codeDots, true});
    return slip;
}

} // namespace jiujin::paper
