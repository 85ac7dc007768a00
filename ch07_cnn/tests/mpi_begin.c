/* What a rank does before the others are there, and when it leaves. The false Open MPI of
   mpi_lost.c stands behind it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ranks/ranks.h"
#include "support.h"
#include "system/processors.h"
#include "system/threads.h"

/* mpirun says how many ranks are on this machine; they share its processors, or those of their
   container, and nobody gets more threads by that. */
Test(mpi_begin, ranks_of_one_machine_share_its_processors)
{
    const int all = processors_within((int)sysconf(_SC_NPROCESSORS_ONLN),
                                      processors_quota(""));
    const struct {
        int threads, ranks; /* 0: nobody says how many */
        int left;
    } cases[] = {
        {all + 3, 0, all + 3},
        {all + 3, 1, all + 3},
        {all + 3, 2, all > 1 ? all / 2 : 1},
        {all + 3, all + 1, 1},
        {2 * all + 3, 2 * all, 1},
        {1, 2, 1},
    };
    setenv("OMPI_COMM_WORLD_RANK", "0", 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char ranks[16];
        snprintf(ranks, sizeof ranks, "%d", cases[i].ranks);
        if (cases[i].ranks > 0) {
            setenv("OMPI_COMM_WORLD_LOCAL_SIZE", ranks, 1);
        } else {
            unsetenv("OMPI_COMM_WORLD_LOCAL_SIZE");
        }
        threads_use(cases[i].threads);
        ranks_prepare();
        cr_assert_eq(threads_available(), cases[i].left,
                     "case %zu, %d processors: %d threads", i, all,
                     threads_available());
    }
}

/* The second number that is free. */
static int second_free(void)
{
    const int first = dup(STDOUT_FILENO), second = dup(STDOUT_FILENO);
    close(first);
    close(second);
    return second;
}

/* Says what it would say before and after the others are there, and what it left open.
   Without an input, the number 0 is free for what is kept of the messages. */
static void begin_as(void *number)
{
    Ranks *ranks;
    Error error;
    setenv("OMPI_COMM_WORLD_RANK", number, 1);
    close(STDIN_FILENO);
    const int before = second_free();
    const int hushed = ranks_prepare();
    fputs("early out,", stdout);
    fflush(stdout);
    fputs("early,", stderr);
    ranks_begin(&ranks, hushed, &error);
    fputs("late out", stdout);
    fflush(stdout);
    fprintf(stderr, "late,%d more", second_free() - before);
    ranks_end(ranks);
    exit(hushed < 0 ? 1 - hushed : 0);
}

/* Else the reader would see each line as often as there are ranks. What is wrong with one
   of them, it may say later. */
Test(mpi_begin, only_rank_0_speaks)
{
    static const struct {
        const char *number;
        int status;
        const char *out, *err;
    } cases[] = {
        {"0", 2, "early out,late out", "early,late,0 more"},
        {"1", 0, "", "late,0 more"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Outcome o = run_function(begin_as, (void *)(intptr_t)cases[i].number);
        cr_assert_eq(o.status, cases[i].status, "status %d: %s", o.status,
                     o.err);
        cr_assert_str_eq(o.out, cases[i].out, "out: %s", o.out);
        cr_assert_str_eq(o.err, cases[i].err, "err: %s", o.err);
        outcome_clear(&o);
    }
}
