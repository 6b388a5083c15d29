#include "platform/server/init.h"

#include "platform/base/clock.h"
#include "platform/base/command_text.h"
#include "platform/catalogue/publication.h"
#include "platform/protocol/shapes.h"
#include "platform/seal/jws.h"
#include "platform/seal/revocation.h"
#include "platform/server/catalogue_keys.h"
#include "platform/server/files.h"

#include <set>

namespace jiujin::server {

namespace {

namespace fs = std::filesystem;
using seal::Role;

constexpr std::string_view nameCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";

// Where things go: with zones each machine has a folder of its own, otherwise all is in one.
struct Places {
    explicit Places(const InitOptions& options)
        : open(options.zones ? options.folder / "open" : options.folder),
          inner(options.zones ? options.folder / "inner" : options.folder),
          offline(options.zones ? options.folder / "offline" : options.folder) {}
    fs::path open, inner, offline;
};

std::string urlOf(const InitOptions& options) {
    const bool v6 = options.name.find(':') != std::string::npos;
    return "https://" + (v6 ? '[' + options.name + ']' : options.name) + ':' +
           std::to_string(options.port);
}

constexpr const char* settingsHead =
    "# Settings of jiujin-platform. Paths are relative to this file.\n";
constexpr const char* serverKeys = "server_certificate = \"server/server.pem\"\n"
                                   "server_key = \"server/server.key\"\n";
constexpr const char* clientKeys = "inner_certificate = \"inner/inner.pem\"\n"
                                   "inner_key = \"inner/inner.key\"\n";
constexpr const char* caseKeys = "seal_certificate = \"seal/seal.pem\"\n"
                                 "seal_key = \"seal/seal.key\"\n"
                                 "acknowledge_certificate = \"acknowledge/acknowledge.pem\"\n"
                                 "acknowledge_key = \"acknowledge/acknowledge.key\"\n"
                                 "witnesses = \"witnesses\"       # whose evidence of "
                                 "identity counts: a folder of certificates\n";

std::string listenText(const InitOptions& options) {
    return "[listen]\naddress = \"" + options.address +
           "\"\nport = " + std::to_string(options.port) +
           "         # 0: any free port, told in port_file\nport_file = \"run/port\"\n\n"
           "[catalogue]\nfolder = \"mirror\"         # what `jiujin-platform publish` puts "
           "there\n\n";
}

std::string keysText(const std::string& keys) {
    return "[keys]\nroot = \"root/root.pem\"\nrevoked = \"root/revoked.pem\"       # a newer list "
           "is "
           "taken up as it stands here\n" +
           keys + "\n[store]\nfile = \"store/platform.db\"\n\n";
}

std::string mattersText(const InitOptions& options) {
    const fs::path matters = fs::absolute(options.matters / "").lexically_normal().parent_path();
    const fs::path calendar = options.calendar.empty() ? matters.parent_path() / "calendar"
                                                       : fs::absolute(options.calendar);
    return "[matters]\nfolder = '" + matters.string() + "'\ncalendar = '" +
           calendar.lexically_normal().string() + "'       # working days, a file a year\n\n";
}

Result<void> writeSettings(const InitOptions& options, const Places& places) {
    constexpr const char* file = "platform.toml";
    if (!options.zones)
        return makeFile(places.open / file,
                        settingsHead + listenText(options) +
                            keysText(std::string(serverKeys) + caseKeys) + mattersText(options) +
                            "[zone]\nrole = \"both\"       # one process plays both zones\n",
                        forAll);
    JIUJIN_TRY(makeFile(places.open / file,
                        settingsHead + listenText(options) + keysText(serverKeys) +
                            "[zone]\nrole = \"open\"\n",
                        forAll));
    return makeFile(places.inner / file,
                    settingsHead + keysText(std::string(clientKeys) + caseKeys) +
                        mattersText(options) + "[zone]\nrole = \"inner\"\nopen = \"" +
                        urlOf(options) + "\"       # where the open zone is fetched from\n",
                    forAll);
}

// Signs evidence of identity, in a service of its own; the inner zone holds the certificate alone.
Result<void> writeWitness(const Authority& authority, const Places& places) {
    JIUJIN_TRY_ASSIGN(const auto witness, authority.issue("witness", Role::Witness));
    JIUJIN_TRY(writePair(places.offline, "witness", witness));
    return makeFile(places.inner / "witnesses" / "witness.pem", witness.certificate.pem(), forAll);
}

// Who may publish matters, and the folder that is served, with the document that names them.
Result<void> writeCatalogue(const Authority& authority, const Places& places) {
    JIUJIN_TRY_ASSIGN(const auto keys, CatalogueKeys::issue(authority));
    JIUJIN_TRY(keys.write(places.offline));
    const seal::Validity& life = authority.leafValidity();
    return catalogue::addRoot(places.open / "mirror",
                              {1, keys.root.certificate, keys.catalogue.certificate,
                               keys.timestamp.certificate, life.from, life.until},
                              {keys.root.certificate, keys.root.key}, nullptr);
}

struct Trust {
    Issued seal, escrow, acknowledge, credential;
};

// Of two zones each gets its own client or server certificate and the root to know the other by.
Result<void> writeZones(const InitOptions& options, const Authority& authority,
                        const Places& places) {
    JIUJIN_TRY_ASSIGN(const auto server, authority.issue(options.name, Role::Server));
    JIUJIN_TRY(writePair(places.open, "server", server));
    if (!options.zones)
        return {};
    JIUJIN_TRY_ASSIGN(const auto client, authority.issue("inner", Role::Inner));
    JIUJIN_TRY(writePair(places.inner, "inner", client));
    for (const fs::path& zone : {places.open, places.inner})
        JIUJIN_TRY(makeFile(zone / "root" / "root.pem", authority.root().pem(), forAll));
    return {};
}

// Nobody yet: it is there from the first day so that the next one wants no restart.
Result<void> writeRevoked(const Authority& authority, const Places& places) {
    JIUJIN_TRY_ASSIGN(const auto list,
                      seal::RevocationList::issue({}, {}, authority.root(), authority.key(),
                                                  authority.leafValidity().from));
    for (const fs::path& folder : std::set{places.offline, places.open, places.inner})
        JIUJIN_TRY(makeFile(folder / "root" / "revoked.pem", list.pem(), forAll));
    return {};
}

Result<Trust> writePlatform(const InitOptions& options, const Authority& authority) {
    const Places places(options);
    JIUJIN_TRY(writeRevoked(authority, places));
    JIUJIN_TRY(makeFile(places.offline / "root" / "root.pem", authority.root().pem(), forAll));
    JIUJIN_TRY(writeKey(places.offline / "root" / "root.key", authority.key()));
    JIUJIN_TRY(writeZones(options, authority, places));
    JIUJIN_TRY_ASSIGN(auto seal, authority.issue("seal", Role::Seal));
    JIUJIN_TRY_ASSIGN(auto escrow, authority.issue("escrow", Role::Seal));
    JIUJIN_TRY_ASSIGN(auto acknowledge, authority.issue("acknowledge", Role::Acknowledge));
    JIUJIN_TRY_ASSIGN(auto credential, authority.issue("credential", Role::Credential));
    JIUJIN_TRY(writePair(places.inner, "seal", seal));
    JIUJIN_TRY(writePair(places.inner, "acknowledge", acknowledge));
    JIUJIN_TRY(writePair(places.offline, "escrow", escrow));
    JIUJIN_TRY(writePair(places.offline, "credential", credential));
    JIUJIN_TRY(writeWitness(authority, places));
    JIUJIN_TRY(writeCatalogue(authority, places));
    JIUJIN_TRY(writeSettings(options, places));
    return Trust{std::move(seal), std::move(escrow), std::move(acknowledge), std::move(credential)};
}

Result<void> writeTerminal(const InitOptions& options, const Authority& authority,
                           const Trust& trust) {
    const fs::path& folder = options.terminalFolder;
    JIUJIN_TRY_ASSIGN(const auto device, authority.issue(options.terminalId, Role::Terminal));
    const protocol::TerminalCredential credential{
        options.terminalId, toBase64Url(device.certificate.publicKey()),
        authority.leafValidity().from, authority.leafValidity().until};
    JIUJIN_TRY_ASSIGN(const std::string jws,
                      seal::signJws(encode(credential), trust.credential.key,
                                    trust.credential.certificate.keyId().substr(0, 16)));
    JIUJIN_TRY(writeKey(folder / "device.key", device.key));
    JIUJIN_TRY(makeFile(folder / "device.pem", device.certificate.pem(), forAll));
    JIUJIN_TRY(makeFile(folder / "root.pem", authority.root().pem(), forAll));
    const fs::path pinned = folder / "trust";
    JIUJIN_TRY(makeFile(pinned / "seal.pem", trust.seal.certificate.pem(), forAll));
    JIUJIN_TRY(makeFile(pinned / "escrow.pem", trust.escrow.certificate.pem(), forAll));
    JIUJIN_TRY(makeFile(pinned / "acknowledge.pem", trust.acknowledge.certificate.pem(), forAll));
    JIUJIN_TRY(makeFile(pinned / "credential.pem", trust.credential.certificate.pem(), forAll));
    JIUJIN_TRY(makeFile(folder / "credential.jws", jws + "\n", forAll));
    return makeFile(folder / "platform.url", urlOf(options) + "\n", forAll);
}

Result<void> checkFree(const InitOptions& options) {
    std::error_code ignored;
    if (fs::exists(options.folder, ignored) && !fs::is_empty(options.folder, ignored))
        return Error(ErrorCode::AlreadyExists, options.folder.string() + " is not empty");
    for (const char* name :
         {"device.key", "device.pem", "root.pem", "trust", "credential.jws", "platform.url"})
        if (fs::exists(options.terminalFolder / name, ignored))
            return Error(ErrorCode::AlreadyExists, (options.terminalFolder / name).string());
    return {};
}

void printNext(const InitOptions& options) {
    const auto offline = options.zones ? options.folder / "offline" : options.folder;
    const auto key = [&](const char* name) {
        return "  " + (offline / name / name).string() + ".key\n";
    };
    const auto start = [&](const char* zone) {
        return "启动 Start: jiujin-platform serve --settings " +
               (options.folder / zone / "platform.toml").string() + "\n";
    };
    print("平台已建立 The platform is in " + options.folder.string() +
          "\n终端文件 Files for terminal " + options.terminalId + " are in " +
          options.terminalFolder.string() +
          "\n请把下列密钥移到离线保管处，平台运行不需要它们：\n"
          "Take these keys to an offline place; the running platform does not need them:\n" +
          key("root") + key("escrow") + key("credential") + key("catalogue-root") +
          key("catalogue") +
          "交给每天确认目录的定时任务 For the timer that confirms the catalogue every day:\n" +
          key("timestamp") +
          "交给核验身份的服务 For the service that vouches for who somebody is:\n" +
          key("witness") + (options.zones ? start("open") + start("inner") : start("")));
}

} // namespace

Result<void> initialise(const InitOptions& options) {
    if (!protocol::isTerminalId(options.terminalId))
        return Error(ErrorCode::Usage, "a terminal's id is 6 digits of the division, a dash, and 4 "
                                       "of 0-9 A-Z: 330105-A017");
    if (options.name.find_first_not_of(nameCharacters) != std::string::npos || options.name.empty())
        return Error(ErrorCode::Usage, "--name is a host's name or an IP address");
    const GradedTime now = SystemClock().wall();
    if (now.grade == ClockGrade::Unknown)
        return Error(ErrorCode::ClockWrong, "set the clock first: certificates carry their time");
    JIUJIN_TRY(checkFree(options));
    JIUJIN_TRY_ASSIGN(const auto authority, Authority::make(now.time));
    JIUJIN_TRY_ASSIGN(const auto trust, writePlatform(options, authority));
    JIUJIN_TRY(writeTerminal(options, authority, trust));
    printNext(options);
    return {};
}

} // namespace jiujin::server
