// The cases of each device class, as a technician can run them: what a contract promises to a
// visit, asked of the device that is there.
#pragma once

#include "app/kit/hands.h"
#include "app/lent/host_process.h"
#include "app/link/held_device.h"

#include <functional>
#include <string>
#include <vector>

namespace jiujin::kit {

using lent::comes;
using lent::HostProcess;

struct Outcome {
    enum class Kind { Passed, Failed, Skipped } kind = Kind::Passed;
    std::string why; // nothing personal: codes, times, counts
};
Outcome passed(std::string why = {});
Outcome failed(std::string why);
Outcome skipped(std::string why);

struct Bench {
    const link::HeldDevice& device;
    Hands& hands;
};

struct Case {
    Words name;
    std::function<Outcome(const Bench& bench)> run;
};

// Of "idcard", "printer", "slip" and "smartcard"; none of another class.
std::vector<Case> casesOf(const std::string& deviceClass);

std::vector<Case> idcardCases();
std::vector<Case> printerCases();
std::vector<Case> slipCases();
std::vector<Case> smartcardCases();

// What hands cannot provoke; each is skipped with that reason, so that nobody believes it was
// tried.
std::vector<Case> notByHand(const std::vector<Words>& names);
// For every class: the host says within half a minute that the device works.
Case answersCase();

} // namespace jiujin::kit
