/* mman.h - the guard of the test of idx_header, in a page. Elsewhere a test protects the second
 * of two pages of memory. Here the memory grows by the first one only: behind it the
 * memory ends, and nothing can be read there. */
#ifndef PAGE_MMAN_H
#define PAGE_MMAN_H

#include <errno.h>
#include <stddef.h>

#define PROT_NONE 0

static inline int mprotect(void *from, size_t size, int rights)
{
    return (void)from, (void)size, rights;
}

static inline int page_memalign(void **memory, size_t page, size_t two)
{
    const size_t first = __builtin_wasm_memory_grow(0, two / page - 1);
    *memory = (void *)(first * page);
    return first == (size_t)-1 ? ENOMEM : 0;
}
#define posix_memalign page_memalign

#endif
