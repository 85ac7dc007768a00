/* What the experiments of the chapter find. For every change each is trained as short as
 * shows it, with one seed or two. With DL_WHOLE set, as the nightly does, each is the experiment
 * of its page, with its images, its length and its seeds, and has to show all that the page
 * says. A sanitizer slows both down much and learns nothing new, so they are a binary of
 * their own that runs without one. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

/* What program prints: on the first of the built-in digits with these words, or on all of
   them with its own. */
static Outcome learn(const char *program, int train, int test,
                     const char *const *more)
{
    if (whole()) {
        return run_on_digits(program, NULL);
    }
    char *folder = make_digits_folder(train, test);
    const char *words[16] = {"--data", folder, "--out", folder};
    for (int i = 0; more[i] != NULL; i++) {
        words[4 + i] = more[i];
    }
    Outcome o = run_program(program, words, "/", masked);
    expect_outcome(&o, EXIT_OK, "");
    remove_folder(folder);
    return o;
}

/* A cell of a table is a mean, the least and the most of its seeds. */
enum { MEAN, LEAST, MOST, CELL };

/* Plain: the sizes near He's rule alone; with normalization most of them. */
Test(findings, needs_no_right_size_of_weights)
{
    static const char *const words[] = {"--epochs", "60", "--seeds", "1",
                                        NULL};
    double one[2 * CELL], tiny[2 * CELL], learnt[2];
    Outcome o = learn("ch06/batch_norm", 50, 1, words);
    expect_outcome(&o, EXIT_OK, " 1.000000  stopped ");
    expect_outcome(&o, EXIT_OK, "/batch_norm.svg\n");
    numbers_after(o.out, "\n 0.013594", 2 * CELL, one);
    cr_assert(one[0] < 0.3 && one[CELL] > 0.9,
              "0.0136: plain %g, normalized %g", one[0], one[CELL]);
    numbers_after(o.out, "\n 0.000100", 2 * CELL, tiny);
    cr_assert(tiny[0] < 0.2 && tiny[CELL] < 0.5,
              "0.0001: plain %g, normalized %g", tiny[0], tiny[CELL]);
    numbers_after(o.out, "of 16 scales,", 1, learnt);
    numbers_after(o.out, "without normalization and", 1, learnt + 1);
    cr_assert(learnt[0] == 2, "plain: %g learn", learnt[0]);
    cr_assert(learnt[1] >= 9 && learnt[1] <= 12, "normalized: %g learn",
              learnt[1]);
    outcome_clear(&o);
}

/* Ahead after five epochs in each row, whatever the seeds, and with every rate at the
   end; only the smallest rate needs more than five. */
Test(findings, bears_a_larger_rate)
{
    static const char *const words[] = {"--epochs", "20", "--seeds", "2",
                                        NULL};
    static const char *const rows[][2] = {
        {"\n   0.01  plain", "\n   0.01  normalized"},
        {"\n    0.1  plain", "\n    0.1  normalized"},
        {"\n    0.5  plain", "\n    0.5  normalized"},
        {"\n      1  plain", "\n      1  normalized"}};
    Outcome o = learn("ch06/batch_norm_rate", 300, 1, words);
    double plain[2 * CELL], normalized[2 * CELL];
    for (int i = 0; i < 4; i++) {
        numbers_after(o.out, rows[i][0], 2 * CELL, plain);
        numbers_after(o.out, rows[i][1], 2 * CELL, normalized);
        cr_assert(normalized[LEAST] > plain[MOST] + 0.05,
                  "%s: at least %g after 5 epochs, at most %g plain",
                  rows[i][1], normalized[LEAST], plain[MOST]);
        cr_assert(normalized[CELL + LEAST] > 0.7, "%s: %g at the end",
                  rows[i][1], normalized[CELL + LEAST]);
        cr_assert(i > 0 || normalized[CELL] > normalized[MEAN] + 0.1,
                  "%s: %g at the end, %g early", rows[i][1], normalized[CELL],
                  normalized[MEAN]);
        cr_assert(i < 2 || plain[CELL] < 0.8, "%s: %g at the end", rows[i][0],
                  plain[CELL]);
    }
    cr_assert(normalized[CELL] > 0.95, "1 normalized: %g", normalized[CELL]);
    expect_outcome(&o, EXIT_OK, "/batch_norm_rate.svg\n");
    outcome_clear(&o);
}

