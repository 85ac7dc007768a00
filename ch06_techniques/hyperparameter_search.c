// # The search for a learning rate
//
// The network did not learn its learning rate. It is a **hyper-parameter**
// (超参数): a person chose it. **How does a person find a good one, without
// knowing anything?**
//
// *Predict first.* A learning rate is drawn by chance, 100 times, between one
// millionth and one hundredth. Where do the best of them lie: in the middle, at
// the small end, or at the large end?
//
// *Answer.* At the large end: {run: the best 10}.
#include <stdio.h>
#include <stdlib.h>
#include <tgmath.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "ground/timing.h"
#include "layers/relu.h"
#include "math/init.h"
#include "ranks/queue.h"
#include "ranks/same.h"
#include "system/options.h"
#include "trials.h"

enum { IMAGES = 500, BATCH = 100, SHOWN = 20, MOST = 10000 };
enum { HELD_OUT = 5 }; /* one image of so many */

// ## A set for the choice
//
// If you try 100 learning rates and keep the one that does best on the test
// set, you have adapted to the test set. So a fifth of the training images is
// held out: the **validation data** (验证数据). They are shuffled before they are
// divided, because files are often sorted.
//
// The test set is not used in this program at all. It waits for the one network that
// is chosen in the end.

// ## Drawn by chance, in powers of ten
//
// Between $10^{-6}$ and $10^{-2}$ nearly all numbers are larger than $10^{-3}$, if they
// are drawn evenly. But we do not know the *order of magnitude*. So the exponent is
// drawn evenly, and each power of ten gets the same share:
//
// $$ \eta = 10^{u}, \qquad u \text{ uniform in } (-6, -2) $$
//
// In the same way each trial draws a second number, the price of large weights
// (weight decay), between $10^{-8}$ and $10^{-4}$. A grid of $10 \times 10$
// would try ten rates with ten decays. If they are drawn by chance, 100 trials
// try a hundred rates. So if only the rate matters for the result, chance has
// tried ten times as many rates as the grid, with the same work. The method is
// called *random search* (随机搜索).
static real draw_power(Rng *rng, double low, double high)
{
    return (real)pow(10, low + (high - low) * (double)rng_uniform(rng));
}

static void describe(Trial *trials, int count, uint64_t seed)
{
    Rng rng = rng_new(seed);
    for (int i = 0; i < count; i++) {
        trials[i] = (Trial){.shape = {.hidden = 100,
                                      .depth = 6,
                                      .activation = relu_new,
                                      .std = he_std},
                            .rate = draw_power(&rng, -6, -2),
                            .decay = draw_power(&rng, -8, -4),
                            .seed = rng_bits(&rng)};
    }
}

// ## The ranking
//
// The accuracy on the held-out images decides, and of equals the larger rate comes
// first. Trials that did not come to their end are last.
static double score(const Trial *t)
{
    return t->done ? trial_end(t, HISTORY_TEST) : -1;
}

/* For qsort(): more than 0 if b is to stand before a. */
static int by_score(const void *a, const void *b)
{
    const Trial *s = a, *t = b;
    const double x = score(s), y = score(t);
    return x != y ? (x < y) - (x > y)
                  : (s->rate < t->rate) - (s->rate > t->rate);
}

static int print_ranking(const Trial *trials, int count)
{
    int done = 0;
    for (int i = 0; i < count; i++) {
        done += trials[i].done;
    }
    printf("%d of %d trials\n\n", done, count);
    puts("  rank   validation   train       rate      decay");
    for (int i = 0; i < done && i < SHOWN; i++) {
        const Trial *t = &trials[i];
        printf("%6d   %10.4f  %6.4f   %8.2e   %8.2e%s\n", i + 1, score(t),
               trial_end(t, HISTORY_TRAIN), t->rate, t->decay,
               t->diverged ? "  diverged" : "");
    }
    return done;
}

// Where are the good ones? The smallest and the largest of the best ten say
// where the next search should look.
static void print_range(const Trial *trials, int done)
{
    double low = trials[0].rate, high = low;
    const int best = done < 10 ? done : 10;
    for (int i = 0; i < best; i++) {
        low = fmin(low, trials[i].rate);
        high = fmax(high, trials[i].rate);
    }
    printf("\nthe best %d have rates from %.1e to %.1e\n", best, low, high);
}

