#include "system/streams.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "support.h"

/* The status is the number of the file that is opened next. */
static void open_after(void *closed)
{
    const int *which = closed;
    for (int number = 0; number < 3; number++) {
        if (which[number] != 0) {
            close(number);
        }
    }
    streams_prepare();
    for (int number = 0; number < 3; number++) {
        if (fcntl(number, F_GETFD) == -1) {
            _exit(99);
        }
    }
    _exit(open("/dev/null", O_RDONLY));
}

Test(streams, three_numbers_are_taken_and_no_more)
{
    Outcome none = run_function(open_after, (int[]){0, 0, 0});
    cr_assert(none.status > 2 && none.status < 99, "status %d", none.status);
    for (int i = 1; i < 8; i++) {
        int closed[] = {i & 1, i & 2, i & 4};
        Outcome o = run_function(open_after, closed);
        cr_assert_eq(o.status, none.status, "closed %d: number %d, not %d", i,
                     o.status, none.status);
        outcome_clear(&o);
    }
    outcome_clear(&none);
}

/* The disk is full for a moment only, and all that comes later arrives. */
static void print_with_a_gap(void *context)
{
    struct rlimit limit;
    (void)context;
    streams_prepare();
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = 1;
    setrlimit(RLIMIT_FSIZE, &limit);
    printf("lost");
    fflush(stdout);
    limit.rlim_cur = before;
    setrlimit(RLIMIT_FSIZE, &limit);
    printf("kept");
    exit(0);
}

Test(streams, output_that_failed_earlier_is_noticed)
{
    Outcome o = run_function(print_with_a_gap, NULL);
    cr_assert_eq(o.status, EXIT_IO, "status %d", o.status);
    cr_assert_str_eq(o.err,
                     "standard output cannot be written: it failed earlier\n",
                     "%s", o.err);
    outcome_clear(&o);
}
