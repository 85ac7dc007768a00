/* forked - runs tests one after the other, each in a process of its own: the main() of
 * tests that were built with RUNNER=forked. It takes --filter SUITE/NAME, a pattern,
 * and says at its end what Criterion would say, for tools/build/run-tests. */
#define _GNU_SOURCE /* for FNM_EXTMATCH: !(this|that) */
#include <criterion/criterion.h>
#include <fnmatch.h>
#include <stdarg.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GOOD = 42, BAD = 1, SKIPPED = 77, SECONDS = 900 };

static ForkedTest *tests, **last = &tests;
static const ForkedTest *running;

void forked_add(ForkedTest *test)
{
    *last = test;
    last = &test->next;
}

void forked_fail(const char *file, int line, const char *what,
                 const char *format, ...)
{
    va_list words;
    va_start(words, format);
    printf("[FAIL] %s/%s: %s:%d: %s: ", running->suite, running->name, file,
           line, what);
    vprintf(format, words);
    va_end(words);
    putchar('\n');
    fflush(NULL);
    _exit(BAD);
}

void forked_skip(const char *format, ...)
{
    va_list words;
    va_start(words, format);
    printf("[SKIP] %s/%s: ", running->suite, running->name);
    vprintf(format, words);
    va_end(words);
    putchar('\n');
    fflush(NULL);
    _exit(SKIPPED);
}

/* GOOD, BAD or SKIPPED. A test that ends the program has not come to its end. */
static int run(const ForkedTest *test)
{
    fflush(NULL);
    running = test;
    const pid_t child = fork();
    if (child == 0) {
        alarm(test->timeout > 0 ? test->timeout : SECONDS);
        test->run();
        exit(GOOD);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) {
        return BAD;
    }
    if (WIFSIGNALED(status)) {
        printf("[FAIL] %s/%s: signal %d\n", test->suite, test->name,
               WTERMSIG(status));
        return BAD;
    }
    return WEXITSTATUS(status);
}

static bool chosen(const ForkedTest *test, const char *pattern)
{
    char name[256];
    snprintf(name, sizeof name, "%s/%s", test->suite, test->name);
    return fnmatch(pattern, name, FNM_EXTMATCH) == 0;
}

int main(int argc, char **argv)
{
    int good = 0, bad = 0;
    const char *pattern = "*";
    for (int i = 1; i + 1 < argc; i++) {
        pattern = strcmp(argv[i], "--filter") == 0 ? argv[i + 1] : pattern;
    }
    for (const ForkedTest *t = tests; t != NULL; t = t->next) {
        if (!chosen(t, pattern)) {
            continue;
        }
        const int end = run(t);
        good += end == GOOD;
        bad += end != GOOD && end != SKIPPED;
    }
    printf("[====] Synthesis: Tested: %d | Passing: %d | Failing: %d | "
           "Crashing: 0\n",
           good + bad, good, bad);
    return bad > 0;
}
