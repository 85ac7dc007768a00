/* The programs of this chapter, run as a reader would run them. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

Test(programs, have_manners)
{
    static const char *const all[] = {"ch04/nearest_neighbor",
                                      "ch04/generalize",
                                      "ch04/loss_functions",
                                      "ch04/mini_batch",
                                      "ch04/why_loss",
                                      "ch04/slopes",
                                      "ch04/numerical_diff",
                                      "ch04/gradient_field",
                                      "ch04/gradient_descent",
                                      "ch04/gradient_simplenet",
                                      "ch04/train",
                                      "ch04/train_fast"};
    for (int i = 0; i < 12; i++) {
        expect_manners(all[i]);
    }
}

/* As few images, and as small ones, as a file may hold. */
Test(programs, make_sense_of_any_data)
{
    static const char *const all[][4] = {{"ch04/nearest_neighbor"},
                                         {"ch04/generalize", "--steps", "2"},
                                         {"ch04/mini_batch"},
                                         {"ch04/why_loss"},
                                         {"ch04/train_fast", "--steps", "1"}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        expect_sense_on_any_data(all[i], 29);
    }
    /* it tries every weight of every pixel */
    static const char *const slow[] = {"ch04/train", "--steps", "1", NULL};
    expect_sense_on_any_data(slow, 5);
}

Test(programs, nearest_neighbor_is_hard_to_beat)
{
    Outcome o = run_on_digits("ch04/nearest_neighbor", NULL);
    const double pixels = number_after(o.out, "pixels                784");
    const double cells = number_after(o.out, "cells                  49");
    cr_assert(pixels > 460 && pixels < 490, "%g of 500 by pixels", pixels);
    cr_assert(cells > 460 && cells < 490, "%g of 500 by cells", cells);
    outcome_clear(&o);
}

/* Nobody votes from an empty seat. */
Test(programs, nearest_neighbor_wants_as_many_images_as_neighbours)
{
    char *folder = make_digits_folder(5, 3);
    const char *words[] = {"--data", folder, "--neighbors", "6", NULL};
    Outcome o = run_program("ch04/nearest_neighbor", words, folder, masked);
    expect_outcome(&o, EXIT_BAD_FILE,
                   "at least 6 images to learn from and 1 to be examined "
                   "on, and there are 5 and 3");
    outcome_clear(&o);
    words[3] = "5";
    o = run_program("ch04/nearest_neighbor", words, folder, masked);
    expect_outcome(&o, EXIT_OK, "by their 5 nearest neighbours among 5");
    outcome_clear(&o);
    remove_folder(folder);
}

/* 100 images are learnt without a mistake, and far from as well on others. */
Test(programs, generalize_learns_by_heart)
{
    double train, test, gap;
    static const char *const short_run[] = {"--steps", "300", NULL};
    Outcome o = run_on_digits("ch04/generalize", whole() ? NULL : short_run);
    const char *head = strstr(o.out, " images   training");
    cr_assert(head != NULL, "no table in:\n%s", o.out);
    const char *line = strstr(head, "\n    100 ");
    cr_assert(line != NULL, "no line for 100 in:\n%s", head);
    int parts = sscanf(line, " 100 %lf %lf %lf", &train, &test, &gap);
    cr_assert(parts == 3, "%s", line);
    cr_assert(train == 1 && gap > 0.2, "train %g, test %g", train, test);
    line = strstr(head, "\n  20000 ");
    cr_assert(line != NULL, "no line for 20000 in:\n%s", head);
    parts = sscanf(line, " 20000 %lf %lf %lf", &train, &test, &gap);
    cr_assert(parts == 3, "%s", line);
    cr_assert(test > (whole() ? 0.9 : 0.8) && gap < 0.05, "train %g, test %g",
              train, test);
    outcome_clear(&o);
}

Test(programs, slopes_agree_with_their_rules)
{
    static const char *const words[] = {
        "1.0000                      7.00000000         7.0000\n",
        "0.0001                      0.00060001         6.0001\n",
        "a chain         42.0000    42.0000\n",
        "ln x                         0.5000     0.5000\n",
        "/rise.svg\n",
        NULL};
    expect_run("ch04/slopes", NULL, NULL, words);
}

