#include "platform/server/serve.h"

#include "platform/base/event.h"
#include "platform/server/access/service.h"
#include "platform/server/files.h"
#include "platform/server/store/sqlite_store.h"

#include <csignal>

namespace jiujin::server {

namespace {

namespace fs = std::filesystem;

Result<KeyPair> loadPair(const fs::path& certificateFile, const fs::path& keyFile,
                         const seal::Certificate& root, seal::Role role, WallTime now) {
    JIUJIN_TRY_ASSIGN(auto certificate, seal::Certificate::fromFile(certificateFile));
    JIUJIN_TRY_ASSIGN(auto key, seal::PrivateKey::fromFile(keyFile));
    if (!key.matches(certificate))
        return Error(ErrorCode::KeyMismatch, keyFile.string() + " and " + certificateFile.string());
    const auto good = seal::verifyLeaf(certificate, root, role, now);
    if (!good.ok())
        return Error(good.error().code, certificateFile.string() + ": " + good.error().where);
    return KeyPair{std::move(certificate), std::move(key)};
}

Result<void> tellPort(const Settings& settings, std::uint16_t port) {
    return settings.portFile.empty() ? Result<void>()
                                     : replaceFile(settings.portFile, std::to_string(port) + "\n");
}

Result<std::unique_ptr<SqliteStore>> openStore(const fs::path& file) {
    std::error_code failure;
    if (fs::create_directories(file.parent_path(), failure))
        fs::permissions(file.parent_path(), fs::perms::owner_all, failure);
    return SqliteStore::open(file);
}

} // namespace

Result<InnerZone> makeInnerZone(const Settings& settings, const Clock& clock) {
    const WallTime now = clock.wall().time;
    JIUJIN_TRY_ASSIGN(auto root, seal::Certificate::fromFile(settings.root));
    JIUJIN_TRY_ASSIGN(auto seal, loadPair(settings.sealCertificate, settings.sealKey, root,
                                          seal::Role::Seal, now));
    JIUJIN_TRY_ASSIGN(auto acknowledge,
                      loadPair(settings.acknowledgeCertificate, settings.acknowledgeKey, root,
                               seal::Role::Acknowledge, now));
    JIUJIN_TRY_ASSIGN(auto matters, matter::loadCatalogue(settings.matters));
    if (matters.empty())
        return Error(ErrorCode::MatterInvalid,
                     settings.matters.string() + " holds no matter (a folder with matter.json)");
    return InnerZone({std::move(seal), std::move(acknowledge), std::move(root)}, std::move(matters),
                     clock);
}

Result<void> serve(const Settings& settings) {
    // A peer that hangs up is an error of its connection, not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
    const SystemClock clock;
    JIUJIN_TRY_ASSIGN(const InnerZone innerZone, makeInnerZone(settings, clock));
    JIUJIN_TRY_ASSIGN(const auto root, seal::Certificate::fromFile(settings.root));
    JIUJIN_TRY_ASSIGN(const KeyPair server, loadPair(settings.serverCertificate, settings.serverKey,
                                                     root, seal::Role::Server, clock.wall().time));
    JIUJIN_TRY_ASSIGN(const auto store, openStore(settings.store));
    JIUJIN_TRY(catchUp(*store, innerZone));
    JIUJIN_TRY_ASSIGN(const auto listener,
                      openListener(settings.listener, server.certificate, server.key, root, clock));
    const Intake openZone(root, clock);
    Committer committer(*store);
    Service service(openZone, innerZone, committer,
                    [&listener](std::function<void()> task) { listener->post(std::move(task)); });
    JIUJIN_TRY(tellPort(settings, listener->port()));
    logEvent(Event::ProgramStarted, {{"port", std::int64_t{listener->port()}}});
    listener->serve(service);
    std::error_code ignored;
    fs::remove(settings.portFile, ignored);
    logEvent(Event::ProgramEnded);
    return {};
}

} // namespace jiujin::server
