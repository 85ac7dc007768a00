// # A network learns
//
// We have all parts now: a loss, a batch, a gradient and a step downhill.
// **Does a network learn to read if nobody tells it how, but only how wrong it
// is?**
//
// *Predict first.* To know the gradient, each weight is moved up and down, and each
// time the whole network runs. With 39,760 weights and 100 images in a batch, how
// long does *one* step take: a hundredth of a second, or some seconds? And ten
// thousand steps?
//
// *Answer.* Some seconds for one step, and so half a day or more for ten thousand:
// $39{,}760 \cdot 2$ runs with 100 images each, and about 39,700 multiplications
// for an image, are $3.2 \cdot 10^{11}$. That is why the network of this
// page is a small one: {run: 610 weights}.
#include <stdio.h>
#include <stdlib.h>

#include "data/examples.h"
#include "ground/timing.h"
#include "learner.h"
#include "optimizers/sgd.h"
#include "system/way.h"
#include "twins.h"

enum { CELL = 4 };

// ## Two sizes
//
// The book's size is 28 x 28 pixels, 50 hidden neurons and batches of 100: that is
// what `--full` does. Otherwise each square of $4 \times 4$ pixels is replaced by
// its mean, so that an image has $7 \cdot 7 = 49$ numbers, and the network has 10
// hidden neurons. Then $49 \cdot 10 + 10 + 10 \cdot 10 + 10 = 610$ numbers learn.
// That is small enough to watch.
typedef struct {
    int hidden, batch, steps;
    bool full;
    double rate;
    Options shared;
} Settings;

/* folded */
static int mean_of_cell(const Dataset *data, const uint8_t *image, int row,
                        int column)
{
    int sum = 0;
    for (int r = row * CELL; r < (row + 1) * CELL; r++) {
        for (int c = column * CELL; c < (column + 1) * CELL; c++) {
            sum += image[r * data->width + c];
        }
    }
    return sum / (CELL * CELL);
}

static Dataset shrink(const Dataset *data)
{
    const int height = data->height / CELL, width = data->width / CELL;
    Dataset small = dataset_new(data->count, height, width, data->classes);
    for (int i = 0; i < data->count; i++) {
        small.labels[i] = data->labels[i];
        const uint8_t *image =
            &data->pixels[(ptrdiff_t)i * data->height * data->width];
        uint8_t *cells = &small.pixels[(ptrdiff_t)i * height * width];
        for (int r = 0; r < height; r++) {
            for (int c = 0; c < width; c++) {
                cells[r * width + c] =
                    (uint8_t)mean_of_cell(data, image, r, c);
            }
        }
    }
    return small;
}

// ## Every gradient, by trying
//
// [numerical_gradient](../common/math/gradient.c) moves each number of a tensor up
// and down and asks for the loss: one whole run of the network, on a batch that
// does not change. The processors [share the numbers](twins.c) among them, and work
// at the same time.
enum { W1, B1, W2, B2 };

static void find_gradients(Twins *twins)
{
    for (int p = 0; p < TWO_LAYER_PARAMS; p++) {
        twins_find_gradient(twins, p);
    }
}

// ## The loop
//
// Draw a **mini-batch** (小批量) at random, find the gradient of its loss, go one
// step downhill. Because the batches are drawn at random, the descent is called
// **stochastic**: SGD (随机梯度下降法). An **epoch** is over when as many images were
// drawn as there are to learn from. Some images are then drawn twice, and about
// 37 of 100 not at all.
static void learn(Learner *l, Twins *twins, int steps, double rate)
{
    Optimizer *sgd = sgd_new(rate);
    learner_examine(l, 0, steps, learner_loss(l));
    for (int step = 1; step <= steps; step++) {
        learner_draw_batch(l);
        find_gradients(twins);
        optimizer_step(sgd, l->params, TWO_LAYER_PARAMS);
        learner_examine(l, step, steps, learner_loss(l));
    }
    optimizer_free(sgd);
}

