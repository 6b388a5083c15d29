#include "tests/support/escpos/usb_door.h"

namespace escpos_peer {

namespace {

constexpr std::uint8_t out = 0x01, in = 0x82;
constexpr std::uint8_t wellAndSelected = 0x18, paperEmpty = 0x20;

} // namespace

UsbDoor::UsbDoor()
    : device_(usb_peer::Device::pretend({.vendor = 0x0416,
                                         .product = 0x5011,
                                         .interfaceClass = 7,
                                         .pipes = {out, in},
                                         .kernelDriver = "usblp"})),
      notifier_(device_->descriptor(), QSocketNotifier::Read) {
    device_->setClassAnswer(wellAndSelected);
    connect(&notifier_, &QSocketNotifier::activated, this, &UsbDoor::read);
}

bool UsbDoor::open() {
    device_->plug();
    return true;
}

void UsbDoor::close() {
    device_->unplug();
    emit left();
}

void UsbDoor::read() {
    const auto octets = device_->receive();
    emit came(QByteArray(reinterpret_cast<const char*>(octets.data()),
                         static_cast<qsizetype>(octets.size())));
}

void UsbDoor::say(const QByteArray& bytes) {
    device_->put(in, {bytes.begin(), bytes.end()});
}

QByteArray UsbDoor::name() const {
    return QByteArray::fromStdString(device_->address());
}

void UsbDoor::setPaperOut(bool empty) {
    device_->setClassAnswer(empty ? wellAndSelected | paperEmpty : wellAndSelected);
}

} // namespace escpos_peer
