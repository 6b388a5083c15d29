// jiujin-kit --device JSON: the cases of a device's class, over a driver host of its own. Started
// by `jiujinctl device test`, which has the device from jiujin-terminal meanwhile.
#include "app/kit/report.h"
#include "app/kit/typed_hands.h"
#include "platform/base/hygiene.h"

#include <CLI/CLI.hpp>
#include <QtCore/QCoreApplication>

#include <csignal>
#include <iostream>
#include <sys/prctl.h>

using namespace jiujin;

int main(int count, char** words) {
    lockProcessDown();
    // Whoever has the device from the terminal started this; without that, it is not ours.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::string json;
    CLI::App usage{"Tries a device that jiujin-terminal has lent; see jiujinctl device test."};
    usage.add_option("--device", json, "the device, as the terminal describes it")->required();
    CLI11_PARSE(usage, count, words);
    const QCoreApplication application(count, words);
    ::signal(SIGPIPE, SIG_IGN);
    const auto device = link::decodeHeldDevice(json);
    if (!device.ok()) {
        std::cerr << device.error().text() << '\n';
        return EXIT_FAILURE;
    }
    const auto cases = kit::casesOf(device->deviceClass);
    if (cases.empty()) {
        std::cerr << "no case is known of class " << device->deviceClass << '\n';
        return EXIT_FAILURE;
    }
    kit::TypedHands hands(std::cin, std::cout);
    return kit::runAll(cases, {*device, hands}, std::cout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
