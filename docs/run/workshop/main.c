// # One test, in a page
//
// Elsewhere each test of an exercise is a process. **What is a process in a page?** An
// instance of this program, in a worker of its own: it gets the name of a test, and its
// memory goes with it.
#include <criterion/criterion.h>

#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

static PageTest *tests;

void page_add_test(PageTest *test)
{
    test->next = tests;
    tests = test;
}

void page_report(const char *format, ...)
{
    mkdir("/out", 0777);
    FILE *report = fopen("/out/report", "w");
    if (report == NULL) {
        exit(2);
    }
    va_list values;
    va_start(values, format);
    vfprintf(report, format, values);
    va_end(values);
    fclose(report);
}

// Address 0 is memory like any other here, and so are those behind it. An answer
// that goes through NULL shall crash as it does elsewhere, so its compiler asks this function
// about every sum of an address and an index that leaves the memory or begins at 0.
void __ubsan_handle_pointer_overflow(const void *where, uintptr_t from,
                                     uintptr_t to);
void __ubsan_handle_pointer_overflow(const void *where, uintptr_t from,
                                     uintptr_t to)
{
    (void)where;
    if (from == 0 && to != 0) {
        __builtin_trap();
    }
}

int main(int count, char **words)
{
    for (PageTest *t = tests; count == 2 && t != NULL; t = t->next) {
        if (strcmp(t->name, words[1]) == 0) {
            t->suite->init();
            t->run();
            t->suite->fini();
            return 0;
        }
    }
    return 2;
}