static bool draw(const Trial *trials, int done, const Options *options,
                 Error *error)
{
    char texts[SHOWN][24];
    const char *titles[SHOWN];
    const int count = done < SHOWN ? done : SHOWN;
    for (int i = 0; i < count; i++) {
        snprintf(texts[i], sizeof texts[i], "%d: %.1e", i + 1,
                 (double)trials[i].rate);
        titles[i] = texts[i];
    }
    Plot *plot = kinds_plot("hyperparameter_search", trials, titles, count, 1,
                            "held out");
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

// ## The search
//
// In short: describe() draws all trials. trials_run() trains each of them on
// the 400 images and examines it on the 100 that were held out. show() sorts
// them and prints. The trials need nothing from each other, so
// [all processors](trials.c) work at the same time.
//
// The code for that is folded, because much of it serves
// [several machines](../common/ranks/queue.c): with
// `mpirun -n 4 ./ch06/hyperparameter_search` each program takes the next trial from
// one queue, and the first one gets all results. After Ctrl-C the ranking shows
// what is known so far.
/* folded */
typedef struct {
    int trials, epochs;
    Options options;
    Ranks *ranks;
} Search;

static bool show(const Search *s, Trial *trials, Error *error)
{
    qsort(trials, (size_t)s->trials, sizeof *trials, by_score);
    const int done = print_ranking(trials, s->trials);
    if (done > 0) {
        print_range(trials, done);
    }
    return done == 0 || draw(trials, done, &s->options, error);
}

static bool search(const Search *s, const Dataset *train,
                   const Dataset *valid, Error *error)
{
    Error trouble;
    Trial *trials = allocate((size_t)s->trials, sizeof *trials);
    Course course = {.train = *train,
                     .test = *valid,
                     .batch = BATCH,
                     .epochs = s->epochs,
                     .every = 1,
                     .quiet = s->options.quiet};
    printf("%d images to learn from, %d held out, %d epochs each\n",
           train->count, valid->count, s->epochs);
    const double start = timing_now();
    describe(trials, s->trials, s->options.seed);
    course.queue = queue_open(s->ranks, s->trials);
    const bool finished = trials_run(trials, s->trials, &course, error);
    queue_close(course.queue);
    trials_collect(trials, s->trials, s->ranks);
    printf("searched for %s s: ",
           timing_text(timing_now() - start, 0, 1).text);
    const bool ok = ranks_me(s->ranks) != 0 || show(s, trials, &trouble);
    trials_clear(trials, s->trials);
    free(trials);
    if (!ok) {
        *error = trouble;
    }
    return ok && finished;
}

static bool run(const Search *s, const Examples *data, Error *error)
{
    Rng rng = rng_new(s->options.seed);
    const int N = data->train.count, used = N < IMAGES ? N : IMAGES;
    int *order = allocate((size_t)N, sizeof *order);
    rng_permutation(&rng, order, N);
    const int held_out = used / HELD_OUT;
    Dataset valid = dataset_pick(&data->train, order, held_out);
    Dataset train =
        dataset_pick(&data->train, order + held_out, used - held_out);
    const bool ok = search(s, &train, &valid, error);
    dataset_clear(&valid);
    dataset_clear(&train);
    free(order);
    return ok;
}

static bool prepare(const Search *s, Examples *data, Error *error)
{
    char text[WORDS];
    snprintf(text, sizeof text, "--trials %d --epochs %d --seed %llu",
             s->trials, s->epochs, (unsigned long long)s->options.seed);
    const bool ok = examples_load(data, s->options.data, error) &&
                    examples_enough(data, HELD_OUT, 1, 1, error);
    return ranks_agree(s->ranks, ok, error) &&
           same_everywhere(s->ranks, dataset_checksum(&data->train), text,
                           error);
}

int main(int argc, char **argv)
{
    const int hushed = ranks_prepare();
    Search s = {.trials = 100, .epochs = 50};
    int threads;
    const Option extra[] = {
        {"trials", "N", "settings to try", OPTION_INT, &s.trials, 1, MOST},
        {"epochs", "N", "rounds through the images for each", OPTION_INT,
         &s.epochs, 1, 1e5},
        options_threads(&threads)};
    Error error;
    Examples data = {.name = ""};
    options_parse(&s.options, argc, argv,
                  "Searches a learning rate and a weight decay by chance.",
                  extra, 3);
    bool ok =
        ranks_begin(&s.ranks, hushed, &error) && prepare(&s, &data, &error);
    if (ok) {
        puts(data.note);
        ok = run(&s, &data, &error);
    }
    examples_clear(&data);
    return ranks_leave(s.ranks, &s.options, ok, &error);
}

// ## What came out
//
// The best trials have learning rates near the upper end; their weight decays differ more
// than a hundredfold, in no order. So the rate matters here and the decay hardly does.
//
// That answer is worth more than a single winner. The next search draws rates
// between the two numbers of the last line and a little beyond, with more
// epochs. The search goes on in this way until the differences are no larger
// than the differences between two seeds. And the best lie at the end of the
// range, so the range should have been wider.
//
// ![The twenty best trials, the best one first: rank and learning rate. Compare them with those further down: the rate is smaller there, and the curves climb later.](hyperparameter_search.svg)
//
// If you have little time, let the results so far decide what to try next.
// **Bayesian optimization** (贝叶斯最优化) does that. Random search is from a paper
// by J. Bergstra and Y. Bengio (2012), this method from one by J. Snoek, H.
// Larochelle and R. Adams (2012).
//
// **Try it.** Change $-2$ in `describe()` to $0$, so that rates up to 1 are tried.
// The loss of some trials explodes; the table calls them `diverged`. Where do the
// best lie now?
//
// **Check yourself.** Say the best trial reads 80 of the 100 held-out images. Will
// it read 80 of 100 test images, too? Think of who was chosen, and by what.
//
// *Answer.* Probably fewer. Of 100 trials the one that did best on these 100
// images was chosen, and a part of its success was luck with these images. On
// new images that luck is missing.
