#include "tests/support/cases/sample_case.h"

#include "platform/matter/check.h"
#include "platform/matter/review.h"

#include <boost/json.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

namespace jiujin::tests {

namespace {

std::string contentOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string textIn(const boost::json::object& person, const char* key) {
    return person.contains(key) ? std::string(person.at(key).as_string()) : std::string();
}

} // namespace

std::string sourceFile(std::string_view path) {
    const char* root = std::getenv("JIUJIN_SOURCE_DIR");
    return std::string(root == nullptr ? "." : root) + "/" + std::string(path);
}

namespace {

matter::PackageText packageIn(std::string_view path) {
    const std::string folder = sourceFile(path) + "/";
    return {contentOf(folder + "matter.json"), contentOf(folder + "form.json"),
            contentOf(folder + "guide.json")};
}

matter::Matter matterIn(const matter::PackageText& package) {
    auto matter = matter::readMatter(package);
    if (!matter) {
        std::cerr << matter.error().text() << '\n';
        std::abort();
    }
    return *matter;
}

matter::CalendarYear calendarYear(const std::string& name) {
    auto year = matter::readCalendarYear(name, contentOf(sourceFile("resources/calendar/" + name)));
    if (!year) {
        std::cerr << year.error().text() << '\n';
        std::abort();
    }
    return std::move(*year);
}

} // namespace

matter::Catalogue catalogueOf(std::vector<matter::Matter> matters) {
    auto catalogue = matter::Catalogue::make(std::move(matters));
    if (!catalogue) {
        std::cerr << catalogue.error().text() << '\n';
        std::abort();
    }
    return std::move(*catalogue);
}

matter::PackageText pensionPackage() {
    return packageIn("resources/matters/pension-enrolment");
}

matter::Matter pensionMatter() {
    return matterIn(pensionPackage());
}

matter::PackageText everythingPackage() {
    return packageIn("tests/data/matters/everything");
}

matter::Matter everythingMatter() {
    return matterIn(everythingPackage());
}

protocol::Answers everythingAnswers() {
    protocol::Answers answers;
    for (const auto& [key, value] : std::initializer_list<std::pair<const char*, const char*>>{
             {"name", "张某某"},
             {"number", "110105199003070017"},
             {"birth", "1990-03-07"},
             {"age", "36"},
             {"home", "330106 浙江省杭州市西湖区"},
             {"address", "某某街道1号"},
             {"since", "2020-02-29"},
             {"trade", "08"},
             {"runsShop", "1"},
             {"creditCode", "91350100M000100Y43"},
             {"area", "62.5"},
             {"rent", "1500.50"},
             {"rentYear", "18006.00"},
             {"members.1.memberName", "李某某"},
             {"members.1.relation", "1"},
             {"members.1.memberBirth", "1951-03-01"},
             {"members.1.memberIncome", "2000"},
             {"members.2.memberName", "张小某"},
             {"members.2.relation", "2"},
             {"members.2.memberBirth", "2010-06-01"},
             {"members.2.school", "某某中学"},
             {"memberCount", "2"},
             {"ownIncome", "3000.10"},
             {"income", "5000.10"},
             {"payment", "1"},
             {"contactName", "王某某"},
             {"contactMobile", "13800138000"}})
        answers.emplace(key, Secret(value));
    return answers;
}

const matter::LegalCalendar& legalCalendar() {
    static const matter::LegalCalendar calendar(
        {calendarYear("2025.json"), calendarYear("2026.json")});
    return calendar;
}

protocol::CardFacts personCard(std::string_view id) {
    const auto persons = boost::json::parse(contentOf(sourceFile("tests/data/persons.json")));
    for (const auto& each : persons.as_array()) {
        const auto& person = each.as_object();
        if (textIn(person, "id") != id)
            continue;
        const auto secret = [&](const char* key) {
            return Secret(textIn(person, key));
        };
        return {textIn(person, "kind"), secret("name"),      secret("number"),  secret("sex"),
                secret("nation"),       secret("birth"),     secret("address"), secret("issuer"),
                secret("validFrom"),    secret("validUntil")};
    }
    std::cerr << "no such person in tests/data/persons.json\n";
    std::abort();
}

GradedTime sampleTime() {
    return {*fromRfc3339("2026-11-22T02:04:00.000Z"), ClockGrade::Network};
}

void signAgain(const matter::Matter& matter, protocol::CaseBody& body) {
    body.signature.shownDigest = matter::shownDigest(matter::reviewText(matter, body).expose());
}

protocol::CaseBody sampleBody(const matter::Matter& matter, const protocol::CardFacts& card,
                              std::string_view language) {
    protocol::CaseBody body;
    body.lookupCode = "0123456789ABCDEF";
    body.matterCode = matter.code;
    body.matterVersion = matter.version;
    body.language = language;
    body.consentVersion = "2026-11";
    body.filed = sampleTime();
    body.applicant = card;
    for (const auto& group : matter.groups) {
        for (const auto& field : group.fields) {
            const Secret prefill = matter::prefillOf(field, card);
            if (prefill.empty())
                continue;
            body.answers[field.id] = prefill;
            body.provenance[field.id] = protocol::Source::Card;
        }
    }
    const std::pair<const char*, const char*> typed[] = {{"mobile", "13800138000"},
                                                         {"household", "20"},
                                                         {"group", "0"},
                                                         {"level", "500"},
                                                         {"payment", "1"}};
    for (const auto& [id, value] : typed) {
        body.answers[id] = Secret(value);
        body.provenance[id] = protocol::Source::Citizen;
    }
    const auto& commitment = matter.materials[1].commitment->text.in(
        language == "en" ? Language::English : Language::Chinese);
    const int later = matter.materials[0].laterWorkingDays;
    body.materials = {{"householdRegister", "later",
                       legalCalendar().dateAfter(matter::localDay(body.filed.time), later), ""},
                      {"noOtherInsurance", "commit", "", matter::shownDigest(commitment)}};
    body.signature.strokes = Secret("100,80 140,60 180,90;220,60 220,120;260,70 320,75 300,130");
    signAgain(matter, body);
    return body;
}

} // namespace jiujin::tests
