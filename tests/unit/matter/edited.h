// A package of the repository with one place altered.
#pragma once

#include "tests/support/cases/sample_case.h"

#include <QtCore/qglobal.h>

#include <fstream>
#include <sstream>

namespace jiujin::tests {

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    if (at == std::string::npos)
        qFatal("the package no longer holds: %s", what.c_str());
    return text.replace(at, what.size(), by);
}

inline std::string content(const std::string& path) {
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// pension-enrolment with every key that matter.json may have.
inline matter::PackageText fullPackage() {
    auto package = pensionPackage();
    package.matter = replaced(package.matter, "\"scope\": \"city\"",
                              R"("scope": "city", "divisions": ["330106", "330105"])");
    package.matter = replaced(package.matter, "\"items\": []", R"("items": [{
        "name": { "zh": "工本费", "en": "Cost" }, "amount": "10.00",
        "basis": { "text": { "zh": "某省收费规定", "en": "A rule on fees" },
        "source": "某省收费规定", "date": "2026-11-22", "verified": false } }])");
    package.matter = replaced(package.matter, "\"zh\": \"不收费\"", "\"zh\": \"10元\"");
    package.matter = replaced(package.matter, R"("change": { "kind": "new" },)", R"(
      "issues": ["11220000013544541J032"],
      "chain": {
        "nodes": [
          { "id": "check", "title": { "zh": "审核", "en": "Check" },
            "authority": { "zh": "社保所", "en": "Office" },
            "limit": { "type": "promised", "unit": "workingDays", "legal": 6, "promised": 5 } },
          { "id": "open", "title": { "zh": "建账", "en": "Account" },
            "authority": { "zh": "社保局", "en": "Bureau" },
            "limit": { "type": "promised", "unit": "workingDays", "promised": 5 } }
        ],
        "orders": [
          { "id": "rich", "title": { "zh": "高档", "en": "High" },
            "when": { "all": [{ "field": "level", "is": ["2000"] },
                              { "not": { "field": "contactName", "given": true } }] },
            "after": {} },
          { "id": "usual", "title": { "zh": "一般", "en": "Usual" },
            "after": { "open": ["check"] } }
        ]
      },
      "change": { "kind": "changed", "from": [{ "code": "SAMPLE-CXJB-CBDJ", "version": "0.9" }],
        "transition": "asFiled", "notice": { "zh": "按原规定办", "en": "As filed" } },)");
    return package;
}

} // namespace jiujin::tests
