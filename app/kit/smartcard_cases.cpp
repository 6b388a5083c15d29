#include "app/kit/cases.h"
#include "app/lent/host_process.h"
#include "drivers/contract/device.h"

#include "rep_smartcard_merged.h"

#include <optional>

namespace jiujin::kit {

namespace {

using drivers::Presence;
using namespace std::chrono_literals;

// The host on the reader, and this program as the visit.
class Slot {
public:
    std::string begin(const link::HeldDevice& device) {
        auto host = HostProcess::start(device);
        if (!host.ok())
            return host.error().text();
        host_ = std::move(*host);
        if (!comes([this] { return !host_->health().empty(); }, 30s))
            return "its program says nothing";
        replica_.reset(host_->serve().acquire<SmartCardReplica>());
        QObject::connect(replica_.get(), &SmartCardReplica::status, replica_.get(),
                         [this](const SmartCardStatus& status) { status_ = status; });
        QObject::connect(replica_.get(), &SmartCardReplica::cardRead, replica_.get(),
                         [this](quint32) { answer_ = "read"; });
        QObject::connect(replica_.get(), &SmartCardReplica::failed, replica_.get(),
                         [this](quint32, const drivers::DeviceFault& fault) {
                             answer_ = fault.code.toStdString();
                         });
        return replica_->waitForSource(5000) ? std::string() : "its program serves nobody";
    }
    bool becomes(Presence presence) {
        replica_->askStatus();
        return comes([&] { return status_ && status_->presence() == static_cast<int>(presence); },
                     20s);
    }
    std::string code() const { return status_ ? status_->code().toStdString() : "it says nothing"; }
    void read() { replica_->read(++calls_); }
    void cancel() { replica_->cancel(calls_); }
    // "read" or a code; empty when none came.
    std::string answer(std::chrono::milliseconds patience) {
        comes([this] { return answer_.has_value(); }, patience);
        return answer_.value_or(std::string());
    }

private:
    std::unique_ptr<HostProcess> host_;
    std::unique_ptr<SmartCardReplica> replica_; // goes before the host
    std::optional<SmartCardStatus> status_;
    std::optional<std::string> answer_;
    quint32 calls_ = 0;
};

Outcome readsAndTellsPresence(const Bench& bench) {
    Slot slot;
    if (const std::string trouble = slot.begin(bench.device); !trouble.empty())
        return failed(trouble);
    if (!bench.hands.doThis({"把卡拔出来", "pull out the card"}))
        return skipped("the technician skipped it");
    if (!slot.becomes(Presence::No))
        return failed("without a card: " + slot.code());
    slot.read();
    if (const std::string early = slot.answer(1s); !early.empty())
        return failed("answered without a card: " + early);
    if (!bench.hands.doThis(
            {"插入社保卡测试卡或操作员卡", "insert a test card or an operator's card"}))
        return skipped("the technician skipped it");
    if (const std::string answer = slot.answer(30s); answer != "read")
        return failed(answer.empty() ? "no answer" : answer);
    if (!bench.hands.doThis({"把卡拔出来", "pull out the card"}))
        return skipped("read; not pulled out");
    return slot.becomes(Presence::No) ? passed() : failed("pulled out, and not seen");
}

Outcome cancels(const Bench& bench) {
    Slot slot;
    if (const std::string trouble = slot.begin(bench.device); !trouble.empty())
        return failed(trouble);
    if (!bench.hands.doThis({"把卡拔出来", "pull out the card"}))
        return skipped("the technician skipped it");
    slot.read();
    if (const std::string early = slot.answer(300ms); !early.empty())
        return failed("answered without a card: " + early);
    const auto began = std::chrono::steady_clock::now();
    slot.cancel();
    if (slot.answer(5s) != codeOf(ErrorCode::DeviceCancelled))
        return failed("not answered by a cancelled read");
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - began);
    const std::string time = std::to_string(took.count()) + " ms";
    return took <= 100ms ? passed(time) : failed(time + ", 100 ms are allowed");
}

} // namespace

std::vector<Case> smartcardCases() {
    std::vector<Case> cases{answersCase(),
                            {{"插卡、读卡、拔卡", "tells a card that comes and goes, and reads it"},
                             readsAndTellsPresence},
                            {{"取消在 100 毫秒内", "cancel is answered within 100 ms"}, cancels},
                            {{"密码", "the PIN"}, [](const Bench&) {
                                 return skipped("tries of a card are not spent on a test");
                             }}};
    for (Case& each : notByHand({{"操作中途换卡", "a card swapped in mid-operation"}}))
        cases.push_back(std::move(each));
    return cases;
}

} // namespace jiujin::kit
