#include <math.h>

#include "ch02.h"
#include "exercise_test.h"

EXERCISE(gates);

static void expect_table(enum gate g, const char *name, const int want[4])
{
    float *p = blank(3);
    my_gate_params(g, p, &p[2]);
    for (int i = 0; i < 3; i++) {
        expect(
            fabsf(p[i]) <= 100,
            "%s: w1, w2, b are %g, %g, %g, and not all between -100 and 100",
            name, (double)p[0], (double)p[1], (double)p[2]);
    }
    for (int i = 0; i < 4; i++) {
        const double sum =
            p[2] + p[0] * (float)(i / 2) + p[1] * (float)(i % 2);
        expect(want[i] ? sum >= 0.05 : sum <= -0.05,
               "%s: with w1, w2, b = %g, %g, %g the sum for (%d, %d) is %g, "
               "but it must be %s",
               name, (double)p[0], (double)p[1], (double)p[2], i / 2, i % 2,
               sum, want[i] ? "at least 0.05" : "at most -0.05");
    }
}

Test(gates, and_gate) { expect_table(GATE_AND, "AND", (int[]){0, 0, 0, 1}); }

Test(gates, or_gate) { expect_table(GATE_OR, "OR", (int[]){0, 1, 1, 1}); }

Test(gates, nand_gate)
{
    expect_table(GATE_NAND, "NAND", (int[]){1, 1, 1, 0});
}
