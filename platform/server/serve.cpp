#include "platform/server/serve.h"

#include "platform/base/event.h"
#include "platform/server/access/ask_service.h"
#include "platform/server/access/blob_service.h"
#include "platform/server/access/revocation_service.h"
#include "platform/server/access/service.h"
#include "platform/server/casework/watched_clock.h"
#include "platform/server/files.h"
#include "platform/server/http/descriptors.h"
#include "platform/server/inner/ask_work.h"
#include "platform/server/inner/checkpoint_work.h"
#include "platform/server/inner/curl_door.h"
#include "platform/server/inner/day_clerk.h"
#include "platform/server/inner/packet_work.h"
#include "platform/server/inner/puller.h"
#include "platform/server/library/mirror_service.h"
#include "platform/server/mailbox/ask_door.h"
#include "platform/server/mailbox/room_door.h"
#include "platform/server/standing_command.h"
#include "platform/server/standing_file.h"
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

// Their time is looked at when they are needed: one that has ended stops nothing else.
Result<std::vector<seal::Certificate>> loadWitnesses(const Settings& settings) {
    std::vector<seal::Certificate> witnesses;
    if (settings.witnesses.empty())
        return witnesses;
    JIUJIN_TRY_ASSIGN(const auto root, seal::Certificate::fromFile(settings.root));
    std::error_code failure;
    for (fs::directory_iterator entry(settings.witnesses, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        const fs::path& file = entry->path();
        if (file.extension() != ".pem")
            continue;
        JIUJIN_TRY_ASSIGN(auto witness, seal::Certificate::fromFile(file));
        const auto good = seal::verifyIssue(witness, root, seal::Role::Witness);
        if (!good.ok())
            return Error(good.error().code, file.string() + ": " + good.error().where);
        witnesses.push_back(std::move(witness));
    }
    if (failure)
        return Error(ErrorCode::FileUnreadable, settings.witnesses.string() + ": a folder of " +
                                                    "certificates, as witnesses in [keys] says");
    return witnesses;
}

Result<seal::Revocations> loadRevoked(const Settings& settings) {
    if (settings.revoked.empty())
        return seal::Revocations();
    JIUJIN_TRY_ASSIGN(const auto root, seal::Certificate::fromFile(settings.root));
    return seal::Revocations::following(settings.revoked, root, seal::Revocations::File::Wanted);
}

// Nobody would believe it any more. What was sealed to a key that is on the list is opened all the
// same: the citizens who filed are not at fault.
Result<void> checkNotRevoked(const KeyPair& own, const seal::Revocations& revoked,
                             const Settings& settings) {
    if (!revoked.holds(own.certificate))
        return {};
    return Error(ErrorCode::CertificateRole, own.certificate.commonName() + " is on the list " +
                                                 settings.revoked.string() +
                                                 ": this zone needs a new key and certificate");
}

Result<void> tellPort(const fs::path& file, std::uint16_t port) {
    return file.empty() ? Result<void>() : replaceFile(file, std::to_string(port) + "\n");
}

Result<std::unique_ptr<SqliteStore>> openStore(const fs::path& file) {
    std::error_code failure;
    if (fs::create_directories(file.parent_path(), failure))
        fs::permissions(file.parent_path(), fs::perms::owner_all, failure);
    return SqliteStore::open(file);
}

} // namespace

Result<InnerZone> makeInnerZone(const Settings& settings, const Clock& clock,
                                std::shared_ptr<const seal::PacketVerifier> verifier) {
    const WallTime now = clock.wall().time;
    JIUJIN_TRY_ASSIGN(auto root, seal::Certificate::fromFile(settings.root));
    JIUJIN_TRY_ASSIGN(auto seal, loadPair(settings.sealCertificate, settings.sealKey, root,
                                          seal::Role::Seal, now));
    JIUJIN_TRY_ASSIGN(auto acknowledge,
                      loadPair(settings.acknowledgeCertificate, settings.acknowledgeKey, root,
                               seal::Role::Acknowledge, now));
    JIUJIN_TRY_ASSIGN(auto matters, matter::Catalogue::load(settings.matters));
    if (matters.heads().empty())
        return Error(ErrorCode::MatterInvalid,
                     settings.matters.string() + " holds no matter (a folder with matter.json)");
    JIUJIN_TRY_ASSIGN(auto calendar, matter::loadCalendar(settings.calendar));
    JIUJIN_TRY_ASSIGN(auto standing, StandingFile::follow(standingFile(settings)));
    JIUJIN_TRY_ASSIGN(auto revoked, loadRevoked(settings));
    return InnerZone({std::move(seal), std::move(acknowledge), std::move(root), std::move(revoked)},
                     {std::move(matters), std::move(calendar), std::move(standing)}, clock,
                     std::move(verifier));
}