/* A row on a kind of network; the gain is there if it has a rival. */
typedef struct {
    double train, test[CELL], gap, gain[CELL];
} Kind;

static Kind kind_of(const Outcome *o, const char *name, bool rival)
{
    double n[2 + 2 * CELL] = {0};
    numbers_after(o->out, name, rival ? 2 + 2 * CELL : 2 + CELL, n);
    return (Kind){n[0], {n[1], n[2], n[3]}, n[4], {n[5], n[6], n[7]}};
}

Test(findings, overfits_less_with_small_batches)
{
    static const char *const words[] = {"--epochs", "40", "--seeds", "2",
                                        NULL};
    static const char *const rows[] = {"\nplain, 100 ", "\nnormalized, 100 ",
                                       "\nplain, 10 ", "\nnormalized, 10 "};
    Kind k[4];
    Outcome o = learn("ch06/batch_norm_overfit", 200, 400, words);
    for (int i = 0; i < 4; i++) {
        k[i] = kind_of(&o, rows[i], i % 2 == 1);
        cr_assert(k[i].train > 0.99, "%s: %g of the training images", rows[i],
                  k[i].train);
        cr_assert(k[i].test[LEAST] < k[i].test[MOST],
                  "%s: %g with every seed", rows[i], k[i].test[MOST]);
    }
    cr_assert(k[1].gap > k[0].gap + 0.1, "batches of 100: gap %g, plain %g",
              k[1].gap, k[0].gap);
    cr_assert(k[1].gain[MOST] < 0, "batches of 100: gain %g",
              k[1].gain[MOST]);
    cr_assert(k[3].gap < k[1].gap - 0.1,
              "normalized: gap %g with 10, %g with 100", k[3].gap, k[1].gap);
    cr_assert(k[0].gap - k[2].gap < 0.1, "plain: gap %g with 10, %g with 100",
              k[2].gap, k[0].gap);
    expect_outcome(&o, EXIT_OK, "/batch_norm_overfit.svg\n");
    outcome_clear(&o);
}

/* The price of the book narrows the gap and reads worse; a fifth of it does less of that,
   and in the end reads better. */
Test(findings, weight_decay_helps_if_the_price_fits)
{
    static const char *const words[] = {"--epochs", "61", "--seeds", "1",
                                        NULL};
    Outcome o = learn("ch06/overfit_weight_decay", 300, 500, words);
    const Kind without = kind_of(&o, "\nwithout ", false);
    const Kind small = kind_of(&o, "\ndecay 0.02 ", true);
    const Kind large = kind_of(&o, "\ndecay 0.1 ", true);
    cr_assert(without.train > (whole() ? 0.99 : 0.7) && without.gap > 0.15,
              "without: %g, gap %g", without.train, without.gap);
    cr_assert(large.gap < without.gap - 0.05, "0.1: gap %g, not %g",
              large.gap, without.gap);
    cr_assert(large.gain[MOST] < 0, "0.1: gain up to %g", large.gain[MOST]);
    cr_assert(small.train < without.train && small.train > large.train + 0.05,
              "0.02: %g, between %g and %g", small.train, without.train,
              large.train);
    cr_assert(!whole() || (small.gain[MEAN] > 0.002 && small.gain[LEAST] > 0),
              "0.02: gain %g, at least %g", small.gain[MEAN],
              small.gain[LEAST]);
    outcome_clear(&o);
}

/* In the deep network it only narrows the gap; in the wide one it does not harm, and in the
   end helps. */
Test(findings, dropout_helps_in_wide_layers_and_belongs_to_the_training)
{
    static const char *const words[] = {"--epochs", "121", "--seeds", "1",
                                        NULL};
    Outcome o = learn("ch06/overfit_dropout", 100, 500, words);
    const Kind plain = kind_of(&o, "\ndeep ", false);
    const Kind deep = kind_of(&o, "\ndeep, dropout ", true);
    const Kind wide = kind_of(&o, "\nwide, dropout ", true);
    cr_assert(deep.gap < plain.gap - 0.01, "deep: gap %g, not %g", deep.gap,
              plain.gap);
    cr_assert(deep.gain[MEAN] < -0.02, "deep: gain %g", deep.gain[MEAN]);
    cr_assert(wide.train > 0.98, "wide: %g of the training images",
              wide.train);
    const double least = whole() ? 0 : -0.02;
    cr_assert(wide.gain[LEAST] > least && wide.gain[MEAN] > least + 0.004,
              "wide: gain %g, at least %g", wide.gain[MEAN],
              wide.gain[LEAST]);
    const double right = number_after(o.out, "should be:");
    const double wrong = number_after(o.out, "exam too:");
    cr_assert(wrong < right - 0.03, "with masks %g, without %g", wrong,
              right);
    outcome_clear(&o);
}

