// # Does a network see the shape?
//
// The network of chapter 5 reads a digit as one row of 784 numbers. **Does it
// know which pixels are neighbours?** We take that knowledge away, and see
// which network suffers: the pixels of every image are shuffled (洗牌), in the
// same way for all images.
//
// *Predict first.* A person reads none of the shuffled digits. Which network gets
// worse: the affine one, the convolutional one, or both?
//
// *Answer.* The convolutional one. The last number is what the shuffling
// costs: {run: affine        0}, and {run: convolution   0}.
#include <stdio.h>
#include <stdlib.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "layers/affine.h"
#include "layers/convolution.h"
#include "layers/max_pool.h"
#include "layers/relu.h"
#include "layers/softmax_loss.h"
#include "math/init.h"
#include "optimizers/sgd.h"
#include "system/options.h"
#include "system/way.h"
#include "training/trainer.h"

enum { HIDDEN = 50, FILTERS = 16, SIZE = 5, POOL = 4, BATCH = 50, SHOWN = 6 };

// ## Two ways from an image to a map
//
// The affine layer is **fully-connected** (全连接): each output has a weight for
// each input. If we exchange two pixels, and exchange their weights, nothing
// has changed. So it ignores the **shape of the data** (数据的形状).
//
// A convolution looks at neighbours only, and with the same weights everywhere.
// Thirty filters of $5 \times 5$ make of $28 \times 28$ pixels thirty maps of
// $24 \times 24$. An affine layer with as many outputs could do the same:
//
// $$ \begin{aligned} 30 \cdot 5 \cdot 5 + 30 &= 780
//    \\ (28 \cdot 28) \cdot (30 \cdot 24 \cdot 24) &= 13\,547\,520
//    \end{aligned} $$
//
// The second line does not even count its biases. Calls such as
// `window_square(5, 1, 0)` may stay unread until the next pages explain them.
// This one stands for filters of $5 \times 5$ that move by 1, with no rim of
// zeros.
static void print_sizes(void)
{
    const Window window = window_square(5, 1, 0);
    const Shape x = SHAPE(1, 1, 28, 28), y = window_output(&window, x, 30);
    printf("from %s to %s\n", shape_text(x).text, shape_text(y).text);
    printf("convolution %8d numbers to learn\n", 30 * 5 * 5 + 30);
    printf("affine      %8d weights\n\n", shape_size(x) * shape_size(y));
}

// ## The same shuffle for all
//
// A permutation says where each pixel comes from. It is drawn once, and used
// for every image, of the training set and of the test set. No information is
// lost, because the permutation backwards gives the images again.
static void shuffle_pixels(Dataset *to, const Dataset *from, const int *order)
{
    const int size = from->height * from->width;
    *to = dataset_new(from->count, from->height, from->width, from->classes);
    for (int n = 0; n < from->count; n++) {
        const ptrdiff_t image = (ptrdiff_t)n * size;
        to->labels[n] = from->labels[n];
        for (int p = 0; p < size; p++) {
            to->pixels[image + p] = from->pixels[image + order[p]];
        }
    }
}

// ## Two networks
//
// The affine one is the network of [chapter 5](../ch05_backprop/train.c). The
// convolutional one has 16 filters of $5 \times 5$, keeps the largest of each
// $4 \times 4$ numbers ([pooling](pooling.c)), and ends in an affine layer.
static void build_affine(Network *net, const Dataset *data, Rng *rng)
{
    const int pixels = data->height * data->width;
    network_add(net, affine_new(pixels, HIDDEN, he_std(pixels), rng));
    network_add(net, relu_new());
    network_add(net, affine_new(HIDDEN, data->classes, he_std(HIDDEN), rng));
    network_add_loss(net, softmax_loss_new());
}

