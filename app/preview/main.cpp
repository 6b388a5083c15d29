// jiujin-preview FOLDER --resources DIR [--matter CODE] [--pictures DIR] [--language zh_CN|en]
//   [--large] [--contrast] [--windowed WxH]
#include "app/preview/sample_person.h"
#include "app/preview/sample_world.h"
#include "app/preview/walk.h"
#include "app/visit/stage/input_gate.h"
#include "app/visit/stage/window_size.h"
#include "platform/base/event.h"
#include "platform/find/finding.h"
#include "platform/matter/check.h"
#include "platform/matter/divisions.h"
#include "platform/matter/legal_calendar.h"
#include "platform/matter/notice.h"

#include <CLI/CLI.hpp>
#include <QtGui/QGuiApplication>

#include <cstdio>

using namespace jiujin;

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

struct Arguments {
    std::string folder, resources, matter, pictures, language = "zh_CN", windowed = "540x960";
    bool large = false, contrast = false;
};

Arguments parse(int count, char** words) {
    Arguments arguments;
    CLI::App usage{"A matter on the real screens, with a sample person and nothing behind them; "
                   "jiujin-matter preview starts it."};
    usage.add_option("folder", arguments.folder, "a matter, or a catalogue")->required();
    usage
        .add_option("--resources", arguments.resources, "folder of notices, calendar and divisions")
        ->required();
    usage.add_option("--matter", arguments.matter,
                     "code of the matter; needed for pictures of a "
                     "catalogue that holds several");
    usage.add_option("--pictures", arguments.pictures,
                     "write a picture of each page there, without a display");
    usage.add_option("--language", arguments.language, "zh_CN or en")
        ->check(CLI::IsMember({"zh_CN", "en"}));
    usage.add_flag("--large", arguments.large, "large text");
    usage.add_flag("--contrast", arguments.contrast, "high contrast");
    usage.add_option("--windowed", arguments.windowed, "WIDTHxHEIGHT")
        ->check(CLI::Validator([](std::string& text) { return stage::faultOfWindowSize(text); },
                               "WxH"));
    try {
        usage.parse(count, words);
    } catch (const CLI::ParseError& error) {
        std::exit(usage.exit(error));
    }
    return arguments;
}

Result<matter::Catalogue> catalogueOf(const Arguments& arguments) {
    if (fs::exists(fs::path(arguments.folder) / "matter.json")) {
        JIUJIN_TRY_ASSIGN(matter::Matter one, matter::loadMatter(arguments.folder));
        std::vector<matter::Matter> alone;
        alone.push_back(std::move(one));
        return matter::Catalogue::make(std::move(alone));
    }
    JIUJIN_TRY_ASSIGN(matter::Catalogue catalogue, matter::Catalogue::load(arguments.folder));
    if (catalogue.heads().empty())
        return Error(ErrorCode::FileUnreadable, arguments.folder + ": no matter in it");
    return catalogue;
}

// A matter alone lies in its catalogue's folder, whose topics and spellings it is found by.
Result<find::Finding> findingFor(const Arguments& arguments) {
    const auto file = fs::absolute(fs::path(arguments.folder) / "matter.json").lexically_normal();
    const fs::path folder = file.parent_path();
    return find::loadFinding(fs::exists(file) ? folder.parent_path() : folder);
}

Result<std::size_t> rowOf(const std::vector<matter::Head>& heads, const std::string& code) {
    if (code.empty() && heads.size() == 1)
        return std::size_t{0};
    for (std::size_t row = 0; row < heads.size(); ++row)
        if (heads[row].code == code)
            return row;
    return Error(ErrorCode::Usage, code.empty() ? "name one of the matters with --matter CODE"
                                                : "no matter has the code " + code);
}

int show(journey::Journey& journey, view::Visit& visit, const preview::SampleWorld& world) {
    stage::InputGate gate;
    qGuiApp->installEventFilter(&gate);
    QObject::connect(&gate, &stage::InputGate::touched, &visit, &view::Visit::touched);
    QObject::connect(&visit, &view::Visit::ended, qGuiApp, &QGuiApplication::quit);
    QObject::connect(&visit, &view::Visit::pageChanged, &visit, [&journey, &world] {
        if (journey.state() == journey::State::Goodbye)
            journey.cardDesk().presence(journey::CardPresence::No);
        // The page tells a citizen of the first; its author wants all of them.
        if (journey.state() == journey::State::Failed && !world.judged())
            std::fprintf(stderr, "%s\n", world.judged().error().text().c_str());
    });
    gate.openSoon();
    return QGuiApplication::exec();
}

Result<int> run(const Arguments& arguments) {
    const fs::path resources = arguments.resources;
    JIUJIN_TRY_ASSIGN(const auto catalogue, catalogueOf(arguments));
    JIUJIN_TRY_ASSIGN(auto finding, findingFor(arguments));
    JIUJIN_TRY_ASSIGN(const auto notice, matter::loadNotice(resources / "notices/consent.json"));
    JIUJIN_TRY_ASSIGN(const auto calendar, matter::loadCalendar(resources / "calendar"));
    JIUJIN_TRY_ASSIGN(auto divisions, matter::loadDivisions(resources / "divisions/divisions.tsv"));
    const bool pictures = !arguments.pictures.empty();
    std::size_t row = 0;
    if (pictures || !arguments.matter.empty()) {
        JIUJIN_TRY_ASSIGN(row, rowOf(catalogue.heads(), arguments.matter));
    }

    JIUJIN_TRY_ASSIGN(const matter::Matter* const chosen, catalogue.matter(row));

    const preview::SampleClock clock;
    const auto today = matter::localDay(clock.wall().time);
    preview::SampleWorld world(clock, calendar, pictures ? 0ms : 1500ms);
    journey::Journey journey({clock, calendar, world, world, world, world, world}, catalogue,
                             notice, std::move(finding));
    world.attach(journey);
    world.setPerson(preview::samplePerson(chosen->applicant, today));

    view::Visit visit(journey);
    visit.divisions()->take(std::move(divisions));
    stage::Window window(visit, stage::windowSizeOf(arguments.windowed).value_or(QSize()));
    JIUJIN_TRY(window.warmUp());
    window.quick().setTitle(QStringLiteral("就近办 预览（示例）"));
    window.show();
    world.begin();
    visit.setLanguage(QString::fromStdString(arguments.language));
    visit.setLargeText(arguments.large);
    visit.setHighContrast(arguments.contrast);
    if (!pictures)
        return show(journey, visit, world);
    const QDir folder(QString::fromStdString(arguments.pictures));
    if (!folder.mkpath(QStringLiteral(".")))
        return Error(ErrorCode::CommitFailed, arguments.pictures);
    JIUJIN_TRY(preview::Walk(journey, world, window, folder).take(row, today));
    return 0;
}

} // namespace

int main(int count, char** words) {
    setLogProgram("jiujin-preview");
    ::setenv("TZ", "CST-8", 1);
    const Arguments arguments = parse(count, words);
    if (!arguments.pictures.empty())
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (!qEnvironmentVariableIsSet("QT_QUICK_BACKEND"))
        qputenv("QT_QUICK_BACKEND", "software");
    const QGuiApplication application(count, words);
    const auto ended = run(arguments);
    if (!ended.ok())
        std::fprintf(stderr, "%s\n", ended.error().text().c_str());
    return ended.ok() ? *ended : EXIT_FAILURE;
}
