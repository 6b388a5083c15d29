// resources/matters/README.md followed as a new user would: its own commands, in its own words, in
// a copy of the project's resources. Then the new matter is looked for where terminal and centre
// look, and is filed and checked with their code.
#include "app/preview/sample_answers.h"
#include "app/preview/sample_person.h"
#include "app/preview/sample_world.h"
#include "platform/catalogue/publication.h"
#include "platform/matter/check.h"
#include "platform/matter/legal_calendar.h"
#include "platform/matter/notice.h"
#include "tests/contract/maker/maker_process.h"
#include "tests/support/samples/samples.h"

#include <QtTest/QtTest>

using namespace jiujin;
using tests::Maker;
namespace fs = std::filesystem;
using journey::Event;
using journey::State;

namespace {

fs::path sources() {
    return qEnvironmentVariable("JIUJIN_SOURCE_DIR").toStdString();
}

constexpr const char* code = "SAMPLE-JSZ-BL";

// Blocks of code, but for what compares with a version that there is not.
QByteArrayList commandsOf(const QByteArray& readme) {
    QByteArrayList commands;
    for (const QByteArray& line : readme.split('\n'))
        if (line.startsWith("    ") && !line.contains("OLD"))
            commands.push_back(line.trimmed());
    return commands;
}

class Counter : public QObject {
public:
    explicit Counter(const fs::path& resources)
        : catalogue(tidy(matter::Catalogue::load(resources / "matters"))),
          calendar(tidy(matter::loadCalendar(resources / "calendar"))),
          notice(tidy(matter::loadNotice(resources / "notices/consent.json"))) {
        world.attach(journey);
    }
    void goTo(State state) const { QTRY_COMPARE(journey.state(), state); }

    const matter::Catalogue catalogue;
    const matter::LegalCalendar calendar;
    const matter::Notice notice;
    const preview::SampleClock clock;
    preview::SampleWorld world{clock, calendar, std::chrono::milliseconds(0)};
    journey::Journey journey{
        {clock, calendar, world, world, world, world, world}, catalogue, notice};

private:
    template <typename T>
    static T tidy(Result<T> read) {
        if (!read.ok())
            qFatal("%s", read.error().text().c_str());
        return std::move(read).value();
    }
};

} // namespace

class TestWalk : public QObject {
    Q_OBJECT
    const Maker maker;

private slots:
    void initTestCase() {
        fs::create_directories(maker.at("resources"));
        for (const char* part : {"matters", "calendar", "divisions", "notices"})
            fs::copy(sources() / "resources" / part, maker.at("resources") / part,
                     fs::copy_options::recursive);
        fs::create_directories(maker.at("build/release"));
        fs::create_directory_symlink(qEnvironmentVariable("JIUJIN_BINARY_DIR").toStdString() +
                                         "/bin",
                                     maker.at("build/release/bin"));
    }

    void everyCommandWorksAsItIsWritten() {
        const auto commands = commandsOf(Maker::read(maker.at("resources/matters/README.md")));
        QVERIFY(commands.size() >= 6);
        for (const char* command :
             {"matter new", "matter lint", "matter preview", "matter build", "matter sign",
              "matter verify", "platform init", "platform publish", "platform confirm",
              "platform catalogue-keys", "platform revoke"})
            QVERIFY(commands.join('\n').contains(QByteArray("jiujin-") + command));
        QProcess shell;
        shell.setWorkingDirectory(maker.name(""));
        shell.start(QStringLiteral("bash"),
                    {QStringLiteral("-euc"), QString::fromUtf8(commands.join('\n'))});
        QVERIFY(shell.waitForFinished(90000));
        QVERIFY2(shell.exitCode() == 0,
                 (shell.readAllStandardOutput() + shell.readAllStandardError()).constData());
    }

    void thePicturesShowEachPage() {
        QStringList pages;
        for (const auto& name :
             QDir(maker.name("build/preview")).entryList({QStringLiteral("*.png")}, QDir::Files))
            pages.push_back(name.mid(3));
        for (const char* page : {"choose", "guide", "form", "form-filled", "materials",
                                 "materials-chosen", "review", "sign", "receipt"})
            QVERIFY2(std::any_of(
                         pages.begin(), pages.end(),
                         [&](const QString& name) { return name.startsWith(QLatin1String(page)); }),
                     page);
    }

    // By the keys of the last rotation, which the walk ends with.
    void whatIsServedIsSignedByTheNewestKeys() {
        const auto root =
            samples::must(seal::Certificate::fromFile(maker.at("build/centre/root/root.pem")));
        const auto revoked = samples::must(
            seal::RevocationList::fromFile(maker.at("build/centre/root/revoked.pem"), root));
        const auto served =
            samples::must(catalogue::published(maker.at("build/centre/mirror"), {root, revoked}));
        QCOMPARE(served.trust.document().version, std::uint64_t(3));
        QCOMPARE(served.catalogue.version, std::uint64_t(3));
    }

    void theTerminalOffersItAndTheCentreTakesIt() {
        Counter counter(maker.at("resources"));
        const auto& heads = counter.catalogue.heads();
        const auto found = std::find_if(heads.begin(), heads.end(),
                                        [](const auto& each) { return each.code == code; });
        QVERIFY(found != heads.end());
        const auto row = static_cast<std::size_t>(found - heads.begin());
        const auto today = matter::localDay(counter.clock.wall().time);
        counter.world.setPerson(
            preview::samplePerson((*counter.catalogue.matter(row))->applicant, today));
        counter.world.begin();
        counter.goTo(State::Welcome);
        counter.journey.handle(Event::Begin);
        counter.journey.handle(Event::Agree);
        counter.goTo(State::ChooseMatter);
        counter.journey.chooseMatter(row);
        counter.journey.handle(Event::Next);
        counter.goTo(State::Form);
        QVERIFY(preview::fillForm(counter.journey, today).ok());
        counter.journey.handle(Event::Next);
        counter.goTo(State::Materials);
        QVERIFY(preview::chooseWays(counter.journey).ok());
        counter.journey.handle(Event::Next);
        counter.goTo(State::Review);
        counter.journey.handle(Event::Next);
        counter.goTo(State::Sign);
        counter.journey.sign(Secret("100,100 200,150"));
        counter.journey.handle(Event::Submit);
        counter.goTo(State::Receipt);
        QVERIFY(counter.world.judged().ok());
    }

    // The page says the first fault, by its code; the author is told all of them.
    void whatTheCentreWouldRefuseIsNamed() {
        Counter counter(maker.at("resources"));
        const matter::Matter* const chosen = samples::must(counter.catalogue.matter(0));
        std::optional<ErrorCode> refused;
        counter.world.seal({}, {chosen, {}}, [&refused](const auto& sealed) {
            refused = sealed ? ErrorCode::Usage : sealed.error().code;
        });
        QTRY_VERIFY(refused.has_value());
        const Result<void> judged = counter.world.judged();
        QVERIFY(!judged);
        QCOMPARE(judged.error().code, ErrorCode::MatterInvalid);
        const QByteArray said(judged.error().where.c_str());
        QVERIFY(said.contains(codeOf(*refused).data()));
        for (const ErrorCode fault : {ErrorCode::ConsentMissing, ErrorCode::SignatureMissing})
            for (const Language language : {Language::Chinese, Language::English})
                QVERIFY2(said.contains(wordsOf(fault, language).data()), said.constData());
        QVERIFY(said.contains("\n  consent: ") && said.contains("\n  signature: "));
    }
};

QTEST_GUILESS_MAIN(TestWalk)
#include "tst_walk.moc"
