#include "ch03.h"
#include "exercise_test.h"

EXERCISE(last_batch);

enum { MOST = 300, CLASSES = 2 };

/* The report for n answers, of which the last ones are wrong. */
static float report(size_t n, size_t wrong, size_t batch)
{
    float y[MOST * CLASSES];
    uint8_t t[MOST];
    for (size_t i = 0; i < n; i++) {
        t[i] = i % CLASSES;
        const size_t said = i < n - wrong ? t[i] : 1u - t[i];
        y[i * CLASSES + said] = 2;
        y[i * CLASSES + 1 - said] = -1;
    }
    return my_last_batch(y, t, n, CLASSES, batch);
}

Test(last_batch, short_last_batch)
{
    const float share = report(250, 25, 100);
    expect_mended(share > 0.8999f && share < 0.9001f,
                  "if 225 of 250 answers are right, in batches of 100, the "
                  "report is %.4f, but 0.9 is right",
                  (double)share);
}

Test(last_batch, whole_batches)
{
    expect_near(report(300, 75, 100), 0.75, 1e-5,
                "if 225 of 300 answers are right, in batches of 100, the "
                "report");
    expect_near(report(4, 1, 7), 0.75, 1e-5,
                "if 3 of 4 answers are right, in batches of 7, the report");
    expect_near(report(9, 3, 1), 6.0 / 9, 1e-5,
                "if 6 of 9 answers are right, in batches of 1, the report");
}

Test(last_batch, few_changes) { expect_few_changes(16); }
