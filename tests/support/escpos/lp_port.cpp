// lp-port: /dev/usb/lp0 of a printer that never answers, pretended by umockdev (which must be
// preloaded). Only the port's own lines can be asked for, as the kernel's usblp has them. Prints
// "ready ROOT" for UMOCKDEV_DIR; takes "paper out" and "paper ok" on standard input and ends with
// it.
#include <cstdio>
#include <cstring>
#include <linux/lp.h>
#include <unistd.h>

#include <umockdev.h>

namespace {

constexpr const char* node = "/dev/usb/lp0";
constexpr const char* device =
    "P: /devices/lp0\nN: usb/lp0\nE: DEVNAME=/dev/usb/lp0\nE: MAJOR=180\n"
    "E: MINOR=0\nE: SUBSYSTEM=usbmisc\n";

gboolean answer(UMockdevIoctlBase*, UMockdevIoctlClient* client, int* status) {
    if (::umockdev_ioctl_client_get_request(client) != LPGETSTATUS)
        return FALSE;
    UMockdevIoctlData* const to = ::umockdev_ioctl_data_resolve(
        ::umockdev_ioctl_client_get_arg(client), 0, sizeof *status, nullptr);
    ::umockdev_ioctl_data_update(to, 0, reinterpret_cast<guint8*>(status), sizeof *status);
    ::g_object_unref(to);
    ::umockdev_ioctl_client_complete(client, 0, 0);
    return TRUE;
}

} // namespace

int main() {
    UMockdevTestbed* const testbed = ::umockdev_testbed_new();
    UMockdevIoctlBase* const handler = ::umockdev_ioctl_base_new();
    int status = LP_PSELECD | LP_PERRORP;
    ::g_signal_connect(handler, "handle-ioctl", G_CALLBACK(answer), &status);
    if (!::umockdev_testbed_add_from_string(testbed, device, nullptr) ||
        !::umockdev_testbed_attach_ioctl(testbed, node, handler, nullptr)) {
        std::fputs("lp-port: umockdev\n", stderr);
        return 1;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    char* const root = ::umockdev_testbed_get_root_dir(testbed);
    std::printf("ready %s\n", root);
    ::g_free(root);
    char line[64];
    while (std::fgets(line, sizeof line, stdin) != nullptr) {
        status = LP_PSELECD | LP_PERRORP | (std::strstr(line, "out") != nullptr ? LP_POUTPA : 0);
        std::printf("ok %s", line);
    }
    ::umockdev_testbed_detach_ioctl(testbed, node, nullptr);
    ::g_object_unref(testbed); // removes the folder
    return 0;
}
