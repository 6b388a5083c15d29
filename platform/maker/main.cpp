#include "platform/base/command_text.h"
#include "platform/base/event.h"
#include "platform/maker/bundle.h"
#include "platform/maker/diff.h"
#include "platform/maker/lint_report.h"
#include "platform/maker/new_package.h"
#include "platform/maker/preview_program.h"
#include "platform/maker/publish.h"

#include <CLI/CLI.hpp>
#include <sys/stat.h>

using namespace jiujin;
using namespace jiujin::maker;

namespace {

constexpr int failed = 1, misused = 2;

int report(const Error& error) {
    complain(error);
    return error.code == ErrorCode::Usage ? misused : failed;
}

int report(const Result<void>& result) {
    return result.ok() ? 0 : report(result.error());
}

// What was made or found is printed.
int report(const Result<std::string>& result) {
    if (!result.ok())
        return report(result.error());
    print(*result);
    return 0;
}

class NewCommand {
public:
    explicit NewCommand(CLI::App& app)
        : command_(app.add_subcommand("new", "make a matter with sample words to be replaced")) {
        command_->add_option("folder", folder_, "new folder")->required();
        command_->add_option("--code", wanted_.code, "code of the matter")->required();
        command_->add_option("--title", wanted_.title.zh, "title in Chinese")->required();
        command_->add_option("--title-en", wanted_.title.en, "title in English")->required();
        command_->add_option("--date", wanted_.date, "YYYY-MM-DD instead of today");
    }
    bool parsed() const { return command_->parsed(); }
    int run() const {
        NewPackage wanted = wanted_;
        if (wanted.date.empty())
            wanted.date = toLocalDate(SystemClock().wall().time);
        const auto made = makePackage(folder_, wanted);
        if (made.ok())
            print("事项在 " + folder_ + "，标着“示例，请改写”的都要改写\nThe matter is in " +
                  folder_ + "; rewrite whatever says \"Sample, to be rewritten\"\n");
        return report(made);
    }

private:
    CLI::App* command_;
    std::string folder_;
    NewPackage wanted_;
};

class LintCommand {
public:
    explicit LintCommand(CLI::App& app)
        : command_(app.add_subcommand("lint", "find every fault of a matter or a catalogue")) {
        command_->add_option("folder", options_.folder, "a matter, or a catalogue")->required();
        command_->add_flag("--production", options_.production,
                           "what is not verified is a fault too");
        command_->add_option("--parent", options_.parent, "catalogue of the level above");
        command_->add_option("--divisions", options_.divisions,
                             "table of divisions, divisions.tsv");
    }
    bool parsed() const { return command_->parsed(); }
    int run() const {
        const auto found = lint(options_);
        if (!found.ok())
            return report(found.error());
        print(textOf(*found));
        return found->faults == 0 ? 0 : failed;
    }

private:
    CLI::App* command_;
    LintOptions options_;
};

class PreviewCommand {
public:
    explicit PreviewCommand(CLI::App& app)
        : command_(app.add_subcommand(
              "preview", "a matter on the real screens, with a sample person and nothing behind")) {
        command_->add_option("folder", folder_, "a matter, or a catalogue")->required();
        command_->add_option("--resources", resources_, "folder of notices and calendars");
        command_->add_option("--matter", matter_, "code of one of a catalogue");
        command_->add_option("--pictures", pictures_, "write a picture of each page there");
        command_->add_option("--language", language_, "zh_CN or en")->capture_default_str();
        command_->add_flag("--large", large_, "large text");
        command_->add_flag("--contrast", contrast_, "high contrast");
        command_->add_option("--windowed", windowed_, "WIDTHxHEIGHT");
    }
    bool parsed() const { return command_->parsed(); }
    int run() const {
        std::string resources = resources_;
        if (resources.empty()) {
            const auto installed = installedResources();
            if (!installed.ok())
                return report(installed.error());
            resources = installed->string();
        }
        std::vector<std::string> words{folder_, "--resources", resources, "--language", language_};
        for (const auto& [name, value] :
             {std::pair{"--matter", matter_}, {"--pictures", pictures_}, {"--windowed", windowed_}})
            if (!value.empty())
                words.insert(words.end(), {name, value});
        if (large_)
            words.emplace_back("--large");
        if (contrast_)
            words.emplace_back("--contrast");
        return report(becomePreview(words));
    }

private:
    CLI::App* command_;
    std::string folder_, resources_, matter_, pictures_, language_ = "zh_CN", windowed_;
    bool large_ = false, contrast_ = false;
};

class BuildCommand {
public:
    explicit BuildCommand(CLI::App& app)
        : command_(app.add_subcommand(
              "build", "pack a folder laid out as resources/ into one file, always the same")) {
        command_->add_option("folder", options_.folder, "matters/ and what else lies beside it")
            ->required();
        command_->add_option("bundle", bundle_, "new file")->required();
        command_->add_flag("--production", options_.production,
                           "what is not verified is not packed");
        command_->add_option("--parent", options_.parent, "catalogue of the level above");
    }
    bool parsed() const { return command_->parsed(); }
    int run() const { return report(pack()); }

private:
    Result<std::string> pack() const {
        JIUJIN_TRY_ASSIGN(const Bundle bundle, bundleFrom(options_.folder));
        LintOptions matters = options_;
        matters.folder /= "matters";
        JIUJIN_TRY(refuseFaulty(matters));
        JIUJIN_TRY(makeFile(bundle_, encode(bundle)));
        return "目录包 Bundle " + bundle_ + "\n";
    }

