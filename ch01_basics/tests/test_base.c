#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "ground/base.h"
#include "support.h"

Test(base, exit_statuses_rise_and_are_those_of_contributing)
{
    char table[2048] = "", *end = table;
    for (int i = 0; exit_meanings[i].meaning != NULL; i++) {
        const int status = (int)exit_meanings[i].status;
        cr_assert(i == 0 || status > (int)exit_meanings[i - 1].status,
                  "entry %d, status %d, does not rise", i, status);
        end += snprintf(end, (size_t)(table + sizeof table - end),
                        "| %d | %s |\n", status, exit_meanings[i].meaning);
    }
    char *page = read_file(SOURCES "/CONTRIBUTING.md", NULL);
    const char *found = strstr(page, table);
    cr_assert(found != NULL, "CONTRIBUTING.md has no such rows:\n%s", table);
    cr_assert(found[strlen(table)] != '|', "CONTRIBUTING.md has more rows");
    free(page);
}

static void ask_for_a_status_without_meaning(void *context)
{
    puts(exit_meaning(*(const ExitStatus *)context));
}

Test(base, only_a_status_of_the_table_has_a_meaning)
{
    ExitStatus none = (ExitStatus)1;
    cr_assert_str_eq(exit_meaning(EXIT_UNREAD),
                     "nobody reads the output any more", "%s",
                     exit_meaning(EXIT_UNREAD));
    expect_stop(ask_for_a_status_without_meaning, &none, "status 1 ");
}

Test(base, fail_fills_the_error_and_returns_false)
{
    Error error = {.status = EXIT_OK};
    cr_assert(!fail(&error, EXIT_BAD_FILE, "%s: %d bytes", "x.gz", 7),
              "fail() returned true");
    cr_assert(error.status == EXIT_BAD_FILE, "status %d", (int)error.status);
    cr_assert_str_eq(error.message, "x.gz: 7 bytes", "message: %s",
                     error.message);
}

/* A stranger's file name may hold what a terminal obeys. */
Test(base, a_message_is_one_line_without_control_characters)
{
    Error error;
    fail(&error, EXIT_IO, "%s", "\033]0;x\a of\ntwo lines, \xe5\xad\xa6\x7f");
    cr_assert_str_eq(error.message, " ]0;x  of two lines, \xe5\xad\xa6 ",
                     "%s", error.message);
}

Test(base, a_long_path_leaves_room_for_the_reason)
{
    Error error;
    fail(&error, EXIT_IO, "cannot open %0500d: %s", 1, "not allowed");
    cr_assert(strstr(error.message, ": not allowed") != NULL, "%s",
              error.message);
}

Test(base, a_long_message_is_cut_and_terminated)
{
    Error error;
    memset(&error, 'x', sizeof error);
    fail(&error, EXIT_IO, "%9000d", 1);
    const size_t length = strlen(error.message);
    cr_assert(length == sizeof error.message - 1, "%zu characters", length);
}

/* -- stops ------------------------------------------------------------------ */

static void break_promise(void *context)
{
    const int *apples = context;
    printf("%d", __LINE__ + 1);
    CHECK(*apples > 3, "%d apples, %s", *apples, "no basket");
    puts(" and went on");
}

Test(base, check_stops_with_place_and_numbers)
{
    int apples = 3;
    Outcome o = run_function(break_promise, &apples);
    char want[512];
    snprintf(want, sizeof want, "%s:%d: break_promise: 3 apples, no basket\n",
             __FILE__, atoi(o.out));
    cr_assert(o.status == EXIT_BUG, "status %d", o.status);
    cr_assert(strstr(o.out, "went on") == NULL, "stdout: %s", o.out);
    cr_assert_str_eq(o.err, want, "stderr: %s, not %s", o.err, want);
    outcome_clear(&o);
}

static int count_call(int *calls) { return ++*calls; }

Test(base, check_evaluates_its_condition_once_and_its_message_never)
{
    int conditions = 0, messages = 0;
    CHECK(count_call(&conditions) > 0, "%d", count_call(&messages));
    cr_assert(conditions == 1, "condition evaluated %d times", conditions);
    cr_assert(messages == 0, "message evaluated %d times", messages);
}

static void break_promise_for_a_debugger(void *context)
{
    const struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    setenv("DL_ABORT", "1", 1);
    break_promise(context);
}

Test(base, check_aborts_for_a_debugger_when_asked)
{
    int apples = 3;
    Outcome o = run_function(break_promise_for_a_debugger, &apples);
    cr_assert(o.status == 128 + SIGABRT, "status %d", o.status);
    cr_assert(strstr(o.err, "3 apples, no basket") != NULL, "stderr: %s",
              o.err);
    cr_assert(atoi(o.out) > 0, "what was printed before is lost");
    outcome_clear(&o);
}

