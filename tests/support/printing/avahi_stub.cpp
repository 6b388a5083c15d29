// The functions of avahi-client that ippeveprinter calls, for a machine without avahi-daemon:
// DNS-SD initialises, and nothing is announced. Preloaded, so that the dynamic linker finds these
// first.
namespace {

int anything;

} // namespace

// NOLINTBEGIN
extern "C" {
using Callback = void (*)(void*, int, void*);

void* avahi_threaded_poll_new() {
    return &anything;
}
void* avahi_threaded_poll_get(void* poll) {
    return poll;
}
int avahi_threaded_poll_start(void*) {
    return 0;
}
int avahi_threaded_poll_stop(void*) {
    return 0;
}
void avahi_threaded_poll_free(void*) {}
void avahi_threaded_poll_lock(void*) {}
void avahi_threaded_poll_unlock(void*) {}

void* avahi_client_new(void*, int, Callback, void*, int* error) {
    if (error != nullptr)
        *error = 0;
    return &anything;
}
const char* avahi_client_get_host_name(void*) {
    return "localhost";
}
const char* avahi_client_get_host_name_fqdn(void*) {
    return "localhost";
}

void* avahi_entry_group_new(void*, Callback, void*) {
    return &anything;
}
int avahi_entry_group_commit(void*) {
    return 0;
}
int avahi_entry_group_reset(void*) {
    return 0;
}
void avahi_entry_group_free(void*) {}
int avahi_entry_group_add_service_strlst(void*, ...) {
    return 0;
}
int avahi_entry_group_add_service_subtype(void*, ...) {
    return 0;
}
int avahi_entry_group_add_record(void*, ...) {
    return 0;
}
}
// NOLINTEND
