// The cases that both classes of printers share. A class says how its replica and its status are
// called and what it prints:
//   struct Class { using Replica; using Status; static Result<void> print(Replica&, quint32 call,
//   const std::string& device); };
#pragma once

#include "app/kit/cases.h"
#include "app/lent/host_process.h"
#include "drivers/contract/device.h"

#include <optional>

namespace jiujin::kit {

// The host on the printer, and this program as the visit.
template <typename Class>
class PaperDevice {
public:
    struct Answer {
        bool printed = false;
        std::string code{};
    };

    // Empty when it stands; else why not.
    std::string begin(const link::HeldDevice& device) {
        using namespace std::chrono_literals;
        auto host = HostProcess::start(device);
        if (!host.ok())
            return host.error().text();
        host_ = std::move(*host);
        if (!comes([this] { return !host_->health().empty(); }, 30s))
            return "its program says nothing";
        replica_.reset(host_->serve().template acquire<Replica>());
        QObject::connect(replica_.get(), &Replica::printed, replica_.get(),
                         [this](quint32) { answer_ = Answer{true}; });
        QObject::connect(replica_.get(), &Replica::failed, replica_.get(),
                         [this](quint32, const drivers::DeviceFault& fault) {
                             answer_ = Answer{false, fault.code.toStdString()};
                         });
        QObject::connect(
            replica_.get(), &Replica::status, replica_.get(),
            [this](const typename Class::Status& status) { code_ = status.code().toStdString(); });
        return replica_->waitForSource(5000) ? std::string() : "its program serves nobody";
    }
    // Whether it can print, or cannot, within that time.
    bool becomes(bool ready, std::chrono::seconds patience) {
        replica_->askStatus();
        return comes([&] { return code_ && code_->empty() == ready; }, patience);
    }
    // What stands in the way; empty when nothing does.
    std::string code() const { return code_.value_or("it says nothing"); }
    Result<std::optional<Answer>> print(const std::string& device, std::chrono::seconds patience) {
        answer_.reset();
        JIUJIN_TRY(Class::print(*replica_, ++calls_, device));
        comes([this] { return answer_.has_value(); }, patience);
        return answer_;
    }

private:
    using Replica = typename Class::Replica;

    std::unique_ptr<HostProcess> host_;
    std::unique_ptr<Replica> replica_; // goes before the host
    std::optional<std::string> code_;
    std::optional<Answer> answer_;
    quint32 calls_ = 0;
};

template <typename Class>
Outcome printsATestPage(const Bench& bench) {
    using namespace std::chrono_literals;
    PaperDevice<Class> device;
    if (const std::string trouble = device.begin(bench.device); !trouble.empty())
        return failed(trouble);
    if (!device.becomes(true, 60s))
        return failed("not ready: " + device.code());
    const auto answer = device.print(bench.device.name, 120s);
    if (!answer.ok())
        return failed(answer.error().text());
    if (!*answer || !(*answer)->printed)
        return failed(*answer ? (*answer)->code : "no answer");
    const auto good =
        bench.hands.see({"测试页出来了吗？尺子、灰阶、文字、二维码都清楚吗？",
                         "has the test page come out, with clear rulers, greys, text and code?"});
    if (!good)
        return skipped("it says that it printed; nobody looked");
    return *good ? passed() : failed("it says that it printed; the technician says otherwise");
}

// What is taken away, and given back.
struct Deprivation {
    Words away, back;
};

template <typename Class>
Outcome saysWhatIsMissing(const Bench& bench, const Deprivation& what) {
    using namespace std::chrono_literals;
    PaperDevice<Class> device;
    if (const std::string trouble = device.begin(bench.device); !trouble.empty())
        return failed(trouble);
    if (!device.becomes(true, 60s))
        return failed("not ready before: " + device.code());
    if (!bench.hands.doThis(what.away))
        return skipped("the technician skipped it");
    if (!device.becomes(false, 60s))
        return failed("it says that it can print");
    const std::string cause = device.code();
    const auto answer = device.print(bench.device.name, 20s);
    if (!answer.ok() || !*answer || (*answer)->printed)
        return failed("a print was not refused at once");
    if (!bench.hands.doThis(what.back))
        return skipped(cause + "; not given back");
    return device.becomes(true, 120s) ? passed(cause) : failed(cause + "; still " + device.code());
}

template <typename Class>
std::vector<Case> paperCases() {
    static constexpr Deprivation paper{{"取出所有的纸", "take out all its paper"},
                                       {"放回纸", "put the paper back"}};
    static constexpr Deprivation power{{"关掉打印机", "switch the printer off"},
                                       {"打开打印机", "switch the printer on"}};
    std::vector<Case> cases{
        answersCase(),
        {{"打印测试页", "prints a test page"}, printsATestPage<Class>},
        {{"没有纸时说明原因", "without paper it says so, and prints again after"},
         [](const Bench& bench) {
             return saysWhatIsMissing<Class>(bench, paper);
         }},
        {{"断电时说明原因", "switched off it says so, and prints again after"},
         [](const Bench& bench) {
             return saysWhatIsMissing<Class>(bench, power);
         }}};
    for (Case& each :
         notByHand({{"卡纸", "a paper jam"}, {"结果不明的打印", "a print of unknown outcome"}}))
        cases.push_back(std::move(each));
    return cases;
}

} // namespace jiujin::kit