static void build_convolutional(Network *net, const Dataset *data, Rng *rng)
{
    const Window filter = window_square(SIZE, 1, 0);
    const Window pool = window_square(POOL, POOL, 0);
    const Shape image = SHAPE(1, 1, data->height, data->width);
    const Shape maps = window_output(&filter, image, FILTERS);
    const int features = shape_size(window_output(&pool, maps, FILTERS));
    network_read_as(net, SHAPE(1, data->height, data->width));
    network_add(
        net, convolution_new(1, FILTERS, filter, he_std(SIZE * SIZE), rng));
    network_add(net, relu_new());
    network_add(net, max_pool_new(pool));
    network_add(net,
                affine_new(features, data->classes, he_std(features), rng));
    network_add_loss(net, softmax_loss_new());
}

// ## Four trainings
//
// Both networks learn from the plain images and from the shuffled ones: same seed,
// same batches, same number of steps.
typedef struct {
    const char *name;
    void (*build)(Network *net, const Dataset *data, Rng *rng);
} Kind;

static const Kind kinds[] = {{"affine", build_affine},
                             {"convolution", build_convolutional}};

typedef struct {
    Dataset train, test;
} Pair;

static bool learn(const Kind *kind, const Pair *data, int epochs,
                  const Options *options, History *history, Error *error)
{
    Network net = {0};
    Rng rng = rng_new(options->seed);
    kind->build(&net, &data->train, &rng);
    Optimizer *sgd = sgd_new(0.1);
    const int steps = data->train.count / BATCH;
    const Trainer trainer = {.network = &net,
                             .optimizer = sgd,
                             .train = &data->train,
                             .test = &data->test,
                             .rng = &rng,
                             .shuffle = true,
                             .batch_size = BATCH,
                             .steps = epochs * steps,
                             .evaluate_every = steps,
                             .silent = true};
    const bool ok = trainer_run(&trainer, history, error);
    optimizer_free(sgd);
    network_clear(&net);
    return ok;
}