    CLI::App* command_;
    LintOptions options_;
    std::string bundle_;
};

class SignCommands {
public:
    explicit SignCommands(CLI::App& app)
        : sign_(app.add_subcommand("sign", "make a bundle the next version of a catalogue")),
          verify_(app.add_subcommand("verify", "look at a signed catalogue as a terminal does")) {
        sign_->add_option("bundle", options_.bundle, "what build has packed")->required();
        sign_->add_option("--into", options_.into, "folder of the published catalogue")->required();
        sign_
            ->add_option("--catalogue", options_.catalogue,
                         "folder of catalogue.pem and catalogue.key")
            ->required();
        sign_
            ->add_option("--timestamp", options_.timestamp,
                         "folder of timestamp.pem and timestamp.key")
            ->required();
        sign_->add_option("--days", options_.days, "until it must be confirmed")
            ->check(CLI::Range(1, 400))
            ->capture_default_str();
        sign_->add_flag("--production", options_.production, "what is not verified is not signed");
        sign_->add_option("--parent", options_.parent, "catalogue of the level above");
        verify_->add_option("folder", options_.into, "the published catalogue")->required();
        verify_->add_option("--root", root_, "the pinned root certificate")->required();
        verify_->add_option("--revoked", revoked_, "the root's list of what no longer counts");
    }
    bool parsed() const { return sign_->parsed() || verify_->parsed(); }
    int run() const {
        const WallTime now = SystemClock().wall().time;
        return report(sign_->parsed() ? signBundle(options_, now)
                                      : verifyPublished(options_.into, root_, revoked_, now));
    }

private:
    CLI::App *sign_, *verify_;
    SignOptions options_;
    std::string root_, revoked_;
};

class DiffCommand {
public:
    explicit DiffCommand(CLI::App& app)
        : command_(app.add_subcommand("diff", "what changed, in a clerk's words")) {
        command_->add_option("before", before_, "a matter, a catalogue, what build has packed")
            ->required();
        command_->add_option("after", after_, "the same later")->required();
        command_->add_flag("--english", english_, "in English");
    }
    bool parsed() const { return command_->parsed(); }
    int run() const {
        const auto before = readEditions(before_), after = readEditions(after_);
        for (const auto* each : {&before, &after})
            if (!each->ok())
                return report(each->error());
        const auto found = compare(*before, *after);
        print(textOf(found, english_ ? Language::English : Language::Chinese));
        const bool mend = std::any_of(found.begin(), found.end(),
                                      [](const auto& each) { return !each.mends.empty(); });
        return mend ? failed : 0;
    }

private:
    CLI::App* command_;
    std::string before_, after_;
    bool english_ = false;
};

int parseAndRun(int argc, char** argv) {
    CLI::App app("就近办事项包 Matter packages of Jiujin", "jiujin-matter");
    app.require_subcommand(1);
    app.set_help_all_flag("--help-all", "all commands with their options");
    NewCommand making(app);
    LintCommand linting(app);
    PreviewCommand previewing(app);
    BuildCommand building(app);
    SignCommands signing(app);
    DiffCommand comparing(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& mistake) {
        return report(Error(ErrorCode::Usage,
                            std::string(mistake.what()) + "; jiujin-matter --help-all tells more"));
    }
    if (making.parsed())
        return making.run();
    if (linting.parsed())
        return linting.run();
    if (previewing.parsed())
        return previewing.run();
    if (building.parsed())
        return building.run();
    return signing.parsed() ? signing.run() : comparing.run();
}

} // namespace

int main(int argc, char** argv) {
    setLogProgram("jiujin-matter");
    ::umask(022);
    return parseAndRun(argc, argv);
}