Test(programs, loss_functions_gives_the_numbers_of_the_book)
{
    static const char *const words[] = {
        "0.6 for the right      0.0975     0.0195     0.5108     0.5108\n",
        "0.1 for the right      0.5975     0.1195     2.3026     2.3026\n",
        "both as a batch        0.3475                1.4067\n",
        "-ln 0 = inf, -ln(0 + 1e-7) = 16.1181",
        "/losses.svg\n",
        NULL};
    expect_run("ch04/loss_functions", NULL, NULL, words);
}

/* The mean of any batch is that of all, and the scatter falls with the root
   of its size. */
Test(programs, mini_batch_scatters_by_the_root)
{
    Outcome o = run_on_digits("ch04/mini_batch", NULL);
    const double all = number_after(o.out, "images: ");
    const double first = number_after(o.out, "the images of one batch: ");
    cr_assert(first >= 0 && first < 20000, "image %g of 20000", first);
    static const char *const rows[] = {"\n    1 ", "\n   10 ", "\n  100 ",
                                       "\n 1000 "};
    for (int i = 0; i < 4; i++) {
        double mean, scatter, scaled;
        const char *row = strstr(o.out, rows[i]);
        cr_assert(row != NULL, "no row%s in:\n%s", rows[i], o.out);
        const int parts = sscanf(row + strlen(rows[i]), "%lf %lf %lf", &mean,
                                 &scatter, &scaled);
        cr_assert(parts == 3, "%s", row);
        cr_assert(fabs(mean - all) < 0.02, "mean %g of %g", mean, all);
        cr_assert(fabs(scaled - 0.55) < 0.05, "scatter * root: %g", scaled);
    }
    const double seen = number_after(o.out, "random draws sees ");
    cr_assert(fabs(seen - 63.2) < 1, "%g %% seen", seen);
    outcome_clear(&o);
}

/* The loss feels every weight, the accuracy next to none; on a long way the
   accuracy stands still in most of the steps. */
Test(programs, why_loss_shows_stairs)
{
    char *folder = make_small_digits_folder(100, 1);
    const char *const small[] = {"--data", folder, NULL};
    Outcome o = run_on_digits("ch04/why_loss", whole() ? NULL : small);
    remove_folder(folder);
    const double loss = number_after(o.out, "0.001: the loss changed ");
    const double accuracy = number_after(o.out, "times, the accuracy ");
    const double jumps = number_after(o.out, "the accuracy jumps ");
    cr_assert(loss == 200 && accuracy <= 3, "%g of 200 and %g", loss,
              accuracy);
    cr_assert(jumps > 20 && jumps < 120, "%g jumps in 240 steps", jumps);
    expect_outcome(&o, EXIT_OK, "/why_loss.svg\n");
    expect_outcome(&o, EXIT_OK, "/slopes.svg\n");
    outcome_clear(&o);
}

Test(programs, numerical_diff_finds_the_best_step)
{
    static const char *const words[] = {
        "     5  0.200000999999  0.199999999999  0.200000000000\n",
        "    10  0.300001000002  0.300000000000  0.300000000000\n",
        "1e-01         4.3e-02         9.0e-04        4.3e-02        9.0e-04\n",
        "h = 1e-50: in double the slope is 0; in float h is 0 and the slope is not a number\n",
        "/tangents.svg\n",
        "/step_error.svg\n",
        NULL};
    expect_run("ch04/numerical_diff", NULL, NULL, words);
}

Test(programs, gradient_field_points_uphill_and_rarely_home)
{
    static const char *const words[] = {
        "at (3, 4): (6.0000, 8.0000)\n",
        "at (0, 2): (0.0000, 4.0000)\n",
        "at (3, 0): (6.0000, 0.0000)\n",
        "x0^2 + x1^2     (1, 2)        63        243           243                   0\n",
        "x0^2/20 + x1^2  (-7, 2)       100        280           280                  64\n",
        "/gradient_field.svg\n",
        NULL};
    expect_run("ch04/gradient_field", NULL, NULL, words);
}