/* A row of init_compare: the start, and what came of it. */
typedef struct {
    double slope, loss[CELL], accuracy[CELL];
} Start;

static Start start_of(const Outcome *o, const char *name)
{
    double n[1 + 2 * CELL];
    numbers_after(o->out, name, 1 + 2 * CELL, n);
    return (Start){n[0], {n[1], n[2], n[3]}, {n[4], n[5], n[6]}};
}

/* With both activations: 0.01 guesses; both rules learn, and He's is ahead. */
Test(findings, a_start_of_a_hundredth_does_not_start)
{
    static const char *const words[] = {"--steps", "100", "--seeds", "1",
                                        NULL};
    static const char *const rows[][3] = {
        {"\nReLU  std 0.01", "\nReLU  Xavier", "\nReLU  He"},
        {"\ntanh  std 0.01", "\ntanh  Xavier", "\ntanh  He"}};
    Outcome o = learn("ch06/init_compare", 1000, 500, words);
    expect_outcome(&o, EXIT_OK, "/init_compare.svg\n");
    for (int i = 0; i < 2; i++) {
        const Start small = start_of(&o, rows[i][0]);
        const Start xavier = start_of(&o, rows[i][1]);
        const Start he = start_of(&o, rows[i][2]);
        cr_assert(fabs(small.loss[MEAN] - log(10.0)) < 0.01 &&
                      small.accuracy[MOST] < 0.15,
                  "%s learns: loss %g, accuracy %g", rows[i][0],
                  small.loss[MEAN], small.accuracy[MOST]);
        cr_assert(he.slope > 1e3 * small.slope, "slopes %g and %g", he.slope,
                  small.slope);
        cr_assert(xavier.loss[MOST] < 2.29, "%s: loss %g", rows[i][1],
                  xavier.loss[MOST]);
        cr_assert(he.loss[MOST] < xavier.loss[LEAST] - 0.05,
                  "%s: loss up to %g, Xavier from %g", rows[i][2],
                  he.loss[MOST], xavier.loss[LEAST]);
        cr_assert(he.accuracy[LEAST] > (whole() ? 0.85 : 0.35),
                  "%s: accuracy %g", rows[i][2], he.accuracy[LEAST]);
    }
    outcome_clear(&o);
}

/* A row of optimizer_mnist. */
typedef struct {
    double early, loss[CELL], accuracy[CELL];
} Method;

static Method method_of(const Outcome *o, const char *name)
{
    double n[2 + 2 * CELL];
    numbers_after(o->out, name, 2 + 2 * CELL, n);
    return (Method){n[1], {n[2], n[3], n[4]}, {n[5], n[6], n[7]}};
}

/* Every other method ends at less than half of the loss of SGD, and reads more digits,
   whatever the seed; those with a rate for every weight end below Momentum, in the mean of
   the seeds; and SGD at ten times its rate comes near. */
