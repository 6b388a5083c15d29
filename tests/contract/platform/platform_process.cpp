#include "tests/contract/platform/platform_process.h"

#include "platform/base/clock.h"
#include "platform/seal/jws.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QFile>
#include <QProcessEnvironment>
#include <QTest>
#include <boost/json.hpp>
#include <csignal>
#include <fstream>

namespace jiujin::tests {

namespace {

QString program() {
    return qEnvironmentVariable("JIUJIN_PLATFORM");
}

QStringList listOf(const std::vector<std::string>& arguments) {
    QStringList list;
    for (const std::string& argument : arguments)
        list << QString::fromStdString(argument);
    return list;
}

// With one holiday, 1 January.
std::string calendarOf(int year) {
    QByteArray text = "{'year':YEAR,'source':'invented','date':'2026-01-01','verified':false,"
                      "'holidays':[{'name':{'zh':'X','en':'X'},'from':'YEAR-01-01',"
                      "'until':'YEAR-01-01'}],'workdays':[]}";
    return text.replace('\'', '"').replace("YEAR", QByteArray::number(year)).toStdString();
}

} // namespace

void inventCalendars(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const int now = std::stoi(toLocalDate(SystemClock().wall().time).substr(0, 4));
    for (int year = now - 1; year <= now + 1; ++year)
        std::ofstream(folder / (std::to_string(year) + ".json")) << calendarOf(year);
}

Ended runProgram(const QString& name, const std::vector<std::string>& arguments) {
    QProcess process;
    process.start(name, listOf(arguments));
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

PlatformProcess::PlatformProcess() {
    inventCalendars(path("calendar"));
    const auto made =
        command({"init", path("center"), "--terminal-id", std::string(samples::terminalId),
                 "--terminal-out", path("terminal"), "--matters", sourceFile("resources/matters"),
                 "--calendar", path("calendar"), "--port", "0"});
    if (made.code != 0)
        qFatal("init: %s", made.err.constData());
    process_.setProcessChannelMode(QProcess::ForwardedChannels);
}

PlatformProcess::~PlatformProcess() {
    kill();
}

std::string PlatformProcess::path(const std::string& name) const {
    return folder_.filePath(QString::fromStdString(name)).toStdString();
}

bool PlatformProcess::start(int daysOn) {
    auto environment = QProcessEnvironment::systemEnvironment();
    if (daysOn > 0) {
        environment.insert(QStringLiteral("LD_PRELOAD"),
                           QStringLiteral("/usr/$LIB/faketime/libfaketimeMT.so.1"));
#ifdef __SANITIZE_ADDRESS__
        // It wants to be the first library of all, and is told that it is not.
        environment.insert(QStringLiteral("ASAN_OPTIONS"),
                           QStringLiteral("verify_asan_link_order=0"));
#endif
        environment.insert(QStringLiteral("FAKETIME"), QStringLiteral("+%1d").arg(daysOn));
        environment.insert(QStringLiteral("FAKETIME_DONT_FAKE_MONOTONIC"), QStringLiteral("1"));
    }
    process_.setProcessEnvironment(environment);
    const QString file = QString::fromStdString(center("run/port"));
    QFile::remove(file);
    process_.start(program(), listOf({"serve", "--settings", settings()}));
    if (!QTest::qWaitFor(
            [&] { return QFile::exists(file) || process_.state() == QProcess::NotRunning; },
            20'000) ||
        !QFile::exists(file))
        return false;
    std::ifstream(file.toStdString()) >> port_;
    return true;
}

void PlatformProcess::kill() {
    process_.kill();
    process_.waitForFinished();
}

int PlatformProcess::stop() {
    process_.terminate();
    return process_.waitForFinished() && process_.exitStatus() == QProcess::NormalExit
               ? process_.exitCode()
               : -1;
}

Ended PlatformProcess::command(const std::vector<std::string>& arguments) const {
    return runProgram(program(), arguments);
}

Reply PlatformProcess::curl(const std::string& target, const std::vector<std::string>& arguments,
                            bool bare) const {
    std::vector<std::string> all{"--silent", "--max-time", "50", "--write-out", "\n%{http_code}"};
    if (!bare)
        all.insert(all.end(), {"--cacert", terminal("root.pem"), "--cert", terminal("device.pem"),
                               "--key", terminal("device.key")});
    all.insert(all.end(), arguments.begin(), arguments.end());
    all.push_back("https://localhost:" + port_ + target);
    const Ended ended = runProgram(QStringLiteral("curl"), all);
    const auto line = ended.out.lastIndexOf('\n');
    return {ended.out.mid(line + 1).toInt(), ended.code, ended.out.left(line)};
}

Reply PlatformProcess::post(const std::vector<Bytes>& packets) const {
    const std::string file = path("batch");
    {
        std::ofstream out(file, std::ios::binary);
        for (const Bytes& packet : packets) {
            for (const unsigned shift : {24U, 16U, 8U, 0U})
                out.put(static_cast<char>(packet.size() >> shift));
            out << textOf(packet);
        }
    }
    return curl("/v1/packets", {"--header", "Content-Type: application/vnd.jiujin.packets",
                                "--data-binary", "@" + file});
}

std::vector<protocol::Acknowledgement> PlatformProcess::wordsIn(const QByteArray& body) const {
    std::vector<protocol::Acknowledgement> words;
    const auto json = boost::json::parse(body.toStdString());
    const auto* tokens = json.as_object().if_contains("acknowledgements");
    if (tokens == nullptr)
        return {};
    const auto signer =
        samples::must(seal::Certificate::fromFile(terminal("trust/acknowledge.pem")));
    for (const auto& jws : tokens->as_array()) {
        const auto text = samples::must(seal::verifyJws(std::string_view(jws.as_string()), signer));
        const auto batch = samples::must(protocol::decodeAcknowledgements(text));
        words.insert(words.end(), batch.entries.begin(), batch.entries.end());
    }
    return words;
}

} // namespace jiujin::tests
