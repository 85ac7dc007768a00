// # A small batch
//
// To know the loss of a network exactly, we would have to ask all training images
// before every single step. **How good a guess is the loss of 100 of them?**
//
// *Predict first.* Each batch is another guess. Compare the guesses of batches
// of 100 images with the guesses of batches of 10. How far apart are they: a
// tenth as far, a third, or equally far?
//
// *Answer.* A third: $1/\sqrt{10} = 0.32$. Compare the third number in the
// rows {run:    10 } and {run:   100 }.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "system/options.h"
#include "system/way.h"
#include "two_layer.h"

enum { HIDDEN = 50, DRAWS = 4000, SIZES = 4, BINS = 40 };

static const int sizes[SIZES] = {1, 10, 100, 1000};

// ## The loss of every image
//
// The network comes from [the page before](two_layer.c). It has random weights,
// so it is wrong in many ways. Its loss on one image is $-\ln y$ of the right
// class.
static void find_losses(double *loss, TwoLayer *net, const Dataset *data)
{
    enum { PORTION = 1000 };
    Batch batch = {0};
    for (int first = 0; first < data->count; first += PORTION) {
        const int left = data->count - first;
        const int n = left < PORTION ? left : PORTION;
        batch_slice(&batch, data, first, n);
        const Tensor *y = two_layer_predict(net, batch.x);
        for (int i = 0; i < n; i++) {
            loss[first + i] =
                -log((double)y->data[i * data->classes + batch.labels[i]]);
        }
    }
    batch_clear(&batch);
}

// ## Mini-batches
//
// A **mini-batch** (小批量) of $B$ images is drawn at random, as NumPy's
// `random.choice` does; the same image may come twice. The loss of the batch is
// the mean of the losses of its images. We draw 4000 batches of each size and
// look at how far apart these means lie. How far numbers usually are from their
// mean is their *standard deviation* (标准差): square the distances from the mean,
// take the mean of the squares, and from it the root.
static void means_of_batches(double *means, const double *loss, int N, int B,
                             Rng *rng)
{
    int *picks = allocate((size_t)B, sizeof *picks);
    for (int d = 0; d < DRAWS; d++) {
        rng_choice(rng, picks, B, N);
        for (int i = 0; i < B; i++) {
            means[d] += loss[picks[i]] / B;
        }
    }
    free(picks);
}

static double mean_of(const double *x, int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += x[i];
    }
    return sum / count;
}

// The standard deviation, in C.
static double deviation_of(const double *x, int count)
{
    const double mean = mean_of(x, count);
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += (x[i] - mean) * (x[i] - mean);
    }
    return sqrt(sum / count);
}

// ## How they scatter
//
// A histogram counts how many of the 4000 means fall into each small range.
static Plot *add_histogram(Plot *plot, const double *means, double low,
                           double high, const char *title)
{
    double middle[BINS], share[BINS] = {0};
    for (int d = 0; d < DRAWS; d++) {
        const double place = (means[d] - low) / (high - low) * BINS;
        if (place >= 0 && place < BINS) {
            share[(int)place] += 100.0 / DRAWS;
        }
    }
    for (int i = 0; i < BINS; i++) {
        middle[i] = low + (high - low) * (i + 0.5) / BINS;
    }
    const PlotFrame frame = {.title = title,
                             .x = "loss of a batch",
                             .y = "% of the batches",
                             .x_min = low,
                             .x_max = high,
                             .height = 150};
    if (plot == NULL) {
        plot = plot_new("batch_losses", frame);
    } else {
        plot_panel(plot, frame);
    }
    plot_series(plot, NULL, PLOT_BARS, BINS, middle, share);
    return plot;
}

// Which images are in a batch? These are the first ten draws, as a batch of ten.
static void print_first_batch(int N, Rng rng)
{
    enum { B = 10 };
    int picks[B];
    rng_choice(&rng, picks, B, N);
    printf("the images of one batch:");
    for (int i = 0; i < B; i++) {
        printf(" %d", picks[i]);
    }
    puts("\n");
}

