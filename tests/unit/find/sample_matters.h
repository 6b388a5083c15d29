// Invented matters with titles that are hard to find.
#pragma once

#include "platform/find/finder.h"
#include "tests/support/cases/sample_case.h"

#include <QtTest/QtTest>

namespace jiujin::find {

inline matter::Head sampleMatter(std::string code, matter::Words title,
                                 std::vector<matter::Words> keywords = {},
                                 std::string summary = {}) {
    matter::Head matter;
    matter.code = std::move(code);
    matter.title = std::move(title);
    matter.keywords = std::move(keywords);
    matter.summary = {std::move(summary), {}};
    return matter;
}

inline std::vector<matter::Head> sampleMatters() {
    return {
        sampleMatter("pension", {"城乡居民基本养老保险参保登记", "Pension insurance: registration"},
                     {{"居保", "pension"}, {"养老金", "retirement"}}, "在户籍地领取，可由亲属代办"),
        sampleMatter("elsewhere", {"异地就医备案", "Medical care elsewhere: notice"},
                     {{"医保", "medical insurance"}}),
        sampleMatter("elder", {"老年人优待证申领", "Card for the elderly"}, {{"老年证", "senior"}}),
        sampleMatter("residence", {"居住证签注", "Residence permit: renewal"}),
        sampleMatter("school", {"义务教育入学登记", "School enrolment"}, {{"上学", "pupil"}}),
        sampleMatter("jobless", {"失业登记", "Unemployment: registration"}),
        sampleMatter("food", {"食品经营备案（仅销售预包装食品）", "Food business: notice"}),
        sampleMatter("care", {"重庆市长期护理保险参与登记", "Long-term care insurance"}),
        sampleMatter("bank", {"银行账户信息变更", "Change of a bank account"}),
        sampleMatter("accountant", {"会计人员信息采集", "Accountants: particulars"}),
        sampleMatter("talent", {"长沙市人才补贴", "Talent allowance"}),
    };
}

inline Finding publishedFinding() {
    auto finding = loadFinding(tests::sourceFile("resources/matters"));
    if (!finding)
        qFatal("%s", finding.error().text().c_str());
    return std::move(finding).value();
}

using Codes = std::vector<std::string>;

inline Codes codes(const std::vector<matter::Head>& catalogue,
                   const std::vector<std::size_t>& rows) {
    Codes out;
    for (const std::size_t row : rows)
        out.push_back(catalogue[row].code);
    return out;
}

} // namespace jiujin::find
