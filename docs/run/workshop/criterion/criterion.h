/* criterion.h - as much of Criterion as the tests of the exercises use, for a page. One test
 * runs in each instance of the program: main() gets its name. What it finds
 * comes into a file, because the answer has the output. */
#ifndef PAGE_CRITERION_H
#define PAGE_CRITERION_H

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    double timeout; /* the page looks at the clock */
    void (*init)(void), (*fini)(void);
} PageSuite;

typedef struct PageTest {
    const char *name;
    const PageSuite *suite;
    void (*run)(void);
    struct PageTest *next;
} PageTest;

void page_add_test(PageTest *test);

/* Say it where the page looks for it. */
void page_report(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#define TestSuite(name, ...) \
    static const PageSuite suite_of_##name = {__VA_ARGS__}

#define Test(suite, name)                                                 \
    static void suite##_##name(void);                                     \
    __attribute__((constructor)) static void add_##suite##_##name(void)   \
    {                                                                     \
        static PageTest test = {#name, &suite_of_##suite, suite##_##name, \
                                NULL};                                    \
        page_add_test(&test);                                             \
    }                                                                     \
    static void suite##_##name(void)

#define cr_assert_fail(...) (page_report(__VA_ARGS__), exit(1))
#define cr_assert(holds, ...) \
    ((holds) ? (void)0 : cr_assert_fail(__VA_ARGS__))

/* A page has one output, so nothing needs to be led elsewhere. */
static inline int dup2(int from, int to) { return (void)from, to; }

#endif
