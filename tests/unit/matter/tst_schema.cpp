// The published schema of matter.json and the reader of it say the same: whatever single thing is
// altered in a package that has every key, both take it or both refuse it.
#include "platform/matter/matter.h"
#include "tests/support/schema/published_schema.h"
#include "tests/unit/matter/edited.h"

#include <QtTest/QtTest>

#include <boost/json.hpp>

using namespace jiujin;
using namespace jiujin::matter;
namespace json = boost::json;

namespace {

std::string viewOf(json::string_view text) {
    return std::string(text.data(), text.size());
}

void places(const json::value& value, const std::string& place, std::vector<std::string>& out) {
    out.push_back(place);
    if (const auto* list = value.if_array())
        for (std::size_t at = 0; at < list->size(); ++at)
            places((*list)[at], place + "/" + std::to_string(at), out);
    if (const auto* object = value.if_object())
        for (const auto& member : *object)
            places(member.value(), place + "/" + viewOf(member.key()), out);
}

// What is put in the place of each value.
const std::vector<json::value>& substitutes() {
    static const std::vector<json::value> values = [] {
        json::array list{nullptr, true, false, -1, 0, 1, 19, 99'999, 1.5};
        for (const char* text : {"", "x", "Zz", "1", "L2", "new", "a-b", "2026-02-28", "<b>x</b>",
                                 "x &amp; y", "10.00", "330106"})
            list.emplace_back(text);
        for (const std::size_t length : {61U, 301U, 2001U})
            list.emplace_back(json::string(length, 'x'));
        for (const char* text : {"[]", "[\"x\"]", "[\"bring\"]", "[{}]", "{}",
                                 R"({"zh":"甲","en":"A"})", R"({"zh":"甲"})"})
            list.push_back(json::parse(text));
        return std::vector<json::value>(list.begin(), list.end());
    }();
    return values;
}

// What only arithmetic over two places or another file shows; a schema cannot say it.
bool isBeyondSchema(const std::string& fault) {
    for (const char* known :
         {"stands there twice", "is longer than the legal limit", "leaves no two working days",
          "must end two working days", "no node of this chain", "names a node that this chain",
          "goes in a circle", "names this very version", "no field of the form", "is below",
          "no choice with this code", "lies before", "is no date", "must be a date"})
        if (fault.find(known) != std::string::npos)
            return true;
    return false;
}

} // namespace

class TestSchema : public QObject {
    Q_OBJECT

    const tests::PublishedSchema judge_{"matter"};
    PackageText package_ = tests::fullPackage();

    // "" when both agree.
    QString disagreement(const json::value& document) {
        PackageText altered = package_;
        altered.matter = std::string(json::serialize(document));
        const auto read = readMatter(altered);
        const bool taken = judge_.takes(document);
        if (read.ok() == taken || (taken && isBeyondSchema(read.error().where)))
            return {};
        return taken ? QStringLiteral("only the reader refuses: ") +
                           QString::fromStdString(read.error().where)
                     : QStringLiteral("only the schema refuses");
    }

private slots:
    void bothTakeThePackageThatHasEveryKey() {
        const auto matter = readMatter(package_);
        QVERIFY2(matter.ok(), matter.ok() ? "" : matter.error().where.c_str());
        const json::value document = json::parse(package_.matter);
        QVERIFY(judge_.takes(document));
        for (const char* key : {"chain", "issues", "reach", "fee", "change", "effective", "steps"})
            QVERIFY(document.as_object().contains(key));
    }
    void whateverIsPutInBothAgree() {
        const json::value right = json::parse(package_.matter);
        std::vector<std::string> all;
        places(right, "", all);
        QVERIFY(all.size() > 300);
        int refused = 0;
        for (const std::string& place : all) {
            for (const json::value& other : substitutes()) {
                json::value altered = right;
                altered.at_pointer(json::string_view(place.data(), place.size())) = other;
                const QString found = disagreement(altered);
                QVERIFY2(
                    found.isEmpty(),
                    qPrintable(QString::fromStdString(
                                   place + " := " + std::string(json::serialize(other)) + ": ") +
                               found));
                refused += judge_.takes(altered) ? 0 : 1;
            }
        }
        QVERIFY(refused > 5000);
    }
    void whateverKeyIsTakenOutOrMisspeltBothAgree() {
        const json::value right = json::parse(package_.matter);
        std::vector<std::string> all;
        places(right, "", all);
        for (const std::string& place : all) {
            const auto slash = place.rfind('/');
            if (slash == std::string::npos)
                continue;
            const std::string around = place.substr(0, slash), key = place.substr(slash + 1);
            json::value without = right;
            auto* object =
                without.at_pointer(json::string_view(around.data(), around.size())).if_object();
            if (object == nullptr)
                continue;
            const json::value taken = object->at(json::string_view(key.data(), key.size()));
            object->erase(json::string_view(key.data(), key.size()));
            QVERIFY2(disagreement(without).isEmpty(),
                     qPrintable(QString::fromStdString("without " + place + ": ") +
                                disagreement(without)));
            object->emplace(json::string_view((key + "x").c_str()), taken);
            QVERIFY2(disagreement(without).isEmpty(),
                     qPrintable(QString::fromStdString("misspelt " + place + ": ") +
                                disagreement(without)));
        }
    }
};

QTEST_APPLESS_MAIN(TestSchema)
#include "tst_schema.moc"
