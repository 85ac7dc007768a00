/* criterion.h - as much of Criterion as our tests use, where it cannot run itself: it makes
 * the process of a test in a way that qemu cannot play, and that some processors have
 * not. Here fork() makes it. RUNNER=forked builds the tests so. */
#ifndef FORKED_CRITERION_H
#define FORKED_CRITERION_H

/* As Criterion's own does: a macro may be used without words for "...". */
#pragma GCC system_header
#if defined(__GNUC__) && !defined(__clang__)
/* A text that is missing is printed as "(null)", when the test fails. */
#pragma GCC diagnostic ignored "-Wformat-overflow"
#endif

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct ForkedTest {
    const char *suite, *name;
    void (*run)(void);
    unsigned timeout; /* in seconds; 0: none of its own */
    struct ForkedTest *next;
} ForkedTest;

void forked_add(ForkedTest *test);

/* End this test: as failed at a line of file, where what should hold did not, or as one that
 * cannot be run. */
_Noreturn void forked_fail(const char *file, int line, const char *what,
                           const char *format, ...)
    __attribute__((format(printf, 4, 5)));
_Noreturn void forked_skip(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#define Test(of, called, ...)                                          \
    static void of##_##called(void);                                   \
    __attribute__((constructor)) static void add_##of##_##called(void) \
    {                                                                  \
        static ForkedTest test = {.suite = #of,                        \
                                  .name = #called,                     \
                                  .run = of##_##called,                \
                                  __VA_ARGS__};                        \
        forked_add(&test);                                             \
    }                                                                  \
    static void of##_##called(void)

/* The words that follow are a format and its arguments, or there are none. */
#define cr_assert_fail(...) \
    forked_fail(__FILE__, __LINE__, "", " " __VA_ARGS__)
#define cr_assert(holds, ...) \
    ((holds) ? (void)0        \
             : forked_fail(__FILE__, __LINE__, #holds, " " __VA_ARGS__))
#define cr_assert_eq(a, b, ...) cr_assert((a) == (b), __VA_ARGS__)
#define cr_assert_null(a, ...) cr_assert((a) == NULL, __VA_ARGS__)
#define cr_assert_str_eq(a, b, ...) cr_assert(strcmp(a, b) == 0, __VA_ARGS__)
#define cr_assert_str_neq(a, b, ...) cr_assert(strcmp(a, b) != 0, __VA_ARGS__)
#define cr_skip_test(...) forked_skip(__VA_ARGS__)

#define cr_log_info(...) (fprintf(stderr, __VA_ARGS__), fputc('\n', stderr))

#endif