Test(programs, gradient_descent_arrives_explodes_and_stands_still)
{
    static const char *const words[] = {
        "rate 0.1    after 100 steps: (-6.1",
        "e-10, 8.1",
        "e-10)\n",
        "rate 0.9    after 100 steps: (-6.1",
        "rate 10     after 100 steps: (-2.5",
        "e+13, -1.2",
        "e+12)\n",
        "rate 1e-10  after 100 steps: (-2.9999999, 3.9999999)\n",
        "from (-1.8, 0), rate 0.1: ends at (-0.0000, 0.0000), height 0.0000\n",
        "from (-1.8, 0.02), rate 0.1: ends at (-0.0000, 1.4142), height -1.0000\n",
        "/rates.svg\n",
        "/saddle.svg\n",
        NULL};
    expect_run("ch04/gradient_descent", NULL, NULL, words);
}

Test(programs, gradient_simplenet_gives_the_numbers_of_the_book)
{
    static const char *const words[] = {
        "loss 0.9281\n",
        "dL/dW (2, 3)\n    0.2192    0.1436   -0.3628\n",
        "    0.3289    0.2153   -0.5442\n",
        "   0  0.9281       0.3953\n",
        "   5  0.1099       0.8960\n",
        NULL};
    expect_run("ch04/gradient_simplenet", NULL, NULL, words);
}

/* The last row of a table, and how many of its rows have the same accuracy twice. */
typedef struct {
    double step, loss, train, test;
    int rows, same;
} Row;

/* Of the table that stands in text before words. */
static Row last_row(const char *text, const char *words)
{
    Row row = {0};
    const char *end = strstr(text, words);
    cr_assert(end != NULL, "no <%s> in:\n%s", words, text);
    for (const char *line = text; line < end; line = strchr(line, '\n') + 1) {
        if (sscanf(line, "%lf %lf %lf %lf", &row.step, &row.loss, &row.train,
                   &row.test) == 4) {
            row.rows++;
            row.same += row.train == row.test;
        }
    }
    return row;
}

/* After a few steps the loss is the same wherever it is computed, but for rounding: so each
   wrong gradient shows in it. The whole training may end elsewhere. */
static void expect_end(const Outcome *o, double step, double loss,
                       double test)
{
    const Row end = last_row(o->out, "figure: ");
    cr_assert(end.step == step && (whole() || fabs(end.loss - loss) < 0.01) &&
                  end.test > test,
              "step %g, loss %g, accuracy %g", end.step, end.loss, end.test);
    cr_assert(2 * end.same < end.rows, "train is test in %d of %d rows",
              end.same, end.rows);
}

Test(programs, train_learns_by_measuring)
{
    static const char *const steps[] = {"--steps", "130", NULL};
    Outcome o = run_on_digits("ch04/train", whole() ? NULL : steps);
    expect_outcome(&o, EXIT_OK,
                   "610 weights: a step runs the network 1220 times");
    expect_outcome(&o, EXIT_OK, "     0   2.2674  0.1000  0.1000  ");
    expect_end(&o, whole() ? 2000 : 130, 1.756, whole() ? 0.75 : 0.4);
    outcome_clear(&o);
}

static Outcome learn_fast_from_few(void)
{
    char *folder = make_digits_folder(2000, 1000);
    const char *const words[] = {"--data",  folder,    "--out",
                                 folder,    "--steps", "12",
                                 "--batch", "40",      NULL};
    Outcome o = run_program("ch04/train_fast", words, "/", masked);
    remove_folder(folder);
    return o;
}

Test(programs, train_fast_learns_all_weights_by_measuring)
{
    Outcome o = whole() ? run_on_digits("ch04/train_fast", NULL)
                        : learn_fast_from_few();
    expect_outcome(&o, EXIT_OK, "39760 weights; 20 of them measured both");
    const double error = number_after(o.out, "the difference is ");
    cr_assert(error > 0 && error < 1e-2, "they differ by %g", error);
    expect_end(&o, whole() ? 300 : 12, 2.037, whole() ? 0.85 : 0.25);
    outcome_clear(&o);
}

Test(programs, work_without_gnuplot)
{
    static const char *const nothing[] = {"\n", NULL};
    expect_run("ch04/numerical_diff", NULL, without_gnuplot, nothing);
    char *folder = make_digits_folder(10, 10);
    const char *const ten[] = {"--data", folder, NULL};
    expect_run("ch04/why_loss", ten, without_gnuplot, nothing);
    remove_folder(folder);
}
