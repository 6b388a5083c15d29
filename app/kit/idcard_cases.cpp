#include "app/kit/cases.h"
#include "app/lent/host_process.h"
#include "drivers/contract/idcard.h"

#include "rep_idcard_merged.h"

#include <algorithm>
#include <deque>
#include <optional>

namespace jiujin::kit {

namespace {

using drivers::FaultKind;
using drivers::Presence;
using namespace std::chrono_literals;

constexpr Words lay{"把测试卡放到读卡区", "lay the test card on the reader"};
constexpr Words lift{"把卡拿开", "take the card away"};
constexpr std::string_view notDone = "the technician skipped it";
constexpr auto untilReady = 30s, untilRead = 30s;
constexpr auto longestCancel = 100ms;

// The host on the reader, and this program as the visit.
class Reader {
public:
    struct Answer {
        quint32 call = 0;
        bool card = false;
        int kind = -1;
        std::string code{};
    };

    // Empty when it stands; else why not.
    std::string begin(const link::HeldDevice& device) {
        auto host = HostProcess::start(device);
        if (!host.ok())
            return host.error().text();
        host_ = std::move(*host);
        if (!comes([this] { return host_->health() == "ok"; }, untilReady))
            return "not ready: " + host_->health();
        replica_.reset(host_->serve().acquire<IdCardReplica>());
        listen();
        return replica_->waitForSource(5000) ? std::string() : "its program serves nobody";
    }
    quint32 ask() {
        replica_->read(++calls_, drivers::NoExtras);
        return calls_;
    }
    void cancel(quint32 call) { replica_->cancel(call); }
    std::optional<Answer> answer(std::chrono::milliseconds patience) {
        if (!comes([this] { return !answers_.empty(); }, patience))
            return std::nullopt;
        const Answer first = answers_.front();
        answers_.pop_front();
        return first;
    }
    bool silent(std::chrono::milliseconds time) {
        return !comes([this] { return !answers_.empty(); }, time);
    }
    Presence presence() const { return presence_; }
    const HostProcess& host() const { return *host_; }

private:
    void listen() {
        QObject::connect(replica_.get(), &IdCardReplica::cardRead, replica_.get(),
                         [this](quint32 call) {
                             answers_.push_back({call, true});
                         });
        QObject::connect(
            replica_.get(), &IdCardReplica::failed, replica_.get(),
            [this](quint32 call, const drivers::DeviceFault& fault) {
                answers_.push_back({call, false, fault.kind, fault.code.toStdString()});
            });
        QObject::connect(replica_.get(), &IdCardReplica::presence, replica_.get(),
                         [this](int state) { presence_ = static_cast<Presence>(state); });
    }

