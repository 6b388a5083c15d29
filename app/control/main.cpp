#include "app/control/ask_terminal.h"
#include "app/control/receipt_file.h"
#include "app/control/status_text.h"
#include "app/control/verdict_text.h"

#include <CLI/CLI.hpp>

#include <cstdio>

using namespace jiujin;

namespace {

constexpr int failed = 1, misused = 2;

int complain(const Error& error) {
    std::fprintf(stderr, "%s\n%s\n%s\n", error.text().c_str(),
                 std::string(wordsOf(error.code, Language::Chinese)).c_str(),
                 std::string(wordsOf(error.code, Language::English)).c_str());
    return error.code == ErrorCode::Usage ? misused : failed;
}

int print(const std::string& text) {
    return std::fputs(text.c_str(), stdout) < 0 ? failed : 0;
}

Result<std::string> status(const std::string& socket, bool asJson) {
    JIUJIN_TRY_ASSIGN(const std::string json, control::askStatusJson(socket));
    JIUJIN_TRY_ASSIGN(const auto report, link::decodeStatusReport(json));
    return asJson ? json + '\n' : control::statusText(report, SystemClock().wall().time);
}

Result<std::string> verify(const std::string& file, const std::filesystem::path& enrolment) {
    JIUJIN_TRY_ASSIGN(const std::string code, control::readReceiptFile(file));
    JIUJIN_TRY_ASSIGN(const auto root, seal::Certificate::fromFile(enrolment / "root.pem"));
    JIUJIN_TRY_ASSIGN(const auto signer,
                      seal::Certificate::fromFile(enrolment / "trust" / "credential.pem"));
    JIUJIN_TRY_ASSIGN(const auto receipt, seal::verifyReceiptCode(code, signer, root));
    return control::verdictText(receipt);
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app("就近办终端的命令行 What a technician types at a Jiujin terminal", "jiujinctl");
    app.require_subcommand(1);
    std::string socket = control::defaultSocket, file, enrolment = "/etc/jiujin/enrolment";
    bool asJson = false;

    auto* ask = app.add_subcommand("status", "devices, length and age of the queue, last contact");
    ask->add_option("--socket", socket, "control socket of jiujin-terminal")->capture_default_str();
    ask->add_flag("--json", asJson, "one line of JSON for programs");
    auto* check = app.add_subcommand("verify", "is a receipt genuine? needs no network");
    check->add_option("file", file, "text of the receipt's code, or a PNG or JPEG picture of it")
        ->required();
    check->add_option("--enrolment", enrolment, "folder with root.pem and trust/credential.pem")
        ->capture_default_str();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : misused;
    }
    const auto answer = ask->parsed() ? status(socket, asJson) : verify(file, enrolment);
    return answer.ok() ? print(*answer) : complain(answer.error());
}
