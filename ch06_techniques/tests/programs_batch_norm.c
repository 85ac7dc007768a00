/* The programs on batch normalization, run as a reader would run them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

Test(programs_batch_norm, have_manners)
{
    static const char *const all[] = {
        "ch06/batch_norm", "ch06/batch_norm_rate", "ch06/batch_norm_overfit",
        "ch06/batch_norm_gradient_check"};
    for (int i = 0; i < 4; i++) {
        expect_manners(all[i]);
    }
}

/* As few images, and as small ones, as a file may hold. */
Test(programs_batch_norm, make_sense_of_any_data)
{
    static const char *const all[][6] = {
        {"ch06/batch_norm", "--epochs", "1", "--seeds", "1"},
        {"ch06/batch_norm_rate", "--epochs", "1", "--seeds", "1"},
        {"ch06/batch_norm_overfit", "--epochs", "1", "--seeds", "1"},
        {"ch06/batch_norm_gradient_check"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        expect_sense_on_any_data(all[i], 29);
    }
}

Test(programs_batch_norm, does_not_depend_on_threads)
{
    static const char *const two[] = {"--epochs", "2", "--seeds", "1", NULL};
    expect_same_at_threads("ch06/batch_norm_rate", two, "\ntraining");
}

/* The largest gradient and the largest difference of a parameter. */
static void expect_gradient(const char *table, const char *row, bool zero,
                            double least, double most)
{
    double n[3];
    numbers_after(table, row, 3, n);
    cr_assert((n[1] < 1e-15) == zero, "%s: the largest is %g", row, n[1]);
    cr_assert(n[2] >= least && n[2] <= most, "%s: they differ by %g", row,
              n[2]);
}

Test(programs_batch_norm, one_image_proves_nothing)
{
    static const char *const titles[] = {
        "right, 1 image\n", "wrong, 1 image\n", "right, 7 images\n",
        "wrong, 7 images\n"};
    static const char *const digits[] = {"--data", "digits", NULL};
    Outcome o = run_program("ch06/batch_norm_gradient_check", digits, "/",
                            without_gnuplot);
    expect_outcome(&o, EXIT_OK, titles[0]);
    for (int i = 0; i < 4; i++) {
        const char *table = strstr(o.out, titles[i]);
        cr_assert(table != NULL, "no %s in:\n%s", titles[i], o.out);
        const bool one = i < 2, wrong = i == 3;
        expect_gradient(table, "\n  W1", one, wrong ? 1e-3 : 0,
                        wrong ? 1 : 1e-7);
        expect_gradient(table, "\n  b1", true, 0, 1e-7);
        expect_gradient(table, "\n  gamma1", one, 0, 1e-7);
        expect_gradient(table, "\n  beta1", false, 0, 1e-7);
        expect_gradient(table, "\n  W2", one, 0, 1e-7);
        expect_gradient(table, "\n  b2", false, 0, 1e-7);
    }
    outcome_clear(&o);
}
