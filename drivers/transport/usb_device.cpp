#include "drivers/transport/usb_device.h"

#include "drivers/transport/usb_transfer.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <libusb-1.0/libusb.h>
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace jiujin::drivers {

namespace {

using namespace std::chrono_literals;

// A device that has nothing may say so with an empty packet, again and again.
constexpr auto afterEmpty = 10ms;
constexpr unsigned askPatienceMs = 200;
constexpr unsigned mostInterfaces = 32; // that the kernel knows of a device
// A device that has an answer ready gives it within a frame or two of the bus (1 ms each).
constexpr auto readyWithin = 3ms;
constexpr int discardsAtMost = 64;

Error removed(const char* where = "usb: gone") {
    return {ErrorCode::DeviceRemoved, where};
}

Error failed() {
    return {ErrorCode::DeviceTimeout, "usb: transfer failed"};
}

struct Freed {
    void operator()(libusb_transfer* transfer) const { ::libusb_free_transfer(transfer); }
};

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

void UsbDevice::takeFrom(std::string_view driver) {
    for (unsigned i = 0; i < mostInterfaces; ++i) {
        usbdevfs_getdriver holder{i, {}};
        if (::ioctl(node_, USBDEVFS_GETDRIVER, &holder) != 0 || driver != holder.driver)
            continue;
        usbdevfs_ioctl order{static_cast<int>(i), USBDEVFS_DISCONNECT, nullptr};
        ::ioctl(node_, USBDEVFS_IOCTL, &order);
    }
}

Result<UsbPipes> UsbDevice::claim(std::optional<std::uint8_t> interfaceClass) {
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
        if (pipes.out.empty() || pipes.in.empty() ||
            interface.bInterfaceClass != interfaceClass.value_or(interface.bInterfaceClass))
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
        JIUJIN_TRY_ASSIGN(const std::size_t moved, writeSome(pipe, bytes, until, cancel));
        bytes = bytes.subspan(moved);
    }
    return {};
}

Result<std::size_t> UsbDevice::writeSome(std::uint8_t pipe, ByteView bytes, SteadyTime until,
                                         const Cancel& cancel) {
    // libusb takes what it only reads as what it may write.
    return transfer(pipe, {const_cast<std::uint8_t*>(bytes.data()), bytes.size()}, until, cancel);
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

std::optional<std::uint8_t> UsbDevice::ask(std::uint8_t request) {
    constexpr std::uint8_t toInterface = std::uint8_t{LIBUSB_ENDPOINT_IN} |
                                         std::uint8_t{LIBUSB_REQUEST_TYPE_CLASS} |
                                         std::uint8_t{LIBUSB_RECIPIENT_INTERFACE};
    std::uint8_t answer = 0;
    const int got = ::libusb_control_transfer(handle_, toInterface, request, 0,
                                              static_cast<std::uint16_t>(interface_), &answer,
                                              sizeof answer, askPatienceMs);
    return got == 1 ? std::optional(answer) : std::nullopt;
}

Result<std::size_t> UsbDevice::transfer(std::uint8_t pipe, std::span<std::uint8_t> bytes,
                                        SteadyTime until, const Cancel& cancel) {
    const std::unique_ptr<libusb_transfer, Freed> transfer(::libusb_alloc_transfer(0));
    if (!transfer)
        return failed();
    ::libusb_fill_bulk_transfer(transfer.get(), handle_, pipe, bytes.data(),
                                static_cast<int>(bytes.size()), nullptr, nullptr, 0);
    for (bool cleared = false;;) {
        if (cancel.requestedBefore(std::chrono::steady_clock::now()))
            return Error(ErrorCode::DeviceCancelled, "usb: cancelled");
        if (std::chrono::steady_clock::now() >= until)
            return Error(ErrorCode::DeviceTimeout, "usb: no answer");
        const libusb_transfer_status status = runTransfer(context_, *transfer, until, cancel);
        if (transfer->actual_length > 0)
            return static_cast<std::size_t>(transfer->actual_length);
        switch (status) {
        case LIBUSB_TRANSFER_COMPLETED:
            (void)cancel.requestedBefore(
                std::min(until, std::chrono::steady_clock::now() + afterEmpty));
            break;
        case LIBUSB_TRANSFER_CANCELLED:
            break;
        case LIBUSB_TRANSFER_STALL:
            if (cleared || ::libusb_clear_halt(handle_, pipe) != 0)
                return failed();
            cleared = true;
            break;
        case LIBUSB_TRANSFER_NO_DEVICE:
            return removed();
        case LIBUSB_TRANSFER_ERROR:
        case LIBUSB_TRANSFER_TIMED_OUT:
        case LIBUSB_TRANSFER_OVERFLOW:
            return failed();
        }
    }
}

} // namespace jiujin::drivers
