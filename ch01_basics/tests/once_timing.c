#include "ground/timing.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "support.h"

Test(timing, the_clock_goes_forward_in_seconds)
{
    unsetenv("DL_MASK_TIMES");
    const struct timespec pause = {.tv_nsec = 20000000};
    const double start = timing_now();
    nanosleep(&pause, NULL);
    const double first = timing_now() - start;
    /* no upper limit that a busy machine could pass */
    cr_assert(first >= 0.0199 && first < 30, "20 ms took %g s", first);
    for (double last = timing_now(), now; last < start + 0.021; last = now) {
        now = timing_now();
        cr_assert(now >= last, "%.9f after %.9f", now, last);
    }
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Between two looks at the system's clock. */
Test(timing, the_clock_is_that_of_the_system)
{
    for (int i = 0; i < 3; i++) {
        const double before = seconds_now(), ours = timing_clock(),
                     after = seconds_now();
        cr_assert(before <= ours && ours <= after, "%.9f, %.9f, %.9f", before,
                  ours, after);
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
}

Test(timing, values_are_printed_right_aligned)
{
    static const struct {
        double value;
        int width, decimals;
        const char *text;
    } cases[] = {
        {1.25, 8, 1, "     1.2"},
        {1.5, 0, 2, "1.50"},
        {123.456, 3, 0, "123"},
        {-1, 5, 1, " -1.0"},
        {0, 23, 9, "            0.000000000"},
        {1e300, 4, 2, "1.00e+300"},
        {-1.7e308, 0, 9, "-1.700000000e+308"},
    };
    unsetenv("DL_MASK_TIMES");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const TimingText t =
            timing_text(cases[i].value, cases[i].width, cases[i].decimals);
        cr_assert(strcmp(t.text, cases[i].text) == 0, "<%s> is not <%s>",
                  t.text, cases[i].text);
    }
}

Test(timing, masked_values_all_look_the_same)
{
    setenv("DL_MASK_TIMES", "1", 1);
    static const double values[] = {0, 9.9, 10.1, 1e300, -1};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        cr_assert(strcmp(timing_text(values[i], 4, 1).text, "****") == 0,
                  "%g is %s", values[i], timing_text(values[i], 4, 1).text);
        cr_assert(strcmp(timing_text(values[i], 0, 1).text, "*") == 0,
                  "%g is %s", values[i], timing_text(values[i], 0, 1).text);
    }
    cr_assert(strlen(timing_text(1, 23, 1).text) == 23, "not 23 stars");
}

static void wide(void *context) { timing_text(1, *(int *)context, 2); }
static void fine(void *context) { timing_text(1, 2, *(int *)context); }

Test(timing, a_width_without_room_is_a_bug)
{
    int less = -1, many = 10, room = 24;
    expect_stop(wide, &room, "a width of 24");
    expect_stop(wide, &less, "a width of -1");
    expect_stop(fine, &many, "10 decimals");
    expect_stop(fine, &less, "-1 decimals");
}

static void count_run(void *context) { ++*(int *)context; }

/* A masked clock makes each run one millisecond long. */
Test(timing, the_best_of_several_runs_after_one_to_warm_up)
{
    int runs = 0;
    setenv("DL_MASK_TIMES", "1", 1);
    const double best = timing_best(count_run, &runs, 4);
    cr_assert(runs == 5, "%d runs", runs);
    cr_assert(best > 0.0009 && best < 0.0011, "the best took %g s", best);
}
