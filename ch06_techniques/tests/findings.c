/* What the experiments of the chapter find, each in a training of some length. A
 * sanitizer slows these down much and learns nothing new, so they are a binary of
 * their own that runs without one. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

/* What program prints on the first of the built-in digits, after so many epochs: as
 * few as show what is found. */
static Outcome learn(const char *program, int train, int test,
                     const char *epochs, const char *const *more)
{
    char *folder = make_digits_folder(train, test);
    const char *words[16] = {"--data", folder,     "--out",
                             folder,   "--epochs", epochs};
    for (int i = 0; more != NULL && more[i] != NULL; i++) {
        words[6 + i] = more[i];
    }
    Outcome o = run_program(program, words, "/", masked);
    expect_outcome(&o, EXIT_OK, "");
    remove_folder(folder);
    return o;
}

/* Plain: the sizes near He's rule alone; with normalization most of them. */
Test(findings, needs_no_right_size_of_weights)
{
    double one[2], tiny[2], learnt[2];
    Outcome o = learn("ch06/batch_norm", 1000, 1, "10", NULL);
    expect_outcome(&o, EXIT_OK, " 1.000000     stopped ");
    expect_outcome(&o, EXIT_OK, "/batch_norm.svg\n");
    numbers_after(o.out, "\n 0.013594", 2, one);
    cr_assert(one[0] < 0.2 && one[1] > 0.9, "0.0136: plain %g, normalized %g",
              one[0], one[1]);
    numbers_after(o.out, "\n 0.000100", 2, tiny);
    cr_assert(tiny[0] < 0.2 && tiny[1] < 0.5,
              "0.0001: plain %g, normalized %g", tiny[0], tiny[1]);
    numbers_after(o.out, "of 16 scales,", 1, learnt);
    numbers_after(o.out, "without normalization and", 1, learnt + 1);
    cr_assert(learnt[0] >= 1 && learnt[0] <= 2, "plain: %g learn", learnt[0]);
    cr_assert(learnt[1] >= 7, "normalized: %g learn", learnt[1]);
    outcome_clear(&o);
}

/* Ahead after five epochs in each row, and with every rate at the end. */
Test(findings, bears_a_larger_rate)
{
    static const char *const rows[][2] = {
        {"\n   0.01  plain", "\n   0.01  normalized"},
        {"\n    0.1  plain", "\n    0.1  normalized"},
        {"\n    0.5  plain", "\n    0.5  normalized"}};
    Outcome o = learn("ch06/batch_norm_rate", 1000, 1, "10", NULL);
    double plain[2], normalized[2];
    for (int i = 0; i < 3; i++) {
        numbers_after(o.out, rows[i][0], 2, plain);
        numbers_after(o.out, rows[i][1], 2, normalized);
        cr_assert(normalized[0] > plain[0] + 0.05,
                  "%s: %g after 5 epochs, %g plain", rows[i][1],
                  normalized[0], plain[0]);
        cr_assert(normalized[1] > 0.7, "%s: %g at the end", rows[i][1],
                  normalized[1]);
    }
    cr_assert(plain[1] < 0.8, "0.5 plain: %g", plain[1]);
    numbers_after(o.out, "\n      1  normalized", 2, normalized);
    cr_assert(normalized[1] > 0.95, "1 normalized: %g", normalized[1]);
    expect_outcome(&o, EXIT_OK, "/batch_norm_rate.svg\n");
    outcome_clear(&o);
}

/* The columns: train, test, least, most, gap. */
Test(findings, overfits_less_with_small_batches)
{
    static const char *const rows[] = {
        "\nplain, batches of 100", "\nnormalized, of 100",
        "\nplain, batches of 10 ", "\nnormalized, of 10 "};
    double n[4][5];
    Outcome o = learn("ch06/batch_norm_overfit", 300, 1000, "40", NULL);
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

/* The columns: train, test, gap. Without the method, train is above learnt and the
   gap is large; with it, the gap is narrower by more than margin. with gets the row
   of the method. */
enum { TRAIN, TEST, GAP };
static void expect_narrower_gap(const Outcome *o, const char *method,
                                double learnt, double margin, double with[3])
{
    double without[3];
    numbers_after(o->out, "\nwithout  ", 3, without);
    cr_assert(without[TRAIN] > learnt && without[GAP] > 0.15,
              "without: %g, gap %g", without[TRAIN], without[GAP]);
    numbers_after(o->out, method, 3, with);
    cr_assert(with[GAP] < without[GAP] - margin,
              "with %s the gap is %g, not %g", method, with[GAP],
              without[GAP]);
}

Test(findings, weight_decay_narrows_the_gap)
{
    double decayed[3];
    Outcome o = learn("ch06/overfit_weight_decay", 300, 2000, "100", NULL);
    expect_narrower_gap(&o, "weight decay 0.1", 0.9, 0.05, decayed);
    cr_assert(decayed[TEST] > 0.5, "with decay nothing was learnt: %g",
              decayed[TEST]);
    outcome_clear(&o);
}

Test(findings, dropout_narrows_the_gap_and_belongs_to_the_training)
{
    double dropped[3];
    Outcome o = learn("ch06/overfit_dropout", 300, 2000, "100", NULL);
    expect_narrower_gap(&o, "dropout 0.4", 0.95, 0.08, dropped);
    const double right = number_after(o.out, "should be:");
    const double wrong = number_after(o.out, "exam too:");
    cr_assert(wrong < right - 0.03, "with masks %g, without %g", wrong,
              right);
    outcome_clear(&o);
}

/* The best rates lie at the upper end. */
Test(findings, search_finds_large_rates)
{
    const char *const more[] = {"--trials", "12", NULL};
    double best[3]; /* validation, training, rate */
    Outcome o = learn("ch06/hyperparameter_search", 500, 1, "25", more);
    numbers_after(o.out, "\n     1 ", 3, best);
    cr_assert(best[2] > 2e-3, "the best rate is %g", best[2]);
    cr_assert(best[1] > 0.2, "with it %g were learnt", best[1]);
    outcome_clear(&o);
}
