/* With MODE=coverage, how often each line was run is written when a program ends by
 * exit(). These two other ends would lose it; the linker leads them here. And gcov does not
 * ask whether it got memory for it, so some is kept for tests that leave none. */
#include <stdlib.h>
#include <unistd.h>

void __gcov_dump(void);
void __gcov_reset(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
int __real_execv(const char *path, char *const *words);
int __wrap_execv(const char *path, char *const *words);

enum { KEPT = 1 << 16 };
static void *kept; /* no end of a program can be told where it is */

__attribute__((constructor)) static void keep(void) { kept = malloc(KEPT); }

/* At exit(): before gcov's own, whose priority says that it is the last. */
__attribute__((destructor)) static void give_back(void)
{
    free(kept);
    kept = NULL;
}

static void dump(void)
{
    give_back();
    __gcov_dump();
}

void __wrap__exit(int status)
{
    dump();
    __real__exit(status);
}

/* If it returns, the program goes on, and what was written must not count twice. */
int __wrap_execv(const char *path, char *const *words)
{
    dump();
    const int result = __real_execv(path, words);
    __gcov_reset();
    return result;
}
