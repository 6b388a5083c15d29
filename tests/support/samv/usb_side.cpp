#include "tests/support/samv/usb_side.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace samv_peer {

namespace {

constexpr const char* node = "/dev/bus/usb/001/011";
constexpr const char* sysfs = "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1";
constexpr std::uint8_t headOut = 0x02, bodyOut = 0x06, headIn = 0x81, bodyIn = 0x85;
constexpr std::size_t headOctets = 7;
constexpr int fullSpeed = 2; // of the kernel's enum usb_device_speed

std::string hexOf(const Octets& octets) {
    std::string text;
    char digits[3];
    for (const std::uint8_t octet : octets) {
        std::snprintf(digits, sizeof digits, "%02X", octet);
        text += digits;
    }
    return text;
}

std::string deviceText(const Octets& descriptors) {
    return "P: /devices/pci0000:00/0000:00:14.0/usb1/1-1\n"
           "E: DEVNAME=/dev/bus/usb/001/011\nE: DEVTYPE=usb_device\nE: BUSNUM=001\n"
           "E: DEVNUM=011\nE: MAJOR=189\nE: MINOR=10\nE: PRODUCT=400/c35a/100\nE: TYPE=0/0/0\n"
           "E: SUBSYSTEM=usb\nE: ID_VENDOR_ID=0400\nE: ID_MODEL_ID=c35a\nA: busnum=1\\n\n"
           "A: devnum=11\\n\nA: speed=12\\n\nA: bConfigurationValue=1\\n\n"
           "A: bNumConfigurations=1\\n\nA: idVendor=0400\\n\nA: idProduct=c35a\\n\n"
           "H: descriptors=" +
           hexOf(descriptors) + '\n';
}

std::string nodeText(const Octets& descriptors) {
    return "N: bus/usb/001/011=" + hexOf(descriptors) + '\n';
}

Octets descriptorsFor(Framing framing) {
    return framing == Framing::Split ? descriptorsOf({headIn, headOut, bodyIn, bodyOut})
                                     : descriptorsOf({headIn, headOut});
}

std::string rootOf(UMockdevTestbed* testbed) {
    char* const root = ::umockdev_testbed_get_root_dir(testbed);
    std::string text = root;
    ::g_free(root);
    return text;
}

void require(bool good, GError* error) {
    if (good)
        return;
    std::fprintf(stderr, "samv-emulator: %s\n", error != nullptr ? error->message : "umockdev");
    std::exit(1);
}

void addDevice(UMockdevTestbed* testbed, const std::string& text) {
    GError* error = nullptr;
    const bool added = ::umockdev_testbed_add_from_string(testbed, text.c_str(), &error);
    require(added, error);
}

template <typename Value>
Reply put(UMockdevIoctlData* to, Value value) {
    ::umockdev_ioctl_data_update(to, 0, reinterpret_cast<guint8*>(&value), sizeof value);
    return {};
}

// libusb asks for the number of the configuration; nothing else is asked of this device.
Reply control(UMockdevIoctlData* data) {
    usbdevfs_ctrltransfer transfer{};
    std::memcpy(&transfer, data->data, sizeof transfer);
    constexpr std::uint8_t fromDevice = 0x80, getConfiguration = 8;
    if (transfer.bRequestType != fromDevice || transfer.bRequest != getConfiguration)
        return {-1, EPIPE};
    const DataPointer buffer = blockAt(data, offsetof(usbdevfs_ctrltransfer, data), 1);
    put(buffer.get(), std::uint8_t{1});
    return {1, 0};
}

} // namespace

UsbSide::UsbSide(Framing framing)
    : framing_(framing),
      event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      testbed_(::umockdev_testbed_new()),
      handler_(::umockdev_ioctl_base_new()) {
    const auto descriptors = descriptorsFor(framing_);
    addDevice(testbed_, deviceText(descriptors) + nodeText(descriptors));
    ::g_signal_connect(handler_, "handle-ioctl", G_CALLBACK(&UsbSide::hear), this);
    GError* error = nullptr;
    const bool attached = ::umockdev_testbed_attach_ioctl(testbed_, node, handler_, &error);
    require(attached, error);
    plugged_ = true;
}

UsbSide::~UsbSide() {
    unplug();
    ::unlink(hiddenNode().c_str());
    ::umockdev_testbed_detach_ioctl(testbed_, node, nullptr);
    ::g_object_unref(handler_);
    ::g_object_unref(testbed_); // removes the folder
    ::close(event_);
}

std::string UsbSide::address() const {
    return rootOf(testbed_) + ' ' + node;
}

// The node goes and comes whole, and its ioctls are always answered: to a driver that holds it the
// device is there or gone, and never half.
void UsbSide::plug() {
    unplug();
    addDevice(testbed_, deviceText(descriptorsFor(framing_)));
    {
        const std::lock_guard lock(mutex_);
        plugged_ = true;
        written_.clear();
        ready_.clear();
        waiting_.clear();
        done_.clear();
    }
    ::rename(hiddenNode().c_str(), (rootOf(testbed_) + node).c_str());
    ::umockdev_testbed_uevent(testbed_, sysfs, "add");
}

