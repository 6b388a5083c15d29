#include "drivers/transport/usb_device.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <libusb-1.0/libusb.h>
#include <unistd.h>

namespace jiujin::drivers {

namespace {

using namespace std::chrono_literals;

// So long does one transfer wait before it is asked whether anybody still wants it.
constexpr std::chrono::milliseconds slice = 40ms;
// A device that has an answer ready gives it within a frame or two of the bus (1 ms each).
constexpr auto readyWithin = 3ms;
constexpr int discardsAtMost = 64;

Error removed(const char* where = "usb: gone") {
    return {ErrorCode::DeviceRemoved, where};
}

Error failed() {
    return {ErrorCode::DeviceTimeout, "usb: transfer failed"};
}

bool mayRetry(int outcome) {
    return outcome == 0 || outcome == LIBUSB_ERROR_TIMEOUT || outcome == LIBUSB_ERROR_INTERRUPTED;
}

using Config =
    std::unique_ptr<libusb_config_descriptor, decltype(&::libusb_free_config_descriptor)>;

UsbPipes pipesOf(const libusb_interface_descriptor& interface) {
    UsbPipes pipes;
    for (int i = 0; i < interface.bNumEndpoints; ++i) {
        const libusb_endpoint_descriptor& endpoint = interface.endpoint[i];
        if ((endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) !=
            LIBUSB_ENDPOINT_TRANSFER_TYPE_BULK)
            continue;
        auto& list = (endpoint.bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0 ? pipes.in : pipes.out;
        list.push_back(endpoint.bEndpointAddress);
    }
    std::sort(pipes.out.begin(), pipes.out.end());
    std::sort(pipes.in.begin(), pipes.in.end());
    return pipes;
}

} // namespace

Result<std::unique_ptr<UsbDevice>> UsbDevice::open(const std::filesystem::path& node) {
    const int opened = ::open(node.c_str(), O_RDWR | O_CLOEXEC);
    if (opened < 0)
        return removed("usb: cannot be opened");
    return adopt(opened);
}

Result<std::unique_ptr<UsbDevice>> UsbDevice::adopt(int descriptor) {
    std::unique_ptr<UsbDevice> device(new UsbDevice(descriptor));
    ::libusb_set_option(nullptr, LIBUSB_OPTION_NO_DEVICE_DISCOVERY);
    if (::libusb_init(&device->context_) != 0)
        return Error(ErrorCode::ProgramStart, "usb: libusb does not start");
    return device;
}

UsbDevice::~UsbDevice() {
    if (interface_ >= 0)
        ::libusb_release_interface(handle_, interface_);
    if (handle_ != nullptr)
        ::libusb_close(handle_);
    if (context_ != nullptr)
        ::libusb_exit(context_);
    ::close(node_);
}

Result<UsbPipes> UsbDevice::claim() {
    if (handle_ == nullptr && ::libusb_wrap_sys_device(context_, node_, &handle_) != 0)
        return removed("usb: node is no device");
    libusb_config_descriptor* read = nullptr;
    if (::libusb_get_active_config_descriptor(::libusb_get_device(handle_), &read) != 0)
        return Error(ErrorCode::DeviceUnsupported, "usb: no configuration");
    const Config config(read, &::libusb_free_config_descriptor);
    for (int i = 0; i < config->bNumInterfaces; ++i) {
        if (config->interface[i].num_altsetting < 1)
            continue;
        const libusb_interface_descriptor& interface = config->interface[i].altsetting[0];
        UsbPipes pipes = pipesOf(interface);
        if (pipes.out.empty() || pipes.in.empty())
            continue;
        if (::libusb_claim_interface(handle_, interface.bInterfaceNumber) != 0)
            return removed("usb: cannot be claimed");
        interface_ = interface.bInterfaceNumber;
        return pipes;
    }
    return Error(ErrorCode::DeviceUnsupported, "usb: no bulk pipes both ways");
}

Result<void> UsbDevice::write(std::uint8_t pipe, ByteView bytes, SteadyTime until,
                              const Cancel& cancel) {
    while (!bytes.empty()) {
        // libusb takes what it only reads as what it may write.
        const std::span<std::uint8_t> left(const_cast<std::uint8_t*>(bytes.data()), bytes.size());
        JIUJIN_TRY_ASSIGN(const std::size_t moved, transfer(pipe, left, until, cancel));
        bytes = bytes.subspan(moved);
    }
    return {};
}

Result<std::size_t> UsbDevice::read(std::uint8_t pipe, std::span<std::uint8_t> into,
                                    SteadyTime until, const Cancel& cancel) {
    return transfer(pipe, into.first(into.size() - into.size() % longestPacket), until, cancel);
}

void UsbDevice::discard(std::uint8_t pipe) {
    std::array<std::uint8_t, longestPacket> bytes{};
    int moved = 0;
    for (int i = 0; i < discardsAtMost; ++i) {
        moved = 0;
        const int outcome =
            ::libusb_bulk_transfer(handle_, pipe, bytes.data(), static_cast<int>(bytes.size()),
                                   &moved, static_cast<unsigned>(readyWithin.count()));
        if (outcome != 0 || moved == 0)
            break;
    }
    ::explicit_bzero(bytes.data(), bytes.size());
}

Result<std::size_t> UsbDevice::transfer(std::uint8_t pipe, std::span<std::uint8_t> bytes,
                                        SteadyTime until, const Cancel& cancel) {
    bool cleared = false;
    for (;;) {
        if (cancel.requestedBefore(std::chrono::steady_clock::now()))
            return Error(ErrorCode::DeviceCancelled, "usb: cancelled");
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left <= 0ms)
            return Error(ErrorCode::DeviceTimeout, "usb: no answer");
        int moved = 0;
        const int outcome =
            ::libusb_bulk_transfer(handle_, pipe, bytes.data(), static_cast<int>(bytes.size()),
                                   &moved, static_cast<unsigned>(std::min(left, slice).count()));
        if (moved > 0)
            return static_cast<std::size_t>(moved);
        if (outcome == LIBUSB_ERROR_NO_DEVICE)
            return removed();
        if (outcome == LIBUSB_ERROR_PIPE && !cleared)
            cleared = ::libusb_clear_halt(handle_, pipe) == 0;
        else if (!mayRetry(outcome))
            return failed();
        if (outcome == LIBUSB_ERROR_PIPE && !cleared)
            return failed();
    }
}

} // namespace jiujin::drivers
