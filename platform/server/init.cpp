#include "platform/server/init.h"

#include "platform/base/clock.h"
#include "platform/base/secret.h"
#include "platform/protocol/shapes.h"
#include "platform/seal/jws.h"
#include "platform/server/files.h"

namespace jiujin::server {

namespace {

namespace fs = std::filesystem;
using seal::Role;

constexpr unsigned forOwner = 0600, forAll = 0644;
constexpr std::chrono::days rootLife{20 * 365}, leafLife{3 * 365}, backdated{1};

struct Issued {
    seal::Certificate certificate;
    seal::PrivateKey key;
};

// One authority that issues each certificate once and writes it.
class Authority {
public:
    static Result<Authority> make(WallTime now) {
        JIUJIN_TRY_ASSIGN(auto key, seal::PrivateKey::generate());
        JIUJIN_TRY_ASSIGN(auto root,
                          seal::issueRoot(key, "Jiujin Root", {now - backdated, now + rootLife}));
        return Authority(std::move(key), std::move(root), {now - backdated, now + leafLife});
    }

    Result<Issued> issue(std::string_view name, Role role) const {
        JIUJIN_TRY_ASSIGN(auto key, seal::PrivateKey::generate());
        JIUJIN_TRY_ASSIGN(auto leaf, seal::issueLeaf(root_, key_, key, name, role, leafLife_));
        return Issued{std::move(leaf), std::move(key)};
    }

    const seal::Certificate& root() const { return root_; }
    const seal::PrivateKey& key() const { return key_; }
    const seal::Validity& leafValidity() const { return leafLife_; }

private:
    Authority(seal::PrivateKey key, seal::Certificate root, seal::Validity life)
        : key_(std::move(key)), root_(std::move(root)), leafLife_(life) {}

    seal::PrivateKey key_;
    seal::Certificate root_;
    seal::Validity leafLife_;
};

Result<void> writeKey(const fs::path& path, const seal::PrivateKey& key) {
    std::string pem = key.pem();
    const auto written = makeFile(path, pem, forOwner);
    wipe(pem);
    return written;
}

// <folder>/<name>/<name>.pem and .key
Result<void> writePair(const fs::path& folder, const std::string& name, const Issued& pair) {
    JIUJIN_TRY(makeFile(folder / name / (name + ".pem"), pair.certificate.pem(), forAll));
    return writeKey(folder / name / (name + ".key"), pair.key);
}

std::string settingsText(const InitOptions& options) {
    const std::string matters = fs::absolute(options.matters).lexically_normal().string();
    return "# Settings of jiujin-platform. Paths are relative to this file.\n"
           "[listen]\n"
           "address = \"" +
           options.address +
           "\"\n"
           "port = " +
           std::to_string(options.port) +
           "         # 0: any free port, told in port_file\n"
           "port_file = \"run/port\"\n\n"
           "[keys]\n"
           "root = \"root/root.pem\"\n"
           "server_certificate = \"server/server.pem\"\n"
           "server_key = \"server/server.key\"\n"
           "seal_certificate = \"seal/seal.pem\"\n"
           "seal_key = \"seal/seal.key\"\n"
           "acknowledge_certificate = \"acknowledge/acknowledge.pem\"\n"
           "acknowledge_key = \"acknowledge/acknowledge.key\"\n\n"
           "[store]\n"
           "file = \"store/platform.db\"\n\n"
           "[matters]\n"
           "folder = '" +
           matters + "'\n";
}

struct Trust {
    Issued seal, escrow, acknowledge, credential;
};

Result<Trust> writePlatform(const InitOptions& options, const Authority& authority) {
    const fs::path& folder = options.folder;
    JIUJIN_TRY(makeFile(folder / "root" / "root.pem", authority.root().pem(), forAll));
    JIUJIN_TRY(writeKey(folder / "root" / "root.key", authority.key()));
    JIUJIN_TRY_ASSIGN(const auto server, authority.issue("localhost", Role::Server));
    JIUJIN_TRY_ASSIGN(auto seal, authority.issue("seal", Role::Seal));
    JIUJIN_TRY_ASSIGN(auto escrow, authority.issue("escrow", Role::Seal));
    JIUJIN_TRY_ASSIGN(auto acknowledge, authority.issue("acknowledge", Role::Acknowledge));
    JIUJIN_TRY_ASSIGN(auto credential, authority.issue("credential", Role::Credential));
    JIUJIN_TRY(writePair(folder, "server", server));
    JIUJIN_TRY(writePair(folder, "seal", seal));
    JIUJIN_TRY(writePair(folder, "escrow", escrow));
    JIUJIN_TRY(writePair(folder, "acknowledge", acknowledge));
    JIUJIN_TRY(writePair(folder, "credential", credential));
    JIUJIN_TRY(makeFile(folder / "platform.toml", settingsText(options), forAll));
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
    return makeFile(folder / "platform.url",
                    "https://localhost:" + std::to_string(options.port) + "\n", forAll);
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

} // namespace

Result<void> initialise(const InitOptions& options) {
    if (!protocol::isTerminalId(options.terminalId))
        return Error(ErrorCode::Usage, "a terminal's id is 6 digits of the division, a dash, and 4 "
                                       "of 0-9 A-Z: 330105-A017");
    const GradedTime now = SystemClock().wall();
    if (now.grade == ClockGrade::Unknown)
        return Error(ErrorCode::ClockWrong, "set the clock first: certificates carry their time");
    JIUJIN_TRY(checkFree(options));
    JIUJIN_TRY_ASSIGN(const auto authority, Authority::make(now.time));
    JIUJIN_TRY_ASSIGN(const auto trust, writePlatform(options, authority));
    return writeTerminal(options, authority, trust);
}

} // namespace jiujin::server