Test(findings, sgd_stays_behind)
{
    static const char *const words[] = {"--steps", "100", "--seeds", "1",
                                        NULL};
    static const char *const methods[] = {
        "\nMomentum", "\nNesterov", "\nAdaGrad", "\nRMSprop", "\nAdam "};
    Outcome o = learn("ch06/optimizer_mnist", 1000, 500, words);
    expect_outcome(&o, EXIT_OK, "/optimizer_mnist.svg\n");
    const Method sgd = method_of(&o, "\nSGD   ");
    const Method faster = method_of(&o, "\nSGD x 10");
    const Method momentum = method_of(&o, methods[0]);
    cr_assert(sgd.loss[MEAN] < sgd.early && sgd.loss[MEAN] < 2,
              "SGD does not learn: %g", sgd.loss[MEAN]);
    const bool catches_up = whole()
                                ? faster.early < 0.5 * sgd.early
                                : faster.loss[MEAN] < 0.6 * sgd.loss[LEAST];
    cr_assert(catches_up, "SGD x 10: %g and %g, SGD: %g and %g", faster.early,
              faster.loss[MEAN], sgd.early, sgd.loss[LEAST]);
    for (int i = 0; i < 5; i++) {
        const Method m = method_of(&o, methods[i]);
        cr_assert(m.loss[MOST] < 0.5 * sgd.loss[LEAST], "%s: %g, SGD: %g",
                  methods[i] + 1, m.loss[MOST], sgd.loss[LEAST]);
        cr_assert(m.accuracy[LEAST] > sgd.accuracy[MOST] + 0.02,
                  "%s: accuracy %g, SGD: %g", methods[i] + 1,
                  m.accuracy[LEAST], sgd.accuracy[MOST]);
        cr_assert(i < 2 || m.loss[MEAN] < momentum.loss[MEAN],
                  "%s: %g, Momentum: %g", methods[i] + 1, m.loss[MEAN],
                  momentum.loss[MEAN]);
        cr_assert(!whole() || m.early < sgd.loss[LEAST],
                  "%s: %g after a quarter, SGD: %g at the end",
                  methods[i] + 1, m.early, sgd.loss[LEAST]);
    }
    outcome_clear(&o);
}

/* A row of the ranking. */
enum { VALIDATION, TRAIN, RATE, DECAY, COLUMNS, MOST_ROWS = 20 };

/* The best is above, and of equals the larger rate. */
static void read_ranking(double (*row)[COLUMNS], int rows, const char *text)
{
    for (int i = 0; i < rows; i++) {
        char rank[16];
        snprintf(rank, sizeof rank, "\n%6d ", i + 1);
        numbers_after(text, rank, COLUMNS, row[i]);
        const double *here = row[i], *above = row[i > 0 ? i - 1 : 0];
        cr_assert(here[VALIDATION] < above[VALIDATION] ||
                      (here[VALIDATION] == above[VALIDATION] &&
                       here[RATE] <= above[RATE]),
                  "rank %d: %g with the rate %g, below %g with %g", i + 1,
                  here[VALIDATION], here[RATE], above[VALIDATION],
                  above[RATE]);
    }
}

typedef struct {
    double least, most;
} Range;

static Range range_of(double (*row)[COLUMNS], int rows, int column)
{
    Range range = {row[0][column], row[0][column]};
    for (int i = 1; i < rows; i++) {
        range.least = fmin(range.least, row[i][column]);
        range.most = fmax(range.most, row[i][column]);
    }
    return range;
}

/* Rates and prices come from all their powers of ten, and from no others; the best rates
   lie at the upper end; and what was held out is read less well than what was learnt. */
Test(findings, search_finds_large_rates)
{
    const char *const more[] = {"--epochs", "25", "--trials", "6", NULL};
    const int rows = whole() ? MOST_ROWS : 6, best = whole() ? 10 : 6;
    double row[MOST_ROWS][COLUMNS], said[2], gap = 0;
    Outcome o = learn("ch06/hyperparameter_search", 500, 1, more);
    read_ranking(row, rows, o.out);
    cr_assert(row[0][RATE] > 2e-3 && row[0][TRAIN] > 0.2,
              "the best rate is %g, and with it %g were learnt", row[0][RATE],
              row[0][TRAIN]);
    const Range rate = range_of(row, rows, RATE);
    const Range decay = range_of(row, rows, DECAY);
    cr_assert(rate.least >= 1e-6 && rate.most <= 1e-2 &&
                  (whole() || rate.least < 1e-5),
              "rates from %g to %g", rate.least, rate.most);
    cr_assert(decay.least >= 1e-8 && decay.least < 1e-7 &&
                  decay.most > 1e-5 && decay.most <= 1e-4,
              "decays from %g to %g", decay.least, decay.most);
    for (int i = 0; i < best; i++) {
        gap += (row[i][TRAIN] - row[i][VALIDATION]) / best;
    }
    cr_assert(whole() ? gap > 0.05 : gap != 0, "a gap of %g", gap);
    numbers_after(o.out, "have rates from", 2, said);
    const Range good = range_of(row, best, RATE);
    cr_assert(fabs(said[0] / good.least - 1) < 0.06 &&
                  fabs(said[1] / good.most - 1) < 0.06,
              "the best %d: %g to %g, not %g to %g", best, said[0], said[1],
              good.least, good.most);
    outcome_clear(&o);
}