    std::unique_ptr<HostProcess> host_;
    std::unique_ptr<IdCardReplica> replica_; // goes before the host
    std::deque<Answer> answers_;
    Presence presence_ = Presence::Unknown;
    quint32 calls_ = 0;
};

std::string told(const std::optional<Reader::Answer>& answer) {
    if (!answer)
        return "no answer";
    return answer->card ? "a card" : answer->code;
}

Outcome readsOnce(const Bench& bench) {
    if (!bench.hands.doThis(lift))
        return skipped(std::string(notDone));
    Reader reader;
    if (const std::string trouble = reader.begin(bench.device); !trouble.empty())
        return failed(trouble);
    const quint32 call = reader.ask();
    if (!reader.silent(1s))
        return failed("answered without a card: " + told(reader.answer(0ms)));
    if (!bench.hands.doThis(lay))
        return skipped(std::string(notDone));
    const auto answer = reader.answer(untilRead);
    if (!answer || !answer->card || answer->call != call)
        return failed(told(answer));
    return reader.silent(1s) ? passed() : failed("answered twice");
}

Outcome tellsOneCardOnce(const Bench& bench) {
    Reader reader;
    if (const std::string trouble = reader.begin(bench.device); !trouble.empty())
        return failed(trouble);
    if (!bench.hands.doThis(lift) || !bench.hands.doThis(lay))
        return skipped(std::string(notDone));
    reader.ask();
    if (const auto first = reader.answer(untilRead); !first || !first->card)
        return failed(told(first));
    reader.ask();
    if (!reader.silent(1s))
        return failed("the card that lies there was read again: " + told(reader.answer(0ms)));
    if (!bench.hands.doThis(lift) || !bench.hands.doThis(lay))
        return skipped(std::string(notDone));
    const auto again = reader.answer(untilRead);
    return again && again->card ? passed() : failed(told(again));
}

Outcome cancels(const Bench& bench) {
    if (!bench.hands.doThis(lift))
        return skipped(std::string(notDone));
    Reader reader;
    if (const std::string trouble = reader.begin(bench.device); !trouble.empty())
        return failed(trouble);
    std::chrono::milliseconds longest{0};
    for (int round = 0; round < 5; ++round) {
        const quint32 call = reader.ask();
        if (!reader.silent(250ms))
            return failed("answered without a card: " + told(reader.answer(0ms)));
        const auto began = std::chrono::steady_clock::now();
        reader.cancel(call);
        const auto answer = reader.answer(5s);
        if (!answer || answer->kind != static_cast<int>(FaultKind::Cancelled))
            return failed(told(answer));
        const auto took = std::chrono::steady_clock::now() - began;
        longest = std::max(longest, std::chrono::duration_cast<std::chrono::milliseconds>(took));
    }
    const std::string time = std::to_string(longest.count()) + " ms";
    return longest <= longestCancel ? passed(time) : failed(time + ", 100 ms are allowed");
}

Outcome refusesASecond(const Bench& bench) {
    Reader reader;
    if (const std::string trouble = reader.begin(bench.device); !trouble.empty())
        return failed(trouble);
    const quint32 first = reader.ask(), second = reader.ask();
    const auto refusal = reader.answer(5s);
    if (!refusal || refusal->call != second ||
        refusal->kind != static_cast<int>(FaultKind::Unsupported))
        return failed(told(refusal));
    reader.cancel(first);
    const auto cancelled = reader.answer(5s);
    return cancelled && cancelled->call == first ? passed() : failed(told(cancelled));
}

Outcome comesBack(const Bench& bench) {
    constexpr Words pull{"拔掉读卡器的连线", "pull out the reader's cable"};
    constexpr Words plug{"插回读卡器，等五秒", "plug the reader in again, wait five seconds"};
    {
        Reader reader;
        if (const std::string trouble = reader.begin(bench.device); !trouble.empty())
            return failed(trouble);
        reader.ask();
        if (!bench.hands.doThis(pull))
            return skipped(std::string(notDone));
        const auto answer = reader.answer(10s);
        if (!answer || answer->card)
            return failed("pulled out: " + told(answer));
        if (!comes([&] { return reader.host().health() != "ok"; }, 10s))
            return failed("pulled out, and its program says that it works");
    }
    if (!bench.hands.doThis(plug))
        return skipped("not plugged in again");
    Reader again;
    const std::string trouble = again.begin(bench.device);
    return trouble.empty() ? passed() : failed("plugged in again: " + trouble);
}

} // namespace

std::vector<Case> idcardCases() {
    std::vector<Case> cases{
        answersCase(),
        {{"等卡、读卡，只回答一次", "waits for a card, reads it, answers once"}, readsOnce},
        {{"同一张卡不重复读", "a card is read again only when it is laid again"}, tellsOneCardOnce},
        {{"取消在 100 毫秒内", "cancel is answered within 100 ms"}, cancels},
        {{"读卡时拒绝第二次读", "a second read is refused while one waits"}, refusesASecond},
        {{"拔掉再插回", "pulled out and plugged in again"}, comesBack}};
    std::ranges::move(
        notByHand({{"乱码、半截、迟到、重复的回答", "garbage, half, late and doubled answers"},
                   {"读卡器死机", "a reader that hangs"}}),
        std::back_inserter(cases));
    return cases;
}

} // namespace jiujin::kit
