#include "figures/axis.h"

#include <criterion/criterion.h>
#include <float.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

static void put_axis(char *words, size_t size, const Axis *axis)
{
    int end = snprintf(words, size, "%g ..", axis->min);
    for (int i = 0; i < axis->count; i++) {
        end +=
            snprintf(words + end, size - (size_t)end, " %g", axis->ticks[i]);
    }
    snprintf(words + end, size - (size_t)end, " .. %g", axis->max);
}

Test(axis, marks_are_few_and_round)
{
    static const struct {
        AxisRange range;
        const char *words;
    } cases[] = {
        {{.min = 0.101, .max = 0.97}, "0 .. 0 0.25 0.5 0.75 1 .. 1"},
        {{.min = 0.851, .max = 0.985}, "0.85 .. 0.85 0.9 0.95 1 .. 1"},
        {{.min = 0.02, .max = 2.3}, "0 .. 0 1 2 .. 2.3684"},
        {{.min = -1, .max = 1}, "-1 .. -1 -0.5 0 0.5 1 .. 1"},
        {{.min = 0, .max = 10, .exact = true}, "0 .. 0 5 10 .. 10"},
        {{.min = 0, .max = 16, .whole = true, .exact = true},
         "0 .. 0 5 10 15 .. 16"},
        {{.min = 1, .max = 17, .whole = true, .exact = true},
         "1 .. 5 10 15 .. 17"},
        {{.min = 1, .max = 2, .whole = true, .exact = true}, "1 .. 1 2 .. 2"},
        {{.min = 1, .max = 3, .exact = true}, "1 .. 1 1.5 2 2.5 3 .. 3"},
        {{.min = 0, .max = 100, .exact = true}, "0 .. 0 25 50 75 100 .. 100"},
        {{.min = 0.1, .max = 0.3, .exact = true},
         "0.1 .. 0.1 0.15 0.2 0.25 0.3 .. 0.3"},
        {{.min = -0.3, .max = 0.1, .exact = true},
         "-0.3 .. -0.3 -0.2 -0.1 0 0.1 .. 0.1"},
        {{.min = -0.3, .max = 2.2, .exact = true},
         "-0.3 .. 0 0.5 1 1.5 2 .. 2.2"},
        /* just near enough, 15 % of 20 */
        {{.min = 3, .max = 23}, "0 .. 0 10 20 .. 23.6"},
        {{.min = 7, .max = 27}, "6.4 .. 10 20 30 .. 30"},
        /* less and more than a billionth of a step beyond the end */
        {{.min = 1.0000000005, .max = 3, .whole = true, .exact = true},
         "1 .. 1 2 3 .. 3"},
        {{.min = 1, .max = 2.9999999995, .whole = true, .exact = true},
         "1 .. 1 2 3 .. 3"},
        {{.min = 1.0000000015, .max = 3, .whole = true, .exact = true},
         "1 .. 2 3 .. 3"},
        {{.min = 1, .max = 2.9999999985, .whole = true, .exact = true},
         "1 .. 1 2 .. 3"},
        /* logarithmic */
        {{.min = 1e-15, .max = 1, .log = true, .exact = true},
         "1e-15 .. 1e-15 1e-10 1e-05 1 .. 1"},
        {{.min = 1, .max = 1000, .log = true, .exact = true},
         "1 .. 1 10 100 1000 .. 1000"},
        {{.min = 2, .max = 8, .log = true, .exact = true}, "1 .. 1 10 .. 10"},
        {{.min = 0.2, .max = 5, .log = true}, "0.1 .. 0.1 1 10 .. 10"},
        {{.min = 0.02, .max = 30, .log = true},
         "0.01 .. 0.01 0.1 1 10 .. 37.3598"},
        /* no length */
        {{.min = 5, .max = 5}, "4.5 .. 4.5 4.75 5 5.25 5.5 .. 5.5"},
        {{.min = 5, .max = 5, .whole = true}, "4 .. 4 5 6 .. 6"},
        {{.min = 99999, .max = 100000, .exact = true},
         "89999 .. 90000 95000 100000 105000 110000 .. 110000"},
        {{.min = 99998.5, .max = 100000, .exact = true},
         "99998.5 .. 99998.5 99999 99999.5 100000 .. 100000"},
        {{.min = 0, .max = 0}, "-1 .. -1 -0.5 0 0.5 1 .. 1"},
        {{.min = 1e-290, .max = 1e-290}, "-1 .. -1 -0.5 0 0.5 1 .. 1"},
        {{.min = 2e-290, .max = 2e-290, .exact = true},
         "1.8e-290 .. 1.8e-290 1.9e-290 2e-290 2.1e-290 2.2e-290 .. "
         "2.2e-290"},
        {{.min = 100, .max = 100, .log = true}, "10 .. 10 100 1000 .. 1000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char words[256];
        const Axis axis = axis_new(cases[i].range);
        put_axis(words, sizeof words, &axis);
        cr_assert(strcmp(words, cases[i].words) == 0, "case %zu: %s, not %s",
                  i, words, cases[i].words);
    }
}

/* Whatever the numbers, the axis shows them and has marks within its ends. */
Test(axis, every_range_gets_an_axis)
{
    Rng rng = rng_new(1);
    static const AxisRange extreme[] = {
        {.min = -1e300, .max = 1e300},
        {.min = -1e-320, .max = 1e-320},
        {.min = 1e15, .max = 1e15 + 1},
        {.min = 1e-300, .max = 1e300, .log = true},
        {.min = 0, .max = DBL_MIN, .whole = true},
    };
    for (size_t i = 0; i < 5000; i++) {
        const double a = (double)rng_normal(&rng);
        const double b = (double)rng_normal(&rng);
        const double scale = pow(10.0, (double)(rng_below(&rng, 600) - 300));
        AxisRange r = {.min = fmin(a, b) * scale,
                       .max = fmax(a, b) * scale,
                       .log = rng_below(&rng, 2) == 1,
                       .whole = rng_below(&rng, 2) == 1,
                       .exact = rng_below(&rng, 2) == 1};
        if (r.whole) {
            r.min = floor(r.min);
            r.max = floor(r.max);
        }
        if (r.log) {
            r.max = fmin(1e300, fabs(r.max) + fabs(r.min));
            r.min = fmax(1e-300, fmin(r.max, fabs(r.min)));
            r.max = fmax(r.max, r.min);
        }
        r = i < sizeof extreme / sizeof *extreme ? extreme[i] : r;
        const Axis axis = axis_new(r);
        const double slack = 1e-9 * fmax(fabs(r.min), fabs(r.max));
        cr_assert(axis.min < axis.max && isfinite(axis.max - axis.min) &&
                      axis.min <= r.min + slack && axis.max >= r.max - slack,
                  "[%g, %g] got [%g, %g]", r.min, r.max, axis.min, axis.max);
        cr_assert(axis.count >= 1 && axis.count <= MAX_TICKS,
                  "[%g, %g] log %d whole %d: %d marks", r.min, r.max, r.log,
                  r.whole, axis.count);
        for (int k = 0; k < axis.count; k++) {
            const double place = axis_place(&axis, axis.ticks[k]);
            cr_assert(place > -1e-6 && place < 1 + 1e-6,
                      "[%g, %g]: mark %g at %g", r.min, r.max, axis.ticks[k],
                      place);
            cr_assert(k == 0 || axis.ticks[k] > axis.ticks[k - 1],
                      "[%g, %g]: %g after %g", r.min, r.max, axis.ticks[k],
                      axis.ticks[k - 1]);
        }
    }
}

Test(axis, places_run_from_0_to_1)
{
    const Axis linear = {.min = -1, .max = 3};
    const Axis power = {.min = 0.01, .max = 100, .log = true};
    const double got[] = {axis_place(&linear, -1), axis_place(&linear, 0),
                          axis_place(&linear, 5),  axis_place(&power, 0.01),
                          axis_place(&power, 10),  axis_place(&power, 100)};
    const double want[] = {0, 0.25, 1.5, 0, 0.75, 1};
    for (int i = 0; i < 6; i++) {
        cr_assert(fabs(got[i] - want[i]) < 1e-12, "place %d is %g, not %g", i,
                  got[i], want[i]);
    }
}

static void upside_down(void *context)
{
    axis_new((AxisRange){.min = *(double *)context, .max = 0});
}

static void log_of_zero(void *context)
{
    axis_new((AxisRange){.max = *(double *)context, .log = true});
}

Test(axis, a_range_that_is_none_is_a_bug)
{
    double one = 1, endless = HUGE_VAL, below = -HUGE_VAL, nothing = NAN;
    expect_stop(upside_down, &one, "an axis from 1 to 0");
    expect_stop(upside_down, &nothing, "an axis from");
    expect_stop(upside_down, &below, "an axis from -inf to 0");
    expect_stop(log_of_zero, &one, "a logarithmic axis from 0");
    expect_stop(log_of_zero, &endless, "an axis from 0 to inf");
}

Test(axis, names_keep_apart_with_the_smallest_moves)
{
    static const struct {
        int count;
        double places[4], gap, wanted[4];
    } cases[] = {
        {0, {0}, 0.1, {0}},
        {1, {0.5}, 0.1, {0.5}},
        {1, {1.5}, 0.1, {1}},
        {2, {0.2, 0.7}, 0.1, {0.2, 0.7}},
        {2, {0.5, 0.5}, 0.1, {0.45, 0.55}},
        {2, {0.50, 0.54}, 0.1, {0.47, 0.57}},
        {2, {0.99, 1}, 0.1, {0.9, 1}},
        {2, {0, 0.01}, 0.1, {0, 0.1}},
        {3, {0.5, 0.5, 0.5}, 0.1, {0.4, 0.5, 0.6}},
        {4, {0.1, 0.5, 0.52, 0.9}, 0.1, {0.1, 0.46, 0.56, 0.9}},
        {3, {0.4, 0.45, 0.5}, 0.1, {0.35, 0.45, 0.55}},
        {2, {0.5, 0.5}, 2, {-0.5, 1.5}}, /* they cannot fit */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double places[4];
        memcpy(places, cases[i].places, sizeof places);
        axis_spread(places, cases[i].count, cases[i].gap, 0, 1);
        for (int k = 0; k < cases[i].count; k++) {
            cr_assert(fabs(places[k] - cases[i].wanted[k]) < 1e-12,
                      "case %zu: name %d at %g, not %g", i, k, places[k],
                      cases[i].wanted[k]);
        }
    }
}
