#include "platform/matter/material_words.h"

namespace jiujin::matter {

namespace {

std::string english(int count, std::string one, std::string_view many) {
    return std::to_string(count) + ' ' + (count == 1 ? std::move(one) : std::string(many));
}

} // namespace

Words wayName(MaterialWay way) {
    switch (way) {
    case MaterialWay::Held:
        return {"电子证照", "E-certificate"};
    case MaterialWay::Waived:
        return {"信用免交", "Waived for good credit"};
    case MaterialWay::Commit:
        return {"告知承诺", "Commitment"};
    case MaterialWay::Later:
        return {"容缺后补", "Handed in later"};
    case MaterialWay::Scan:
        return {"现场扫描", "Scanned here"};
    case MaterialWay::Bring:
        return {"到窗口", "At the counter"};
    }
    return {};
}

Words countWords(const Material& material) {
    const bool both = material.originals > 0 && material.copies > 0;
    Words words;
    if (material.originals > 0)
        words = {"原件 " + std::to_string(material.originals) + " 份",
                 english(material.originals, "original", "originals")};
    if (material.copies > 0) {
        words.zh += (both ? "、复印件 " : "复印件 ") + std::to_string(material.copies) + " 份";
        words.en += (both ? ", " : "") + english(material.copies, "copy", "copies");
    }
    return words;
}

Words heldWords() {
    return {"已有可信等级 A 或 B 级的有效电子证照，不用再交",
            "Held as a valid e-certificate of trust level A or B; nothing to hand in"};
}

Words waivedWords(const CreditWaiver& waiver) {
    const LegalBasis& basis = waiver.basis;
    return {"信用良好，免交。规则：" + waiver.rule.zh + "；依据：" + basis.text.zh +
                (basis.verified ? "" : "（示例）"),
            "Not needed, for a good credit record. Rule: " + waiver.rule.en +
                "; basis: " + basis.text.en + (basis.verified ? "" : " (sample)")};
}

Words commitWords(const Commitment& commitment) {
    return {"告知承诺（" + commitment.version + " 版），不用再交",
            "By commitment (version " + commitment.version + "); nothing more to hand in"};
}

Words laterWords(const Material& material, int workingDays, std::string_view dueDate) {
    const std::string day(dueDate);
    const Words count = countWords(material);
    Words words{"容缺后补" + count.zh + "，", "To be handed in later: " + count.en + ", "};
    if (!day.empty()) {
        words.zh += "最迟 " + day;
        words.en += "by " + day;
    } else {
        words.zh += "自受理之日起 " + std::to_string(workingDays) + " 个工作日内";
        words.en +=
            "within " + english(workingDays, "working day", "working days") + " of acceptance";
    }
    return words;
}

Words scanWords(const Material& material) {
    // A copy is made of the scan, wherever one is needed.
    const int sheets = material.originals > 0 ? material.originals : material.copies;
    const bool original = material.originals > 0;
    const std::string count = std::to_string(sheets);
    return {std::string("在终端扫描") + (original ? "原件 " : "复印件 ") + count + " 份",
            "To be scanned here: " + (original ? english(sheets, "original", "originals")
                                               : english(sheets, "copy", "copies"))};
}

Words bringWords(const Material& material) {
    Words words{"到窗口", "At the counter: "};
    if (material.originals > 0) {
        words.zh += "出示原件 " + std::to_string(material.originals) + " 份";
        words.en += "show " + english(material.originals, "original", "originals");
    }
    if (material.originals > 0 && material.copies > 0) {
        words.zh += "，";
        words.en += ", ";
    }
    if (material.copies > 0) {
        words.zh += "交复印件 " + std::to_string(material.copies) + " 份";
        words.en += "hand in " + english(material.copies, "copy", "copies");
    }
    return words;
}

Words closedWords(ClosedReason reason) {
    switch (reason) {
    case ClosedReason::LibraryUnreachable:
        return {"现在连不上电子证照库", "The e-certificate library cannot be reached now"};
    case ClosedReason::NoCertificate:
        return {"没有查到您的这种电子证照", "No e-certificate of this kind was found for you"};
    case ClosedReason::CertificateRevoked:
        return {"电子证照已注销", "The e-certificate has been revoked"};
    case ClosedReason::CertificateTrust:
        return {"电子证照还没有和原件核对过",
                "The e-certificate was not compared with its original"};
    case ClosedReason::CertificateNotYet:
        return {"电子证照还没有生效", "The e-certificate is not valid yet"};
    case ClosedReason::CertificateExpired:
        return {"电子证照已过有效期", "The e-certificate has expired"};
    case ClosedReason::ClockUnknown:
        return {"终端时间不准，不能确认电子证照是否有效",
                "This terminal's clock is not set, so the e-certificate's dates cannot be judged"};
    case ClosedReason::CreditUnreachable:
        return {"现在查不到信用记录。受理时中心会再查，符合条件的免交；不影响其他方式",
                "The credit record cannot be asked now. The centre asks again when it takes the "
                "application and waives this if it may; other ways are not affected"};
    case ClosedReason::CreditNotGood:
        return {"不符合信用免交的条件", "The conditions of the credit waiver are not met"};
    case ClosedReason::CreditBad:
        return {"有未修复的不良信用记录，修复前不能用这种方式",
                "Not open while a bad credit record stands unrepaired"};
    case ClosedReason::MainMaterial:
        return {"这是主要材料，不能后补", "This is a main material and cannot come later"};
    case ClosedReason::PromiseTooShort:
        return {"办理时间短，来不及后补", "The matter is handled too soon for it to come later"};
    case ClosedReason::NoScanner:
        return {"这台终端还不能扫描，请到窗口出示",
                "This terminal cannot scan yet; please show it at a counter"};
    }
    return {};
}

} // namespace jiujin::matter
