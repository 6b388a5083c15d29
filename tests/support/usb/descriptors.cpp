#include "tests/support/usb/descriptors.h"

#include <cstdio>

namespace usb_peer {

namespace {

std::string hexOf(const std::vector<std::uint8_t>& octets) {
    std::string text;
    char digits[3];
    for (const std::uint8_t octet : octets) {
        std::snprintf(digits, sizeof digits, "%02X", octet);
        text += digits;
    }
    return text;
}

std::string hexOf(std::uint16_t number) {
    char digits[5];
    std::snprintf(digits, sizeof digits, "%04x", number);
    return digits;
}

std::uint8_t low(std::size_t number) {
    return static_cast<std::uint8_t>(number & 0xFFU);
}

} // namespace

std::vector<std::uint8_t> descriptorsOf(const Nature& nature) {
    std::vector<std::uint8_t> bytes{18,
                                    1,
                                    0x10,
                                    0x01,
                                    0,
                                    0,
                                    0,
                                    8,
                                    low(nature.vendor),
                                    low(nature.vendor >> 8U),
                                    low(nature.product),
                                    low(nature.product >> 8U),
                                    0x00,
                                    0x01,
                                    0,
                                    0,
                                    0,
                                    1};
    const std::uint8_t configuration[] = {9,    2, low(9 + 9 + 7 * nature.pipes.size()), 0, 1, 1, 0,
                                          0xC0, 0};
    // The protocol, last but one, is that of a printer that answers; elsewhere nobody reads it.
    const std::uint8_t interface[] = {9, 4, 0, 0, low(nature.pipes.size()), nature.interfaceClass,
                                      1, 2, 0};
    bytes.insert(bytes.end(), std::begin(configuration), std::end(configuration));
    bytes.insert(bytes.end(), std::begin(interface), std::end(interface));
    for (const std::uint8_t pipe : nature.pipes) {
        const std::uint8_t endpoint[] = {7, 5, pipe, 2, 64, 0, 0};
        bytes.insert(bytes.end(), std::begin(endpoint), std::end(endpoint));
    }
    return bytes;
}

std::string deviceText(const Nature& nature) {
    const std::string vendor = hexOf(nature.vendor), product = hexOf(nature.product);
    return "P: /devices/pci0000:00/0000:00:14.0/usb1/1-1\n"
           "E: DEVNAME=/dev/bus/usb/001/011\nE: DEVTYPE=usb_device\nE: BUSNUM=001\n"
           "E: DEVNUM=011\nE: MAJOR=189\nE: MINOR=10\nE: TYPE=0/0/0\nE: SUBSYSTEM=usb\n"
           "E: ID_VENDOR_ID=" +
           vendor + "\nE: ID_MODEL_ID=" + product +
           "\nA: busnum=1\\n\nA: devnum=11\\n\nA: speed=12\\n\nA: bConfigurationValue=1\\n\n"
           "A: bNumConfigurations=1\\n\nA: idVendor=" +
           vendor + "\\n\nA: idProduct=" + product +
           "\\n\nH: descriptors=" + hexOf(descriptorsOf(nature)) + '\n';
}

std::string nodeText(const Nature& nature) {
    return std::string("N: bus/usb/001/011=") + hexOf(descriptorsOf(nature)) + '\n';
}

} // namespace usb_peer
