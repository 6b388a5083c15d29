// free() and realloc() that overwrite. Qt and libc copy strings in places that no wipe of ours
// reaches; a freed block of a program that links this holds zeros. Linked into programs that see
// personal data, never into a room; left out under sanitizers, which bring their own allocator.
#include <cstddef>
#include <cstring>
#include <malloc.h>

extern "C" {
void __libc_free(void*);
void* __libc_malloc(std::size_t);
void* __libc_realloc(void*, std::size_t);

void free(void* block) {
    if (block == nullptr)
        return;
    ::explicit_bzero(block, ::malloc_usable_size(block));
    __libc_free(block);
}

void* realloc(void* block, std::size_t size) {
    if (block == nullptr)
        return __libc_malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    void* moved = __libc_malloc(size);
    if (moved == nullptr)
        return nullptr;
    const std::size_t old = ::malloc_usable_size(block);
    std::memcpy(moved, block, old < size ? old : size);
    free(block);
    return moved;
}
}
