#undef _FORTIFY_SOURCE // its wrappers have the same names
// The functions below take the place of the C library's in the whole process, in libstdc++ too, for
// an executable's own symbols come before a library's.
#include "tests/support/killsteps/kill_steps.h"

#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace {

int killedAt = 0, steps = 0;
bool counting = false;

void step() {
    if (counting && ++steps == killedAt)
        std::raise(SIGKILL);
}

// Standard output and error are not the disk.
void stepOn(int file) {
    if (file > STDERR_FILENO)
        step();
}

template <typename Function>
Function* realOne(const char* name, Function* /*kind*/) {
    void* const found = ::dlsym(RTLD_NEXT, name);
    if (found == nullptr)
        std::abort();
    return reinterpret_cast<Function*>(found);
}

} // namespace

namespace jiujin::killsteps {

void killBefore(int step) {
    killedAt = step;
    steps = 0;
    counting = true;
}

int stepsSoFar() {
    return steps;
}

} // namespace jiujin::killsteps

extern "C" {

int open(const char* path, int flags, ...) {
    mode_t mode = 0;
    if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
        va_list more;
        va_start(more, flags);
        mode = va_arg(more, mode_t);
        va_end(more);
    }
    if ((flags & (O_CREAT | O_TRUNC)) != 0)
        step();
    static auto* const next = realOne("open", static_cast<int (*)(const char*, int, ...)>(nullptr));
    return next(path, flags, mode);
}

ssize_t write(int file, const void* bytes, size_t size) {
    stepOn(file);
    static auto* const next =
        realOne("write", static_cast<ssize_t (*)(int, const void*, size_t)>(nullptr));
    return next(file, bytes, size);
}

ssize_t writev(int file, const iovec* parts, int count) {
    stepOn(file);
    static auto* const next =
        realOne("writev", static_cast<ssize_t (*)(int, const iovec*, int)>(nullptr));
    return next(file, parts, count);
}

int rename(const char* from, const char* to) noexcept {
    step();
    static auto* const next =
        realOne("rename", static_cast<int (*)(const char*, const char*)>(nullptr));
    return next(from, to);
}

int link(const char* from, const char* to) noexcept {
    step();
    static auto* const next =
        realOne("link", static_cast<int (*)(const char*, const char*)>(nullptr));
    return next(from, to);
}

int unlink(const char* path) noexcept {
    step();
    static auto* const next = realOne("unlink", static_cast<int (*)(const char*)>(nullptr));
    return next(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
    step();
    static auto* const next =
        realOne("unlinkat", static_cast<int (*)(int, const char*, int)>(nullptr));
    return next(folder, path, flags);
}

int remove(const char* path) noexcept {
    step();
    static auto* const next = realOne("remove", static_cast<int (*)(const char*)>(nullptr));
    return next(path);
}

int mkdir(const char* path, mode_t mode) noexcept {
    step();
    static auto* const next = realOne("mkdir", static_cast<int (*)(const char*, mode_t)>(nullptr));
    return next(path, mode);
}

int fchmod(int file, mode_t mode) noexcept {
    step();
    static auto* const next = realOne("fchmod", static_cast<int (*)(int, mode_t)>(nullptr));
    return next(file, mode);
}

int fchmodat(int folder, const char* path, mode_t mode, int flags) noexcept {
    step();
    static auto* const next =
        realOne("fchmodat", static_cast<int (*)(int, const char*, mode_t, int)>(nullptr));
    return next(folder, path, mode, flags);
}

int fsync(int file) {
    step();
    static auto* const next = realOne("fsync", static_cast<int (*)(int)>(nullptr));
    return next(file);
}

int syncfs(int file) noexcept {
    step();
    static auto* const next = realOne("syncfs", static_cast<int (*)(int)>(nullptr));
    return next(file);
}
}
