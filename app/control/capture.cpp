#include "app/control/capture.h"

#include "app/control/device_hold.h"
#include "app/control/test_cards.h"
#include "app/lent/host_process.h"

#include "rep_idcard_merged.h"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sys/mman.h>
#include <unistd.h>

namespace jiujin::control {

namespace {

using namespace std::chrono_literals;

constexpr auto untilReady = 15s, untilConnected = 5s, untilCard = 60s;
constexpr quint32 call = 1;

// A descriptor that goes with it, and the new file of that name unless it is kept.
class File {
public:
    explicit File(int descriptor, std::filesystem::path path = {})
        : descriptor_(descriptor), path_(std::move(path)) {}
    ~File() {
        ::close(descriptor_);
        if (!path_.empty())
            ::unlink(path_.c_str());
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    int descriptor() const { return descriptor_; }
    bool keep() {
        path_.clear();
        return ::fsync(descriptor_) == 0;
    }

private:
    int descriptor_;
    std::filesystem::path path_;
};

Result<std::unique_ptr<File>> newFile(const std::filesystem::path& path) {
    const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
    if (made < 0)
        return Error(errno == EEXIST ? ErrorCode::AlreadyExists : ErrorCode::FileUnreadable,
                     path.string());
    return std::make_unique<File>(made, path);
}

// In memory, to be read from the beginning.
Result<std::unique_ptr<File>> listFor(const std::vector<std::string>& digests) {
    std::string lines;
    for (const std::string& digest : digests)
        lines += digest + '\n';
    auto list = std::make_unique<File>(::memfd_create("test-cards", MFD_CLOEXEC));
    if (::write(list->descriptor(), lines.data(), lines.size()) !=
            static_cast<ssize_t>(lines.size()) ||
        ::lseek(list->descriptor(), 0, SEEK_SET) != 0)
        return Error(ErrorCode::ProgramStart, "memfd");
    return list;
}

Error errorOf(const drivers::DeviceFault& fault) {
    ErrorCode code{};
    return {errorFromCode(fault.code.toStdString(), code) ? code : ErrorCode::DriverLost,
            "the reader"};
}

// A module that refuses its options knows nothing of captures.
Result<void> ready(const lent::HostProcess& host, const link::HeldDevice& device) {
    lent::comes([&] { return host.health() == "ok" || !host.running(); }, untilReady);
    ErrorCode code = ErrorCode::DeviceTimeout;
    if (host.health() == "ok")
        return {};
    if (errorFromCode(host.health(), code) && code == ErrorCode::SettingsInvalid)
        return Error(ErrorCode::DeviceUnsupported, device.module + ": cannot capture");
    return Error(code, device.name);
}

// Reads one card; of a listed one its kind comes back.
Result<std::string> readCard(lent::HostProcess& host) {
    const std::unique_ptr<IdCardReplica> reader(host.serve().acquire<IdCardReplica>());
    std::optional<Result<std::string>> answer;
    QObject::connect(reader.get(), &IdCardReplica::cardRead, reader.get(),
                     [&](quint32, const CardRead& card) { answer = card.kind().toStdString(); });
    QObject::connect(reader.get(), &IdCardReplica::failed, reader.get(),
                     [&](quint32, const drivers::DeviceFault& fault) { answer = errorOf(fault); });
    if (!lent::comes([&] { return reader->isInitialized(); }, untilConnected))
        return Error(ErrorCode::DriverLost, "the driver host does not serve");
    reader->read(call, drivers::NoExtras);
    if (!lent::comes([&] { return answer.has_value() || !host.running(); }, untilCard))
        return Error(ErrorCode::DeviceTimeout, "no card was laid on the reader");
    return answer ? *answer : Error(ErrorCode::DriverLost, "the reader's program ended");
}

} // namespace

Result<std::string> capture(const CaptureOptions& options, const Clock& clock,
                            const std::function<void(const std::string&)>& ask) {
    JIUJIN_TRY_ASSIGN(const auto digests,
                      testCardsFrom(options.cards, options.enrolment, clock.wall().time));
    JIUJIN_TRY_ASSIGN(const auto into, newFile(options.into));
    JIUJIN_TRY_ASSIGN(const auto list, listFor(digests));
    JIUJIN_TRY_ASSIGN(const auto hold, DeviceHold::take(options.socket, options.device));
    if (hold.device().deviceClass != "idcard")
        return Error(ErrorCode::DeviceUnsupported, options.device + ": not a reader of ID cards");
    const QStringList more{QStringLiteral("capture-cards=%1").arg(list->descriptor()),
                           QStringLiteral("capture-into=%1").arg(into->descriptor())};
    JIUJIN_TRY_ASSIGN(
        const auto host,
        lent::HostProcess::start(hold.device(), {more, {list->descriptor(), into->descriptor()}}));
    JIUJIN_TRY(ready(*host, hold.device()));
    ask("请放上测试卡 Lay the test card on the reader\n");
    JIUJIN_TRY_ASSIGN(const std::string kind, readCard(*host));
    if (!into->keep())
        return Error(ErrorCode::DiskFull, options.into.string());
    return "已记录 captured: " + options.into.string() + " (" + kind +
           "), 请取走测试卡 take the test card away\n";
}

} // namespace jiujin::control
