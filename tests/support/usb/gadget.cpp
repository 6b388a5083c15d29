#include "tests/support/usb/gadget.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace usb_peer {

namespace {

constexpr int fullSpeed = 2; // of the kernel's enum usb_device_speed
// umockdev has poll(2) return at once for a device: who asks again and again waits here.
constexpr std::chrono::milliseconds reapPatience{10};

std::string rootOf(UMockdevTestbed* testbed) {
    char* const root = ::umockdev_testbed_get_root_dir(testbed);
    std::string text = root;
    ::g_free(root);
    return text;
}

void require(bool good, GError* error) {
    if (good)
        return;
    std::fprintf(stderr, "usb gadget: %s\n", error != nullptr ? error->message : "umockdev");
    std::exit(1);
}

void addDevice(UMockdevTestbed* testbed, const std::string& text) {
    GError* error = nullptr;
    const bool added = ::umockdev_testbed_add_from_string(testbed, text.c_str(), &error);
    require(added, error);
}

template <typename Value>
Reply give(UMockdevIoctlData* to, Value value) {
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
    give(buffer.get(), std::uint8_t{1});
    return {1, 0};
}

Reply holder(UMockdevIoctlData* data, const std::string& driver) {
    usbdevfs_getdriver named{};
    std::memcpy(&named, data->data, sizeof named.interface);
    driver.copy(named.driver, sizeof named.driver - 1);
    return give(data, named);
}

} // namespace

std::unique_ptr<Device> Device::pretend(const Nature& nature) {
    return std::make_unique<Gadget>(nature);
}

Gadget::Gadget(Nature nature)
    : nature_(std::move(nature)),
      event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      testbed_(::umockdev_testbed_new()),
      handler_(::umockdev_ioctl_base_new()),
      taken_(!nature_.kernelDriver.empty()) {
    addDevice(testbed_, deviceText(nature_) + nodeText(nature_));
    ::g_signal_connect(handler_, "handle-ioctl", G_CALLBACK(&Gadget::hear), this);
    GError* error = nullptr;
    const bool attached = ::umockdev_testbed_attach_ioctl(testbed_, node, handler_, &error);
    require(attached, error);
    plugged_ = true;
}

Gadget::~Gadget() {
    Gadget::unplug();
    ::unlink(hiddenNode().c_str());
    ::umockdev_testbed_detach_ioctl(testbed_, node, nullptr);
    ::g_object_unref(handler_);
    ::g_object_unref(testbed_); // removes the folder
    ::close(event_);
}

std::string Gadget::address() const {
    return rootOf(testbed_) + ' ' + node;
}

// The node goes and comes whole, and its ioctls are always answered: to a driver that holds it the
// device is there or gone, and never half.
void Gadget::plug() {
    unplug();
    addDevice(testbed_, deviceText(nature_));
    {
        const std::lock_guard lock(mutex_);
        plugged_ = true;
        taken_ = !nature_.kernelDriver.empty();
        written_.clear();
        ready_.clear();
        waiting_.clear();
        done_.clear();
    }
    ::rename(hiddenNode().c_str(), (rootOf(testbed_) + node).c_str());
    ::umockdev_testbed_uevent(testbed_, sysfs, "add");
}

void Gadget::unplug() {
    {
        const std::lock_guard lock(mutex_);
        if (!std::exchange(plugged_, false))
            return;
        for (; !waiting_.empty(); waiting_.pop_front()) {
            waiting_.front().fail(-ENODEV);
            end(std::move(waiting_.front()));
        }
    }
    ::rename((rootOf(testbed_) + node).c_str(), hiddenNode().c_str());
    ::umockdev_testbed_uevent(testbed_, sysfs, "remove");
    ::umockdev_testbed_remove_device(testbed_, sysfs);
}

std::string Gadget::hiddenNode() const {
    return rootOf(testbed_) + "/node";
}

Octets Gadget::receive() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(event_, &count, sizeof count);
    const std::lock_guard lock(mutex_);
    return std::exchange(written_, {});
}

void Gadget::put(std::uint8_t pipe, Octets octets) {
    const std::lock_guard lock(mutex_);
    if (octets.empty() || !plugged_)
        return;
    ready_[pipe].push_back(std::move(octets));
    move();
}

void Gadget::setClassAnswer(std::uint8_t octet) {
    const std::lock_guard lock(mutex_);
    classAnswer_ = octet;
}

void Gadget::stall(int count) {
    const std::lock_guard lock(mutex_);
    stalls_ = count;
}

long Gadget::transfers() const {
    const std::lock_guard lock(mutex_);
    return transfers_;
}

