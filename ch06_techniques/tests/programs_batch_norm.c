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

Test(programs_batch_norm, work_without_gnuplot)
{
    static const char *const one[] = {"--data", "digits", "--epochs", "1",
                                      NULL};
    static const char *const nothing[] = {"\n", NULL};
    expect_run("ch06/batch_norm", one, without_gnuplot, nothing);
    expect_run("ch06/batch_norm_rate", one, without_gnuplot, nothing);
    expect_run("ch06/batch_norm_overfit", one, without_gnuplot, nothing);
}

/* What program prints on the built-in digits; the caller owns it. */
static Outcome run_on_digits(const char *program, const char *threads)
{
    char *folder = make_folder();
    const char *const words[] = {"--out",
                                 folder,
                                 "--data",
                                 "digits",
                                 threads != NULL ? "--threads" : NULL,
                                 threads,
                                 NULL};
    Outcome o = run_program(program, words, "/", masked);
    expect_outcome(&o, EXIT_OK, "");
    remove_folder(folder);
    return o;
}

/* The count numbers after the first place of words in text. */
static void numbers_after(const char *text, const char *words, int count,
                          double *numbers)
{
    const char *place = strstr(text, words);
    cr_assert(place != NULL, "no <%s> in:\n%s", words, text);
    place += strlen(words);
    for (int i = 0; i < count; i++) {
        char *end;
        place += strspn(place, " (to)");
        numbers[i] = strtod(place, &end);
        cr_assert(end > place, "no number %d after <%s> in:\n%s", i, words,
                  text);
        place = end;
    }
}

/* Plain: the sizes near He's rule alone; with normalization most of them. */
Test(programs_batch_norm, needs_no_right_size_of_weights)
{
    double one[2], learnt[2];
    Outcome o = run_on_digits("ch06/batch_norm", NULL);
    expect_outcome(&o, EXIT_OK, " 1.000000     stopped ");
    expect_outcome(&o, EXIT_OK, "/batch_norm.svg\n");
    numbers_after(o.out, "\n 0.013594", 2, one);
    cr_assert(one[0] < 0.2 && one[1] > 0.9, "0.0136: plain %g, normalized %g",
              one[0], one[1]);
    numbers_after(o.out, "of 16 scales,", 1, learnt);
    numbers_after(o.out, "without normalization and", 1, learnt + 1);
    cr_assert(learnt[0] >= 1 && learnt[0] <= 3, "plain: %g learn", learnt[0]);
    cr_assert(learnt[1] >= 9, "normalized: %g learn", learnt[1]);
    outcome_clear(&o);
}

Test(programs_batch_norm, does_not_depend_on_threads)
{
    Outcome one = run_on_digits("ch06/batch_norm_rate", "1");
    for (int i = 0; i < 2; i++) {
        static const char *const counts[] = {"3", "8"};
        Outcome more = run_on_digits("ch06/batch_norm_rate", counts[i]);
        const char *a = strstr(one.out, "training"),
                   *b = strstr(more.out, "training");
        cr_assert(a != NULL && b != NULL, "no table in:\n%s", one.out);
        const size_t table = (size_t)(strstr(a, "figure") - a);
        cr_assert(strncmp(a, b, table) == 0, "%s threads:\n%s\nnot\n%s",
                  counts[i], b, a);
        outcome_clear(&more);
    }
    outcome_clear(&one);
}

/* Ahead after five epochs in each row, and with every rate at the end. */
Test(programs_batch_norm, bears_a_larger_rate)
{
    static const char *const rows[][2] = {
        {"\n   0.01  plain", "\n   0.01  normalized"},
        {"\n    0.1  plain", "\n    0.1  normalized"},
        {"\n    0.5  plain", "\n    0.5  normalized"}};
    Outcome o = run_on_digits("ch06/batch_norm_rate", NULL);
    double plain[2], normalized[2];
    for (int i = 0; i < 3; i++) {
        numbers_after(o.out, rows[i][0], 2, plain);
        numbers_after(o.out, rows[i][1], 2, normalized);
        cr_assert(normalized[0] > plain[0] + 0.05,
                  "%s: %g after 5 epochs, %g plain", rows[i][1],
                  normalized[0], plain[0]);
        cr_assert(normalized[1] > 0.85, "%s: %g at the end", rows[i][1],
                  normalized[1]);
    }
    cr_assert(plain[1] < 0.8, "0.5 plain: %g", plain[1]);
    numbers_after(o.out, "\n      1  normalized", 2, normalized);
    cr_assert(normalized[1] > 0.95, "1 normalized: %g", normalized[1]);
    expect_outcome(&o, EXIT_OK, "/batch_norm_rate.svg\n");
    outcome_clear(&o);
}

/* The columns: train, test, least, most, gap. */
Test(programs_batch_norm, overfits_less_with_small_batches)
{
    static const char *const rows[] = {
        "\nplain, batches of 100", "\nnormalized, of 100",
        "\nplain, batches of 10 ", "\nnormalized, of 10 "};
    double n[4][5];
    Outcome o = run_on_digits("ch06/batch_norm_overfit", NULL);
    for (int i = 0; i < 4; i++) {
        numbers_after(o.out, rows[i], 5, n[i]);
        cr_assert(n[i][0] > 0.99, "%s: %g of the training images", rows[i],
                  n[i][0]);
    }
    cr_assert(n[1][4] > n[0][4] + 0.1, "batches of 100: gap %g, plain %g",
              n[1][4], n[0][4]);
    cr_assert(n[3][4] < n[1][4] - 0.1,
              "normalized: gap %g with 10, %g with 100", n[3][4], n[1][4]);
    cr_assert(n[0][4] - n[2][4] < 0.1, "plain: gap %g with 10, %g with 100",
              n[2][4], n[0][4]);
    expect_outcome(&o, EXIT_OK, "/batch_norm_overfit.svg\n");
    outcome_clear(&o);
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
    Outcome o =
        run_program("ch06/batch_norm_gradient_check", digits, "/", masked);
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