void UsbSide::unplug() {
    {
        const std::lock_guard lock(mutex_);
        if (!std::exchange(plugged_, false))
            return;
        for (; !waiting_.empty(); waiting_.pop_front()) {
            waiting_.front().fail(-ENODEV);
            done_.push_back(std::move(waiting_.front()));
        }
    }
    ::rename((rootOf(testbed_) + node).c_str(), hiddenNode().c_str());
    ::umockdev_testbed_uevent(testbed_, sysfs, "remove");
    ::umockdev_testbed_remove_device(testbed_, sysfs);
}

std::string UsbSide::hiddenNode() const {
    return rootOf(testbed_) + "/node";
}

Octets UsbSide::receive() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(event_, &count, sizeof count);
    const std::lock_guard lock(mutex_);
    return std::exchange(written_, {});
}

void UsbSide::put(Octets octets) {
    const std::lock_guard lock(mutex_);
    std::size_t head = octets.size();
    if (framing_ == Framing::Split) {
        const Octets mark{0xAA, 0xAA, 0xAA, 0x96, 0x69};
        const auto begin = std::search(octets.begin(), octets.end(), mark.begin(), mark.end());
        head = std::min(head, static_cast<std::size_t>(begin - octets.begin()) + headOctets);
    }
    const auto cut = octets.begin() + static_cast<std::ptrdiff_t>(head);
    ready_[headIn].emplace_back(octets.begin(), cut);
    if (cut != octets.end())
        ready_[bodyIn].emplace_back(cut, octets.end());
    move();
}

bool UsbSide::stall(int count) {
    const std::lock_guard lock(mutex_);
    stalls_ = count;
    return true;
}

long UsbSide::transfers() const {
    const std::lock_guard lock(mutex_);
    return transfers_;
}

gboolean UsbSide::hear(UMockdevIoctlBase* /*base*/, UMockdevIoctlClient* client, gpointer self) {
    auto& side = *static_cast<UsbSide*>(self);
    const std::lock_guard lock(side.mutex_);
    const unsigned long request = ::umockdev_ioctl_client_get_request(client);
    const Reply reply = side.answer(request, ::umockdev_ioctl_client_get_arg(client));
    ::umockdev_ioctl_client_complete(client, reply.value, reply.error);
    return TRUE;
}

Reply UsbSide::answer(unsigned long request, UMockdevIoctlData* argument) {
    if (request == USBDEVFS_DISCARDURB) {
        unsigned long address = 0;
        std::memcpy(&address, argument->data, sizeof address);
        return discard(address);
    }
    DataPointer data = blockAt(argument, 0, _IOC_SIZE(request));
    if (request == USBDEVFS_REAPURB || request == USBDEVFS_REAPURBNDELAY)
        return reap(data.get());
    if (!plugged_)
        return {-1, ENODEV};
    switch (request) {
    case USBDEVFS_GET_CAPABILITIES:
        return samv_peer::put(data.get(), std::uint32_t{USBDEVFS_CAP_ZERO_PACKET |
                                                        USBDEVFS_CAP_NO_PACKET_SIZE_LIM |
                                                        USBDEVFS_CAP_REAP_AFTER_DISCONNECT});
    case USBDEVFS_CONNECTINFO:
        return samv_peer::put(data.get(), usbdevfs_connectinfo{11, 0});
    case USBDEVFS_GET_SPEED:
        return {fullSpeed, 0};
    case USBDEVFS_CONTROL:
        return control(data.get());
    case USBDEVFS_CLAIMINTERFACE:
    case USBDEVFS_RELEASEINTERFACE:
    case USBDEVFS_CLEAR_HALT:
        return {};
    case USBDEVFS_SUBMITURB:
        return submit(std::move(data));
    }
    std::fprintf(stderr, "samv-emulator: unknown ioctl %lx\n", request);
    return {-1, ENOTTY};
}

Reply UsbSide::submit(DataPointer data) {
    Urb urb(std::move(data));
    ++transfers_;
    if (!urb.isBulk() || std::exchange(stalls_, std::max(stalls_ - 1, 0)) > 0) {
        urb.fail(-EPIPE);
        done_.push_back(std::move(urb));
    } else if (urb.isIn()) {
        waiting_.push_back(std::move(urb));
        move();
    } else {
        written_.insert(written_.end(), urb.written().begin(), urb.written().end());
        urb.finishOut();
        done_.push_back(std::move(urb));
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t told = ::write(event_, &one, sizeof one);
    }
    return {};
}

Reply UsbSide::discard(unsigned long address) {
    const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                    [&](const Urb& urb) { return urb.address() == address; });
    if (found == waiting_.end())
        return {-1, EINVAL};
    found->fail(-ENOENT);
    done_.push_back(std::move(*found));
    waiting_.erase(found);
    return {};
}

Reply UsbSide::reap(UMockdevIoctlData* argument) {
    if (done_.empty())
        return {-1, plugged_ ? EAGAIN : ENODEV};
    done_.front().giveBack(argument);
    done_.pop_front();
    return {};
}

// What is ready into what waits for it.
void UsbSide::move() {
    for (auto urb = waiting_.begin(); urb != waiting_.end();) {
        auto& ready = ready_[urb->pipe()];
        if (ready.empty()) {
            ++urb;
            continue;
        }
        Octets& first = ready.front();
        const auto cut =
            first.begin() + static_cast<std::ptrdiff_t>(std::min(first.size(), urb->room()));
        urb->finishIn({first.begin(), cut});
        first.erase(first.begin(), cut);
        if (first.empty())
            ready.pop_front();
        done_.push_back(std::move(*urb));
        urb = waiting_.erase(urb);
    }
}

} // namespace samv_peer