gboolean Gadget::hear(UMockdevIoctlBase* /*base*/, UMockdevIoctlClient* client, gpointer self) {
    auto& gadget = *static_cast<Gadget*>(self);
    std::unique_lock lock(gadget.mutex_);
    const unsigned long request = ::umockdev_ioctl_client_get_request(client);
    const Reply reply = gadget.answer(request, ::umockdev_ioctl_client_get_arg(client), lock);
    ::umockdev_ioctl_client_complete(client, reply.value, reply.error);
    return TRUE;
}

Reply Gadget::answer(unsigned long request, UMockdevIoctlData* argument,
                     std::unique_lock<std::mutex>& lock) {
    if (request == USBDEVFS_DISCARDURB) {
        unsigned long address = 0;
        std::memcpy(&address, argument->data, sizeof address);
        return discard(address);
    }
    DataPointer data = blockAt(argument, 0, _IOC_SIZE(request));
    if (request == USBDEVFS_REAPURB || request == USBDEVFS_REAPURBNDELAY)
        return reap(data.get(), lock);
    return plugged_ ? obey(request, std::move(data)) : Reply{-1, ENODEV};
}

Reply Gadget::obey(unsigned long request, DataPointer data) {
    switch (request) {
    case USBDEVFS_GET_CAPABILITIES:
        return give(data.get(),
                    std::uint32_t{USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_NO_PACKET_SIZE_LIM |
                                  USBDEVFS_CAP_REAP_AFTER_DISCONNECT});
    case USBDEVFS_CONNECTINFO:
        return give(data.get(), usbdevfs_connectinfo{11, 0});
    case USBDEVFS_GET_SPEED:
        return {fullSpeed, 0};
    case USBDEVFS_CONTROL:
        return control(data.get());
    case USBDEVFS_GETDRIVER:
        return taken_ ? holder(data.get(), nature_.kernelDriver) : Reply{-1, ENODATA};
    case USBDEVFS_IOCTL: // only to drive the kernel's driver away
        return std::exchange(taken_, false) ? Reply{} : Reply{-1, ENODATA};
    case USBDEVFS_CLAIMINTERFACE:
        return taken_ ? Reply{-1, EBUSY} : Reply{};
    case USBDEVFS_RELEASEINTERFACE:
    case USBDEVFS_CLEAR_HALT:
        return {};
    case USBDEVFS_SUBMITURB:
        return submit(std::move(data));
    }
    std::fprintf(stderr, "usb gadget: unknown ioctl %lx\n", request);
    return {-1, ENOTTY};
}

Reply Gadget::submit(DataPointer data) {
    Urb urb(std::move(data));
    ++transfers_;
    if (urb.isControl()) {
        finishControl(urb);
    } else if (!urb.isBulk() || std::exchange(stalls_, std::max(stalls_ - 1, 0)) > 0) {
        urb.fail(-EPIPE);
    } else if (urb.isIn()) {
        waiting_.push_back(std::move(urb));
        move();
        return {};
    } else {
        written_.insert(written_.end(), urb.written().begin(), urb.written().end());
        urb.finishOut();
        const std::uint64_t one = 1;
        [[maybe_unused]] const ssize_t told = ::write(event_, &one, sizeof one);
    }
    end(std::move(urb));
    return {};
}

void Gadget::finishControl(Urb& urb) const {
    constexpr std::uint8_t classRequestToInterface = 0xA1;
    const bool asked = !urb.written().empty() && urb.written().front() == classRequestToInterface;
    if (asked && classAnswer_)
        urb.finishControl(*classAnswer_);
    else
        urb.fail(-EPIPE);
}

void Gadget::end(Urb urb) {
    done_.push_back(std::move(urb));
    ended_.notify_all();
}

Reply Gadget::discard(unsigned long address) {
    const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                    [&](const Urb& urb) { return urb.address() == address; });
    if (found == waiting_.end())
        return {-1, EINVAL};
    found->fail(-ENOENT);
    end(std::move(*found));
    waiting_.erase(found);
    return {};
}

Reply Gadget::reap(UMockdevIoctlData* argument, std::unique_lock<std::mutex>& lock) {
    if (done_.empty() && !waiting_.empty())
        ended_.wait_for(lock, reapPatience, [this] { return !done_.empty(); });
    if (done_.empty())
        return {-1, plugged_ ? EAGAIN : ENODEV};
    done_.front().giveBack(argument);
    done_.pop_front();
    return {};
}

// What is ready into what waits for it.
void Gadget::move() {
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
        end(std::move(*urb));
        urb = waiting_.erase(urb);
    }
}

} // namespace usb_peer
