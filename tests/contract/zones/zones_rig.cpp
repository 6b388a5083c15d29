#include "tests/contract/zones/zones_rig.h"

#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QFile>
#include <QTest>
#include <fcntl.h>
#include <fstream>
#include <netinet/in.h>
#include <sched.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace jiujin::tests {

namespace {

constexpr const char *openAddress = "10.213.7.1", *innerAddress = "10.213.7.2";

QString program() {
    return qEnvironmentVariable("JIUJIN_PLATFORM");
}

std::vector<std::string> within(const std::string& space, std::vector<std::string> words) {
    if (!space.empty())
        words.insert(words.begin(), {"ip", "netns", "exec", space});
    return words;
}

Ended run(std::vector<std::string> words) {
    const QString name = QString::fromStdString(words.front());
    words.erase(words.begin());
    return runProgram(name, words);
}

void mustRun(std::vector<std::string> words) {
    const std::string last = words.back();
    const Ended ended = run(std::move(words));
    if (ended.code != 0)
        qFatal("%s: %s", last.c_str(), ended.err.constData());
}

sockaddr_in socketAddress(std::uint32_t host, int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(host);
    return address;
}

std::uint16_t freePort() {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = socketAddress(INADDR_LOOPBACK, 0);
    socklen_t length = sizeof address;
    if (::bind(probe, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
        ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &length) != 0)
        qFatal("no free port");
    ::close(probe);
    return ntohs(address.sin_port);
}

// TCP ports, tried from within a namespace, by a thread that lives there.
std::vector<int> answering(const std::string& from, std::uint32_t host, int first, int last) {
    std::vector<int> open;
    std::thread([&] {
        const int space = ::open(("/run/netns/" + from).c_str(), O_RDONLY | O_CLOEXEC);
        if (space < 0 || ::setns(space, CLONE_NEWNET) != 0)
            qFatal("cannot enter %s", from.c_str());
        ::close(space);
        for (int port = first; port <= last; ++port) {
            const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            const sockaddr_in address = socketAddress(host, port);
            if (::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
                open.push_back(port);
            ::close(probe);
        }
    }).join();
    return open;
}

} // namespace

ZonesRig::ZonesRig() {
    if (::geteuid() == 0)
        layCable();
    port_ = apart() ? 8443 : freePort();
    const auto made = command({"init", path("center"), "--zones", "--terminal-id",
                               std::string(samples::terminalId), "--terminal-out", path("terminal"),
                               "--matters", sourceFile("resources/matters"), "--address", address_,
                               "--name", address_, "--port", std::to_string(port_)});
    if (made.code != 0)
        qFatal("init: %s", made.err.constData());
    for (const auto& [process, zone] :
         {std::pair(&openZone_, "open"), std::pair(&innerZone_, "inner")}) {
        process->setProcessChannelMode(QProcess::ForwardedOutputChannel);
        process->setStandardErrorFile(QString::fromStdString(logOf(zone)), QIODevice::Append);
    }
}

ZonesRig::~ZonesRig() {
    killOpen();
    killInner();
    for (const std::string& space : {openSpace_, innerSpace_})
        if (!space.empty())
            static_cast<void>(run({"ip", "netns", "delete", space}));
}

void ZonesRig::layCable() {
    const std::string id = std::to_string(::getpid());
    const std::string outside = "jj-o" + id, inside = "jj-i" + id;
    if (run({"ip", "netns", "add", outside}).code != 0)
        return; // a container without the right to
    mustRun({"ip", "netns", "add", inside});
    mustRun({"ip", "link", "add", "cable", "netns", outside, "type", "veth", "peer", "name",
             "cable", "netns", inside});
    for (const auto& [space, address] :
         {std::pair{outside, openAddress}, std::pair{inside, innerAddress}}) {
        mustRun(
            {"ip", "-n", space, "address", "add", std::string(address) + "/30", "dev", "cable"});
        for (const char* device : {"cable", "lo"})
            mustRun({"ip", "-n", space, "link", "set", device, "up"});
    }
    openSpace_ = outside;
    innerSpace_ = inside;
    address_ = openAddress;
}

std::string ZonesRig::path(const std::string& name) const {
    return folder_.filePath(QString::fromStdString(name)).toStdString();
}

void ZonesRig::start(QProcess& process, const std::string& space, const std::string& settings) {
    const auto words = within(space, {program().toStdString(), "serve", "--settings", settings});
    QStringList arguments;
    for (std::size_t i = 1; i < words.size(); ++i)
        arguments << QString::fromStdString(words[i]);
    process.start(QString::fromStdString(words.front()), arguments);
    if (!process.waitForStarted())
        qFatal("jiujin-platform does not start");
}

bool ZonesRig::startOpen() {
    const QString told = QString::fromStdString(open("run/port"));
    QFile::remove(told);
    start(openZone_, openSpace_, open("platform.toml"));
    return QTest::qWaitFor(
               [&] { return QFile::exists(told) || openZone_.state() == QProcess::NotRunning; },
               20'000) &&
           QFile::exists(told);
}

void ZonesRig::startInner() {
    start(innerZone_, innerSpace_, inner("platform.toml"));
}

void ZonesRig::killOpen() {
    openZone_.kill();
    openZone_.waitForFinished();
}

void ZonesRig::killInner() {
    innerZone_.kill();
    innerZone_.waitForFinished();
}

bool ZonesRig::stop() {
    bool well = true;
    for (QProcess* process : {&innerZone_, &openZone_}) {
        process->terminate();
        well = process->waitForFinished() && process->exitStatus() == QProcess::NormalExit &&
               process->exitCode() == 0 && well;
    }
    return well;
}

Ended ZonesRig::inOpenSpace(const std::vector<std::string>& words) const {
    return run(within(openSpace_, words));
}

Ended ZonesRig::command(const std::vector<std::string>& arguments) const {
    return runProgram(program(), arguments);
}

Reply ZonesRig::curl(const std::string& target, const std::vector<std::string>& arguments,
                     const std::string& identity) const {
    const std::string who = identity.empty() ? terminal("device") : identity;
    std::vector<std::string> all{
        "curl",   "--silent",    "--noproxy",      "*",         "--max-time",
        "50",     "--write-out", "\n%{http_code}", "--cacert",  terminal("root.pem"),
        "--cert", who + ".pem",  "--key",          who + ".key"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    all.push_back("https://" + address_ + ":" + std::to_string(port_) + target);
    const Ended ended = inOpenSpace(all);
    const auto line = ended.out.lastIndexOf('\n');
    return {ended.out.mid(line + 1).toInt(), ended.code, ended.out.left(line)};
}

Reply ZonesRig::post(const std::vector<Bytes>& packets) const {
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

int ZonesRig::casesOf(const std::string& number) const {
    const Ended listed = command({"case", "list", "--settings", inner("platform.toml")});
    return static_cast<int>(listed.out.count(QByteArray::fromStdString(number)));
}

std::vector<int> ZonesRig::innerPortsFromOutside() const {
    return answering(openSpace_, 0x0AD50702, 1, 65535);
}

std::vector<int> ZonesRig::openPortsFromInside() const {
    return answering(innerSpace_, 0x0AD50701, port_ - 1000, port_ + 1000);
}

QByteArray ZonesRig::innerSockets() const {
    return run(within(innerSpace_, {"ss", "-H", "-lntu"})).out;
}

} // namespace jiujin::tests
