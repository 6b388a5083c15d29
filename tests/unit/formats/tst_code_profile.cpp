#include "platform/formats/code_profile.h"
#include "platform/formats/matter_code.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::formats;

namespace {

CodeProfile known(std::string_view id) {
    for (const KnownProfile& profile : knownProfiles()) {
        if (profile.id == id)
            return *CodeProfile::parse(id, profile.line);
    }
    qFatal("no such profile");
}

std::string mistakeIn(std::string_view line) {
    const auto profile = CodeProfile::parse("here", line);
    return profile.ok() ? "taken" : profile.error().where;
}

} // namespace

class TestCodeProfile : public QObject {
    Q_OBJECT
private slots:
    void everyKnownProfileIsReadAndSaysItsSource() {
        for (const KnownProfile& profile : knownProfiles()) {
            QVERIFY(CodeProfile::parse(profile.id, profile.line).ok());
            QVERIFY(!profile.source.empty() && profile.confidence >= 'A' &&
                    profile.confidence <= 'D');
        }
    }
    void nationalProfilesDecideAsTheTypesDo() {
        for (const std::string text :
             {"11310000MB2F30661Y231200356400001", "11310000mb2f30661y231200356400001",
              "11310000MB2F30662Y231200356400001", "11310000MB2F30661Y23120035640000X"})
            QCOMPARE(known("national-33").read(text).ok(), HandlingCode::parse(text).ok());
        const auto parts = known("national-31").read("11370800MB285591843370117002011");
        QVERIFY(parts.ok() && parts->size() == 6);
        QVERIFY((parts->at(4) == CodePart{"item", "17002"}));
    }
    void aProvincesCodeComesBackFromItsParts() {
        const CodeProfile profile = known("guizhou");
        const auto parts = profile.read("xk00123001");
        QVERIFY(parts.ok());
        QVERIFY(
            (*parts == std::vector<CodePart>{{"type", "XK"}, {"item", "00123"}, {"sub", "001"}}));
        QCOMPARE(*profile.write(*parts), std::string("XK00123001"));
        for (const char* wrong : {"", "XK0012300", "XK001230011", "1K00123001", "XK0012A001"})
            QVERIFY2(!profile.read(wrong).ok(), wrong);
    }
    void aCityDescribesItsOwn() {
        const auto profile = CodeProfile::parse("ours", "basic:A14 - division:N12 . tail:L1");
        QVERIFY(profile.ok());
        const std::string code = "511A0138000000-511602000000.Z";
        QCOMPARE(*profile->write(*profile->read(code)), code);
        QCOMPARE(profile->read("511A0138000000.511602000000.Z").error().where,
                 std::string("matter code: expected \"-\""));
        QCOMPARE(profile->read(code + "Z").error().where,
                 std::string("matter code: longer than its scheme"));
        QCOMPARE(profile->read("511A0138000000-51160200000A.Z").error().where,
                 std::string("matter code: division: character 12"));
    }
    void partsThatDoNotBelongAreNotWritten() {
        const CodeProfile profile = known("guizhou");
        using Parts = std::vector<CodePart>;
        QCOMPARE(profile.write(Parts{{"type", "XK"}}).error().where,
                 std::string("matter code: item: missing here"));
        QVERIFY(!profile.write(Parts{{"type", "XK"}, {"item", "1"}, {"sub", "001"}}).ok());
        QVERIFY(!profile.write(Parts{{"type", "XK"}, {"item", "00001"}, {"sub", "001"}, {"x", ""}})
                     .ok());
    }
    void everyMistakeInAProfileIsNamed() {
        const std::string about = "code profile here: ";
        QCOMPARE(mistakeIn(""), about + "expected 1 to 512 bytes");
        QCOMPARE(mistakeIn(std::string(513, 'a')), about + "expected 1 to 512 bytes");
        for (const char* part : {"b", "B:N1", ":N1", "_", "", "--"})
            QCOMPARE(mistakeIn("a:N1 " + std::string(part) + " c:N1"),
                     about + "part 2: expected name:N5, \"-\" or \".\"");
        for (const char* part : {"b:", "b:N", "b:X2", "b:N123", "b:NN"})
            QCOMPARE(mistakeIn("a:N1 " + std::string(part)),
                     about + "part 2: the class is N, L, A or U and a length");
        for (const char* part : {"b:N0", "b:N33", "b:U17"})
            QCOMPARE(mistakeIn("a:N1 " + std::string(part)),
                     about + "part 2: a length is 1 to 32, that of U is 18");
        QCOMPARE(mistakeIn("a:N1 - a:N1"), about + "part 3: this name is there already");
        QCOMPARE(mistakeIn("- - - - - - - - - - - - - - - - -"), about + "at most 16 parts");
    }
};

QTEST_APPLESS_MAIN(TestCodeProfile)
#include "tst_code_profile.moc"