static Plot *compare(const double *loss, int N, Rng *rng)
{
    const double exact = mean_of(loss, N);
    const double reach = deviation_of(loss, N);
    static const char *const titles[SIZES] = {
        "1 image", "batches of 10", "batches of 100", "batches of 1000"};
    Plot *plot = NULL;
    double *means = allocate(DRAWS, sizeof *means);
    printf("loss of all %d images: %.4f\n", N, exact);
    print_first_batch(N, *rng);
    puts("batch     mean   scatter   scatter * sqrt(batch)");
    for (int s = 0; s < SIZES; s++) {
        memset(means, 0, DRAWS * sizeof *means);
        means_of_batches(means, loss, N, sizes[s], rng);
        const double scatter = deviation_of(means, DRAWS);
        printf("%5d  %7.4f  %8.4f  %22.4f\n", sizes[s], mean_of(means, DRAWS),
               scatter, scatter * sqrt(sizes[s]));
        if (s >= 1) {
            plot = add_histogram(plot, means, exact - reach, exact + reach,
                                 titles[s]);
        }
    }
    free(means);
    return plot;
}

// ## What an epoch sees
//
// After $N / B$ batches as many images were drawn as there are: an **epoch**
// (轮次). Because they are drawn at random, some come twice and some not at all.
// One draw misses an image with the probability $1 - 1/N$, and all $N$ draws
// miss it with $(1 - 1/N)^N$. For $N = 100$ that is $0.99^{100} = 0.366$, and
// for larger $N$ it comes near to $1/e = 0.368$. So about 63 % are seen. To see
// each of them once, we *shuffle* (洗牌) the images instead, and cut the shuffled
// order into batches.
static double share_seen(const int *picks, int N)
{
    bool *seen = allocate((size_t)N, sizeof *seen);
    int different = 0;
    for (int i = 0; i < N; i++) {
        different += !seen[picks[i]];
        seen[picks[i]] = true;
    }
    free(seen);
    return 100.0 * different / N;
}

static void print_epoch(int N, Rng *rng)
{
    int *picks = allocate((size_t)N, sizeof *picks);
    rng_choice(rng, picks, N, N);
    printf("\none epoch of random draws sees %.1f %% of the images, ",
           share_seen(picks, N));
    rng_permutation(rng, picks, N);
    printf("a shuffled one %.1f %%\n", share_seen(picks, N));
    free(picks);
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    Examples data;
    options_parse(
        &options, argc, argv,
        "Compares the loss of small batches with that of all images.", NULL,
        0);
    if (!examples_load(&data, options.data, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    Rng rng = rng_new(options.seed);
    const Dataset *train = &data.train;
    TwoLayer net = two_layer_new(train->height * train->width, HIDDEN,
                                 train->classes, &rng);
    double *loss = allocate((size_t)train->count, sizeof *loss);
    find_losses(loss, &net, train);
    Plot *plot = compare(loss, train->count, &rng);
    print_epoch(train->count, &rng);
    const bool ok = plot_save(plot, &options, &error);
    plot_free(plot);
    free(loss);
    two_layer_clear(&net);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// For every size the mean of all batches is nearly right, and a single batch is
// only a guess. Here, with 100 images, the guess is usually wrong by about 0.05,
// where the loss is more than 2.4: that is 2 %, and good enough to take a step by.
//
// The last column is nearly the same everywhere, so the scatter of the guess
// falls as $1 / \sqrt{B}$ does. Why the root? Some images of a batch have a
// larger loss than the mean, some a smaller one, and these errors partly
// cancel: the sum of $B$ of them is not $B$ times as large as one, but usually
// only $\sqrt{B}$ times. Divided by $B$, that is $1 / \sqrt{B}$. With ten times
// the images the scatter is a third, because $1 / \sqrt{10} = 0.32$; with a
// hundred times the images, a tenth.
//
// So a large batch costs more than it gains. 100 images cost 100 times the work
// of one. 60,000 draws, as many as MNIST has images, cost 600 times as much as
// 100, and scatter only $\sqrt{600} \approx 24$ times less. 600 steps by good
// guesses are better than one step by a nearly perfect one.
//
// ![The losses of 4000 batches of each size, all on the same axis. Look at the width: from panel to panel it shrinks to a third.](batch_losses.svg)
//
// **Try it.** Run it with `--seed 2`. Which numbers change, and which hardly
// change?
//
// **Check yourself.** How large must a batch be to halve the scatter of batches
// of 100?
//
// *Answer.* 400. The scatter falls with the root, and $\sqrt{4} = 2$: a half
// of the scatter costs four times the images.
