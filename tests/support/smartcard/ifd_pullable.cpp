// vpcd's driver, passed through, for a reader that can be pulled out (while the file that
// READER_PULLED names is there, the reader is not) and that is looked at every 20 ms instead of
// every 400, as a reader seems that tells by itself.
extern "C" {
#include <ifdhandler.h>
}

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <unistd.h>

namespace {

constexpr const char* driver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";

bool isPulled() {
    static const char* const mark = std::getenv("READER_PULLED");
    return mark != nullptr && ::access(mark, F_OK) == 0;
}

constexpr int betweenLooksMs = 20;

RESPONSECODE waitForChange(DWORD, int patienceMs) {
    ::usleep(static_cast<useconds_t>(std::min(betweenLooksMs, patienceMs)) * 1000);
    return IFD_SUCCESS;
}

template <typename Function>
Function real(Function, const char* name) {
    static void* const library = ::dlopen(driver, RTLD_NOW | RTLD_LOCAL);
    return library == nullptr ? nullptr : reinterpret_cast<Function>(::dlsym(library, name));
}

template <typename Function, typename... Arguments>
RESPONSECODE pass(Function own, const char* name, Arguments... arguments) {
    const Function function = real(own, name);
    return function == nullptr ? IFD_COMMUNICATION_ERROR : function(arguments...);
}

} // namespace

extern "C" {

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR device) {
    return isPulled() ? IFD_NO_SUCH_DEVICE
                      : pass(&IFDHCreateChannelByName, "IFDHCreateChannelByName", lun, device);
}
RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD channel) {
    return isPulled() ? IFD_NO_SUCH_DEVICE
                      : pass(&IFDHCreateChannel, "IFDHCreateChannel", lun, channel);
}
RESPONSECODE IFDHCloseChannel(DWORD lun) {
    return pass(&IFDHCloseChannel, "IFDHCloseChannel", lun);
}
RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value) {
    if (tag != TAG_IFD_POLLING_THREAD_WITH_TIMEOUT)
        return pass(&IFDHGetCapabilities, "IFDHGetCapabilities", lun, tag, length, value);
    const auto function = &waitForChange;
    *length = sizeof function;
    std::memcpy(value, &function, sizeof function);
    return IFD_SUCCESS;
}
RESPONSECODE IFDHSetCapabilities(DWORD lun, DWORD tag, DWORD length, PUCHAR value) {
    return pass(&IFDHSetCapabilities, "IFDHSetCapabilities", lun, tag, length, value);
}
RESPONSECODE IFDHSetProtocolParameters(DWORD lun, DWORD protocol, UCHAR flags, UCHAR pts1,
                                       UCHAR pts2, UCHAR pts3) {
    return pass(&IFDHSetProtocolParameters, "IFDHSetProtocolParameters", lun, protocol, flags, pts1,
                pts2, pts3);
}
RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR atr, PDWORD length) {
    return pass(&IFDHPowerICC, "IFDHPowerICC", lun, action, atr, length);
}
RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER send, PUCHAR out, DWORD outLength,
                               PUCHAR in, PDWORD inLength, PSCARD_IO_HEADER received) {
    if (!isPulled())
        return pass(&IFDHTransmitToICC, "IFDHTransmitToICC", lun, send, out, outLength, in,
                    inLength, received);
    *inLength = 0;
    return IFD_NO_SUCH_DEVICE;
}
RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR out, DWORD outLength, PUCHAR in,
                         DWORD inLength, LPDWORD returned) {
    return pass(&IFDHControl, "IFDHControl", lun, code, out, outLength, in, inLength, returned);
}
RESPONSECODE IFDHICCPresence(DWORD lun) {
    return isPulled() ? IFD_NO_SUCH_DEVICE : pass(&IFDHICCPresence, "IFDHICCPresence", lun);
}

} // extern "C"