// ## The table and the figures
//
// Both networks are drawn on the same scale, and six digits are shown before
// and after the shuffle.
static bool draw_curves(const History *histories, const Options *options,
                        Error *error)
{
    Plot *plot = plot_new("shape_matters", (PlotFrame){.title = "affine",
                                                       .x = "epoch",
                                                       .y = "test accuracy",
                                                       .y_min = 0.6,
                                                       .y_max = 1,
                                                       .legend = true,
                                                       .columns = 2});
    for (int k = 0; k < 2; k++) {
        if (k == 1) {
            plot_panel(plot, (PlotFrame){.title = "convolution",
                                         .x = "epoch",
                                         .y = "test accuracy",
                                         .y_min = 0.6,
                                         .y_max = 1});
        }
        for (int shuffled = 0; shuffled < 2; shuffled++) {
            const History *h = &histories[2 * k + shuffled];
            plot_series(plot, shuffled ? "shuffled" : "plain",
                        shuffled ? PLOT_DASHED : PLOT_LINE, h->count,
                        h->epoch, h->test_accuracy);
        }
    }
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

static bool draw_images(const Pair *pairs, const Options *options,
                        Error *error)
{
    const int H = pairs->test.height, W = pairs->test.width, size = H * W;
    const int N = pairs->test.count < SHOWN ? pairs->test.count : SHOWN;
    double *ink = allocate((size_t)(2 * N * size), sizeof *ink);
    for (int i = 0; i < 2 * N * size; i++) {
        ink[i] = pairs[i / (N * size)].test.pixels[i % (N * size)] / 255.0;
    }
    Plot *plot = plot_new("shuffled", (PlotFrame){0});
    plot_images(plot, 2 * N, H, W, N, ink, NULL);
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    free(ink);
    return ok;
}

static bool compare(const Pair *pairs, int epochs, const Options *options,
                    Error *error)
{
    History histories[4] = {{0}};
    bool ok = true;
    printf("%d images, %d epochs, test accuracy\n", pairs->train.count,
           epochs);
    puts("               plain  shuffled      lost");
    for (int k = 0; k < 2 && ok; k++) {
        double end[2] = {0};
        for (int shuffled = 0; shuffled < 2 && ok; shuffled++) {
            History *h = &histories[2 * k + shuffled];
            ok =
                learn(&kinds[k], &pairs[shuffled], epochs, options, h, error);
            end[shuffled] = ok ? h->test_accuracy[h->count - 1] : 0;
        }
        if (ok) {
            printf("%-11s%9.4f%10.4f%10.4f\n", kinds[k].name, end[0], end[1],
                   end[0] - end[1]);
        }
    }
    ok = ok && draw_images(pairs, options, error) &&
         draw_curves(histories, options, error);
    for (int i = 0; i < 4; i++) {
        history_clear(&histories[i]);
    }
    return ok;
}

// The permutation has a generator of its own, so that it does not depend on what
// else is drawn.
static bool run(const Examples *data, int images, int epochs,
                const Options *options, Error *error)
{
    const int N = images < data->train.count ? images : data->train.count;
    const int size = data->train.height * data->train.width;
    int *order = allocate((size_t)size, sizeof *order);
    Rng rng = rng_new(options->seed);
    rng_permutation(&rng, order, size);
    Pair pairs[2] = {{dataset_slice(&data->train, 0, N), data->test}};
    shuffle_pixels(&pairs[1].train, &pairs[0].train, order);
    shuffle_pixels(&pairs[1].test, &pairs[0].test, order);
    const bool ok = compare(pairs, epochs, options, error);
    dataset_clear(&pairs[1].train);
    dataset_clear(&pairs[1].test);
    free(order);
    return ok;
}

int main(int argc, char **argv)
{
    int images = 4000, epochs = 10;
    const Option extra[] = {
        {"images", "N", "how many to learn from", OPTION_INT, &images, BATCH,
         1e6},
        {"epochs", "N", "rounds through them", OPTION_INT, &epochs, 1, 1000}};
    Options options;
    Error error;
    Examples data;
    options_parse(&options, argc, argv,
                  "Shuffles the pixels of all images alike, and looks which "
                  "network suffers.",
                  extra, 2);
    if (!examples_load(&data, options.data, &error) ||
        !examples_enough(&data, BATCH, 1, SIZE - 1 + POOL, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    print_sizes();
    const bool ok = run(&data, images, epochs, &options, &error);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// The affine network learns the shuffled digits about as well as the plain ones.
// The difference is luck: each of its random first weights belongs to another pixel
// now. It never knew which pixels are neighbours, so it loses nothing.
//
// The convolutional network loses much more: about six of 100 digits of MNIST, and about
// eleven of the built-in ones. Then it is no better than the affine one. Its filters
// look for strokes in pixels side by side, and after the shuffle there is nothing to
// find. On the plain digits it is clearly better.
//
// ![Six digits, and the same with their pixels shuffled alike. Compare the first with the last: is there a stroke left?](shuffled.svg)
//
// It is better, but not because it is larger. It learns $16 \cdot 25 + 16$
// numbers in its filters. Pooling leaves $6 \times 6$ of each map,
// $16 \cdot 36 = 576$ in all, so the affine layer learns $576 \cdot 10 + 10$:
// together 6186. The affine network learns 39,760. What makes it better is an
// assumption that is true for images: neighbours belong together, and a stroke
// is a stroke everywhere.
//
// ![Left the affine network, right the convolutional one. Look at the distance between the two lines of each.](shape_matters.svg)
//
// **Try it.** Run it with `--images 500` and with `--images 20000`. Guess first whether
// the advantage of the convolution grows or shrinks with fewer images.
//
// **Check yourself.** Somebody shuffles the *rows* of all images alike, and leaves each
// row as it is. Would a filter of $1 \times 5$ suffer? And one of $5 \times 1$?
//
// *Answer.* A filter of $1 \times 5$ sees five pixels of one row, and the rows
// are as they were: it would not suffer. A filter of $5 \times 1$ sees five
// pixels of one column, which now come from five scattered rows: it would.
