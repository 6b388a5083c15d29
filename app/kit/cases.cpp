#include "app/kit/cases.h"

#include "app/lent/host_process.h"

namespace jiujin::kit {

namespace {

constexpr std::chrono::seconds untilReady{30};

Outcome answers(const Bench& bench) {
    const auto host = HostProcess::start(bench.device);
    if (!host.ok())
        return failed(host.error().text());
    HostProcess& process = **host;
    if (!comes([&] { return process.health() == "ok" || !process.running(); }, untilReady) ||
        process.health() != "ok")
        return failed(process.health().empty() ? "it says nothing" : process.health());
    return passed(process.identity());
}

} // namespace

Outcome passed(std::string why) {
    return {Outcome::Kind::Passed, std::move(why)};
}

Outcome failed(std::string why) {
    return {Outcome::Kind::Failed, std::move(why)};
}

Outcome skipped(std::string why) {
    return {Outcome::Kind::Skipped, std::move(why)};
}

Case answersCase() {
    return {{"设备有回应", "the device answers"}, answers};
}

std::vector<Case> notByHand(const std::vector<Words>& names) {
    std::vector<Case> cases;
    for (const Words& name : names)
        cases.push_back({name, [](const Bench&) {
                             return skipped("no hand can provoke it; the tests of the release do");
                         }});
    return cases;
}

std::vector<Case> casesOf(const std::string& deviceClass) {
    if (deviceClass == "idcard")
        return idcardCases();
    if (deviceClass == "printer")
        return printerCases();
    if (deviceClass == "slip")
        return slipCases();
    return deviceClass == "smartcard" ? smartcardCases() : std::vector<Case>();
}

} // namespace jiujin::kit