namespace {

constexpr std::chrono::seconds ownPatience{60}; // between the halves of one process

// Verified by the one half and not yet by the other; 32 bytes each.
constexpr std::size_t packetsUnderWay = 10'000;

// Packets are examined on all processors.
std::size_t helpers() {
    return std::max(1U, std::thread::hardware_concurrency()) - 1;
}

// The half that works on letters: it goes to two doors, and nobody comes to it. Asks have a door
// and a thread of their own: they do not wait behind packets.
class InnerHalf {
public:
    // All must outlive the half.
    InnerHalf(InnerZone zone, std::vector<seal::Certificate> witnesses, MailDoor& mail,
              BlobDoor& blobs, MailDoor& asks, Committer& committer, const Clock& clock,
              PacketWork::Told told = {})
        : zone_(std::move(zone)),
          desk_(zone_, std::move(witnesses), clock),
          materials_(blobs, zone_, committer),
          packetWork_(zone_, committer, clock, std::move(told), &materials_, helpers()),
          askWork_(desk_, committer),
          checkpointWork_(
              [this](const auto& checkpoint) { return zone_.signCheckpoint(checkpoint); },
              committer, clock),
          clerk_([this](const auto& count) { return zone_.signDay(count); }, committer, clock),
          mailPuller_(mail, {&packetWork_, &checkpointWork_}),
          askPuller_(asks, {&askWork_}),
          days_(clerk_),
          mailThread_(mailPuller_, mail),
          askThread_(askPuller_, asks) {}

private:
    InnerZone zone_;
    AskDesk desk_;
    MaterialDesk materials_;
    PacketWork packetWork_;
    AskWork askWork_;
    CheckpointWork checkpointWork_;
    DayClerk clerk_;
    Puller mailPuller_, askPuller_;
    DayThread days_;
    PullThread mailThread_, askThread_;
};

Result<void> listen(const Settings& settings, Listener& listener, Handler& handler) {
    JIUJIN_TRY(tellPort(settings.localPortFile, listener.localPort()));
    JIUJIN_TRY(tellPort(settings.portFile, listener.port()));
    logEvent(Event::ProgramStarted, {{"port", std::int64_t{listener.port()}}});
    listener.serve(handler);
    std::error_code ignored;
    fs::remove(settings.portFile, ignored);
    fs::remove(settings.localPortFile, ignored);
    return {};
}

// Open zone, with the inner one in the same process or without.
Result<void> serveOpen(const Settings& settings, const Clock& clock) {
    JIUJIN_TRY_ASSIGN(const auto root, seal::Certificate::fromFile(settings.root));
    JIUJIN_TRY_ASSIGN(const KeyPair server, loadPair(settings.serverCertificate, settings.serverKey,
                                                     root, seal::Role::Server, clock.wall().time));
    JIUJIN_TRY_ASSIGN(auto witnesses, loadWitnesses(settings));
    JIUJIN_TRY_ASSIGN(auto revoked, loadRevoked(settings));
    JIUJIN_TRY(checkNotRevoked(server, revoked, settings));
    const bool both = isInner(settings.zone);
    // The two halves of one process have nothing to hide from each other.
    const auto verifier =
        std::make_shared<const seal::PacketVerifier>(root, both ? packetsUnderWay : 0);
    std::optional<InnerZone> zone;
    if (both) {
        JIUJIN_TRY_ASSIGN(auto made, makeInnerZone(settings, clock, verifier));
        JIUJIN_TRY(checkNotRevoked(made.keys().acknowledge, revoked, settings));
        revoked = made.keys().revoked;
        zone.emplace(std::move(made));
    }
    JIUJIN_TRY_ASSIGN(const auto store, openStore(settings.store));
    ListenerSettings listening = settings.listener;
    listening.revoked = revoked;
    JIUJIN_TRY_ASSIGN(listening.maxConnections, connectionsWithin(listening.maxConnections));
    JIUJIN_TRY_ASSIGN(const auto listener,
                      openListener(listening, server.certificate, server.key, root, clock));
    const PacketIntake intake(verifier, clock);
    auto committer = std::make_unique<CommitterThread>(*store);
    const auto later = [&listener](auto time, std::function<void()> task) {
        listener->later(time, std::move(task));
    };
    MailRoom room(*committer, later);
    Metrics& metrics = listener->metrics();
    metrics.watch("jiujin_committer_waiting", "Work for the store that nobody has begun yet.",
                  [&committer] { return static_cast<double>(committer->waiting()); });
    RoomDoor door(room, ownPatience);
    AskRoom askRoom(later);
    AskDoor askDoor(askRoom, ownPatience);
    Service packets(intake, room, clock);
    BlobRoom blobRoom(*committer, room);
    RoomBlobDoor blobDoor(blobRoom);
    BlobService blobs(blobRoom, packets);
    AskService asks(askRoom, blobs, clock);
    MirrorService mirror(settings.catalogue, asks, later);
    metrics.watch("jiujin_catalogue_waiting", "Terminals that wait to hear of another catalogue.",
                  [&mirror] { return static_cast<double>(mirror.waiting()); });
    RevocationService service(revoked, mirror);
    std::optional<InnerHalf> inner;
    if (zone)
        inner.emplace(std::move(*zone), std::move(witnesses), door, blobDoor, askDoor, *committer,
                      clock,
                      [&metrics](protocol::Verdict verdict) { metrics.packet(nameOf(verdict)); });
    const auto served = listen(settings, *listener, service);
    inner.reset();
    committer.reset(); // what it still has to tell, it tells the rooms above
    return served;
}

Result<void> serveInner(const Settings& settings, const Clock& clock) {
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    sigaddset(&end, SIGINT);
    pthread_sigmask(SIG_BLOCK, &end, nullptr); // for every thread to come
    JIUJIN_TRY_ASSIGN(auto zone, makeInnerZone(settings, clock));
    const seal::Revocations revoked = zone.keys().revoked;
    JIUJIN_TRY(checkNotRevoked(zone.keys().acknowledge, revoked, settings));
    JIUJIN_TRY_ASSIGN(auto witnesses, loadWitnesses(settings));
    JIUJIN_TRY_ASSIGN(auto root, seal::Certificate::fromFile(settings.root));
    JIUJIN_TRY_ASSIGN(auto own, loadPair(settings.innerCertificate, settings.innerKey, root,
                                         seal::Role::Inner, clock.wall().time));
    JIUJIN_TRY_ASSIGN(const auto store, openStore(settings.store));
    const DoorSettings mail{settings.openZone, root, std::move(own.certificate), std::move(own.key),
                            revoked};
    DoorSettings asks = mail;
    asks.mailPath = "/v1/inner/asks";
    asks.answersPath = "/v1/inner/replies";
    CurlDoor door(mail, clock), askDoor(asks, clock);
    CommitterThread committer(*store);
    const InnerHalf inner(std::move(zone), std::move(witnesses), door, door, askDoor, committer,
                          clock);
    logEvent(Event::ProgramStarted);
    int signal = 0;
    sigwait(&end, &signal);
    return {};
}

} // namespace

Result<void> serve(const Settings& settings) {
    // A peer that hangs up is an error of its connection, not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
    const SystemClock machine;
    const WatchedClock clock(machine);
    const auto served =
        isOpen(settings.zone) ? serveOpen(settings, clock) : serveInner(settings, clock);
    if (served.ok())
        logEvent(Event::ProgramEnded);
    return served;
}

} // namespace jiujin::server