// ## What it will cost
//
// Before a long computation, measure a short one. Each number costs as much as any
// other, so the gradient of $W_2$ alone tells what all of them will take. The
// estimate holds for processors that do nothing else. Compare it with the seconds
// at the end of the table: if these are several times as many, other programs ran
// at the same time.
static void print_cost(Twins *twins, int steps)
{
    const Learner *l = twins->learner;
    const int size = two_layer_size(&l->net), some = l->net.W2.value->size;
    twins_find_gradient(twins, B2); /* the first run takes memory */
    const double start = timing_now();
    twins_find_gradient(twins, W2);
    const double step = (timing_now() - start) * size / some;
    printf("%d weights: a step runs the network %d times, about %s s\n", size,
           2 * size, timing_text(step, 0, 3).text);
    printf("%d steps: about %s s", steps,
           timing_text(step * steps, 0, 0).text);
    if (step * steps > 3600) {
        printf(", which is %s hours",
               timing_text(step * steps / 3600, 0, 1).text);
    }
    fputs("\n\n", stdout);
}

static bool run(const Dataset *train, const Dataset *test, const Settings *s,
                Error *error)
{
    Learner *l =
        learner_new(train, test, s->hidden, s->batch, s->shared.seed);
    printf("network: %d - %d - %d, batches of %d, images of %d x %d\n",
           train->height * train->width, s->hidden, train->classes, s->batch,
           train->height, train->width);
    Twins *twins = twins_new(l);
    learner_draw_batch(l);
    print_cost(twins, s->steps);
    learn(l, twins, s->steps, s->rate);
    twins_free(twins);
    const bool ok = learner_draw(l, "learning_curves", &s->shared, error);
    learner_free(l);
    return ok;
}

static void read_options(Settings *s, int argc, char **argv)
{
    const Option extra[] = {
        {"steps", "N", "batches to learn from (2000; with --full 10000)",
         OPTION_INT, &s->steps, 1, 1e6},
        {"rate", "NUMBER", "learning rate", OPTION_REAL, &s->rate, 0, 1e30},
        {"full", NULL, "the size of the book: it takes half a day or more",
         OPTION_FLAG, &s->full, 0, 0}};
    options_parse(&s->shared, argc, argv,
                  "Learns to read digits by the numerical gradient alone.",
                  extra, 3);
    if (s->steps == 0) {
        s->steps = s->full ? 10000 : 2000;
    }
    s->hidden = s->full ? 50 : 10;
    s->batch = s->full ? 100 : 20;
}

static bool run_slice(const Examples *data, const Settings *s, Error *error)
{
    if (s->full) {
        return run(&data->train, &data->test, s, error);
    }
    if (data->train.height < CELL || data->train.width < CELL) {
        return fail(error, EXIT_USAGE,
                    "images of %d x %d cannot be shrunk; use --full",
                    data->train.height, data->train.width);
    }
    Dataset train = shrink(&data->train), test = shrink(&data->test);
    const bool ok = run(&train, &test, s, error);
    dataset_clear(&train);
    dataset_clear(&test);
    return ok;
}

int main(int argc, char **argv)
{
    Settings settings = {.rate = 1};
    Error error;
    Examples data;
    read_options(&settings, argc, argv);
    if (!examples_load(&data, settings.shared.data, &error)) {
        die(settings.shared.program, &error);
    }
    puts(data.note);
    const bool ok = run_slice(&data, &settings, &error);
    examples_clear(&data);
    if (!ok) {
        die(settings.shared.program, &error);
    }
    return way_on(&settings.shared);
}

// ## What came out
//
// The network begins with guesses, one right in ten. Nobody told it what a 3
// looks like; it was only told how wrong it was on each batch. In the end it
// reads most digits. The loss is that of one small batch, so it jumps up and
// down while it falls.
//
// ![Accuracy after each tenth of the steps. It begins at one in ten, which is guessing; most is gained in the first tenth.](learning_curves.svg)
//
// What this small network costs is in the first lines.
// `./ch04/train --full --steps 1` shows what the book's size costs: some
// seconds for one step, and so half a day or more for ten thousand.
// [train_fast](train_fast.c) shows how to avoid that wait.
//
// **Try it.** Run it with `--rate 0.1`, and with `--rate 100`. Which of the two
// is worse, and can you tell from the loss alone?
//
// **Check yourself.** With twice as many hidden neurons, how many times as long
// does a step take? Count the weights *and* the work of each run.
//
// *Answer.* About four times as long. There are twice as many weights to move,
// and each run of the network has twice as many multiplications.
