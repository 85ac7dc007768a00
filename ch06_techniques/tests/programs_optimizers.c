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

/* As few images, and as small ones, as a file may hold: a hundred steps later the loss
   of some is exactly 0. */
Test(programs_optimizers, make_sense_of_any_data)
{
    static const char *const all[][6] = {
        {"ch06/init_compare", "--steps", "2", "--seeds", "1"},
        {"ch06/optimizer_mnist", "--steps", "150", "--seeds", "1"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        expect_sense_on_any_data(all[i], 29);
    }
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

Test(programs_optimizers, does_not_depend_on_threads)
{
    static const char *const steps[] = {"--steps", "5", "--seeds", "1", NULL};
    expect_same_at_threads("ch06/optimizer_mnist", steps, "\nloss after");
}

Test(programs_optimizers, work_without_gnuplot)
{
    static const char *const words[] = {"Adam", "\n", NULL};
    expect_run("ch06/optimizer_paths", NULL, without_gnuplot, words);
}
