/* The programs on optimizers, run as a reader would run them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

Test(programs_optimizers, have_manners)
{
    expect_manners("ch06/optimizer_paths");
    expect_manners("ch06/optimizer_mnist");
}

Test(programs_optimizers, paths_end_where_the_page_says)
{
    static const char *const words[] = {
        "SGD        0.95  (-0.350,  0.085)    0.361    1.800      0.183\n",
        "Momentum    0.1  ( 0.896,  0.088)    0.901    1.418      0.202\n",
        "Nesterov    0.1  ( 0.690, -0.001)    0.690    0.831      0.071\n",
        "AdaGrad     1.5  (-0.120,  0.000)    0.120    0.000      0.016\n",
        "RMSprop     0.3  (-0.154,  0.000)    0.154    0.000      0.038\n",
        "Adam        0.3  ( 0.136,  0.318)    0.346    0.708      0.116\n",
        "/optimizer_paths.svg\n",
        NULL};
    expect_run("ch06/optimizer_paths", NULL, NULL, words);
}

typedef struct {
    double rate, quarter, end, accuracy;
} Row;

static Row row_of(const char *text, const char *method)
{
    Row r;
    const char *line = strstr(text, method);
    cr_assert(line != NULL, "no <%s> in:\n%s", method, text);
    const int parts = sscanf(line + strlen(method), "%lf %lf %lf %lf",
                             &r.rate, &r.quarter, &r.end, &r.accuracy);
    cr_assert(parts == 4, "%s", line);
    return r;
}

/* Every other method ends at less than half of the loss of SGD, and reads
   more digits. */
Test(programs_optimizers, sgd_stays_behind)
{
    static const char *const methods[] = {
        "\nMomentum", "\nNesterov", "\nAdaGrad", "\nRMSprop", "\nAdam "};
    char *folder = make_digits_folder(2000, 1000);
    const char *const argv[] = {"--data", folder, "--steps", "100",
                                "--out",  folder, NULL};
    Outcome o = run_program("ch06/optimizer_mnist", argv, "/", masked);
    expect_outcome(&o, 0, "/optimizer_mnist.svg");
    const Row sgd = row_of(o.out, "\nSGD");
    cr_assert(sgd.end < sgd.quarter && sgd.end < 2, "SGD does not learn: %g",
              sgd.end);
    for (int i = 0; i < 5; i++) {
        const Row r = row_of(o.out, methods[i]);
        cr_assert(r.end < 0.5 * sgd.end, "%s: %g, SGD: %g", methods[i] + 1,
                  r.end, sgd.end);
        cr_assert(r.accuracy > sgd.accuracy + 0.05,
                  "%s: accuracy %g, SGD: %g", methods[i] + 1, r.accuracy,
                  sgd.accuracy);
    }
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs_optimizers, the_same_numbers_again)
{
    char *folder = make_digits_folder(FEW, FEW);
    const char *const argv[] = {"--data", folder, "--steps", "5",
                                "--out",  folder, NULL};
    Outcome o = run_program("ch06/optimizer_mnist", argv, "/", masked);
    Outcome again = run_program("ch06/optimizer_mnist", argv, "/", masked);
    expect_outcome(&o, 0, "Adam");
    cr_assert_str_eq(again.out, o.out, "two runs differ:\n%s\n%s", o.out,
                     again.out);
    outcome_clear(&again);
    outcome_clear(&o);
    remove_folder(folder);
}

Test(programs_optimizers, work_without_gnuplot)
{
    static const char *const steps[] = {"--steps", "3", NULL};
    static const char *const words[] = {"Adam", "\n", NULL};
    expect_run("ch06/optimizer_paths", NULL, without_gnuplot, words);
    expect_run_on_few("ch06/optimizer_mnist", steps, without_gnuplot, words);
}