static void give_up(void *context)
{
    printf("before ");
    die("train", context);
}

Test(base, die_prints_the_message_and_exits_with_its_status)
{
    Error error;
    fail(&error, EXIT_NOT_FOUND, "no MNIST in %s", "data");
    Outcome o = run_function(give_up, &error);
    cr_assert(o.status == EXIT_NOT_FOUND, "status %d", o.status);
    cr_assert_str_eq(o.err, "train: no MNIST in data\n", "stderr: %s", o.err);
    cr_assert_str_eq(o.out, "before ", "stdout: %s", o.out);
    outcome_clear(&o);
}

/* On a terminal, what was printed before the trouble stands above it. */
static void give_up_in_one_place(void *context)
{
    dup2(STDOUT_FILENO, STDERR_FILENO);
    give_up(context);
}

Test(base, die_speaks_behind_what_was_printed)
{
    Error error;
    fail(&error, EXIT_NOT_FOUND, "no MNIST in %s", "data");
    Outcome o = run_function(give_up_in_one_place, &error);
    cr_assert_str_eq(o.out, "before train: no MNIST in data\n", "%s", o.out);
    outcome_clear(&o);
}

/* -- memory ----------------------------------------------------------------- */

static void fail_on_the_way_out(void)
{
    const Error error = {EXIT_BAD_FILE, "the second failure"};
    die("program", &error);
}

static void fail_twice(void *context)
{
    (void)context;
    const Error error = {EXIT_NOT_FOUND, "the first failure"};
    atexit(fail_on_the_way_out);
    die("program", &error);
}

/* It does not wait for itself. */
Test(base, who_fails_on_the_way_out_ends_at_once)
{
    Outcome o = run_function(fail_twice, NULL);
    cr_assert(o.status == EXIT_BAD_FILE, "status %d", o.status);
    cr_assert_str_eq(o.err, "program: the first failure\n", "%s", o.err);
    outcome_clear(&o);
}

Test(base, allocated_memory_is_zero_even_when_used_before)
{
    for (int round = 0; round < 100; round++) {
        unsigned char *memory = allocate(31, 7);
        for (int i = 0; i < 31 * 7; i++) {
            cr_assert(memory[i] == 0, "round %d, byte %d: %d", round, i,
                      memory[i]);
            memory[i] = 0xA5;
        }
        free(memory);
    }
}

Test(base, memory_starts_on_a_cache_line)
{
    for (size_t size = 1; size < 1000; size += 7) {
        void *memory = allocate(size, 1);
        cr_assert((uintptr_t)memory % 64 == 0, "%zu bytes at %p", size,
                  memory);
        free(memory);
    }
}

Test(base, nothing_can_be_allocated_too)
{
    void *memory = allocate(0, 8);
    cr_assert(memory != NULL, "no memory for 0 things");
    free(memory);
}

/* AddressSanitizer makes failed allocations errors of their own. Here it is
 * told that they are wanted; without it these two names do nothing. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}
void __sanitizer_set_report_path(const char *) __attribute__((weak));

static void ask_for_too_much(void *context)
{
    const size_t *count = context;
    if (__sanitizer_set_report_path != NULL) {
        __sanitizer_set_report_path("stderr");
    }
    free(allocate(*count, 4));
}

/* 4 x (2^62 + 1) bytes are 4 bytes if the product wraps around. */
Test(base, no_memory_ends_the_program)
{
    size_t counts[] = {SIZE_MAX / 4 + 2, SIZE_MAX / 8};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        Outcome o = run_function(ask_for_too_much, &counts[i]);
        char want[96];
        snprintf(want, sizeof want, "out of memory: %zu x 4 bytes\n",
                 counts[i]);
        cr_assert(o.status == EXIT_NO_MEMORY, "%zu: status %d, %s", counts[i],
                  o.status, o.err);
        cr_assert(strstr(o.err, want) != NULL, "stderr: %s", o.err);
        outcome_clear(&o);
    }
}

static void after(void *cause)
{
    check_memory(*(int *)cause, "a/file");
    exit(5);
}

/* Any other cause is somebody else's to tell. */
Test(base, the_lack_of_memory_is_told_by_its_number)
{
    int causes[] = {ENOMEM, ENOENT, 0};
    for (int i = 0; i < 3; i++) {
        Outcome o = run_function(after, &causes[i]);
        cr_assert_eq(o.status, i == 0 ? EXIT_NO_MEMORY : 5, "%d: status %d",
                     causes[i], o.status);
        cr_assert_str_eq(o.err, i == 0 ? "out of memory: at a/file\n" : "",
                         "%d: %s", causes[i], o.err);
        outcome_clear(&o);
    }
}
