// # Why it is fast
//
// A convolution only multiplies and adds. Today's processors can do more than
// fifty thousand million of both in a second. **Why does the definition,
// written in C, reach only a small part of that, and what must be done for the
// rest?**
//
// *Predict first.* Five things are changed below, one after the other: the order of the
// loops, where the sums are kept, how wide a vector is, how many threads work, and how
// many products are made. Which of them brings most?
//
// *Answer.* The order of the loops, on most machines. The last number of each
// row says by what factor it is faster than the row before:
// {run: loops in another order}.
#include <stdio.h>
#include <tgmath.h>

#include "doors.h"
#include "fast/conv_kernel.h"
#include "fast/convolution_fast.h"
#include "fast/spread.h"
#include "figures/plot.h"
#include "ground/rng.h"
#include "ground/timing.h"
#include "math/convolve.h"
#include "math/gradient.h"
#include "math/im2col.h"
#include "math/init.h"
#include "math/matmul.h"
#include "system/options.h"
#include "system/threads.h"
#include "system/way.h"

// ## The work
//
// The second convolution of the [deep network](deep_conv_net.c): 16 channels of
// $28 \times 28$, 16 filters of $3 \times 3$, padding 1. Each of the
// $16 \cdot 784$ sums of an image has $16 \cdot 9 = 144$ products. A multiplication and
// an addition each count as one operation:
//
// $$ 2 \cdot 16 \cdot 784 \cdot 144 = 3\,612\,672 \text{ for each image} $$
//
// One GFLOP/s is a thousand million of them in a second.
enum { CHANNELS = 16, FILTERS = 16, SIDE = 28, SIZE = 3, PAD = 1 };
enum { PLACES = SIDE * SIDE, DEPTH = CHANNELS * SIZE * SIZE };
enum { WIDE_SIDE = SIDE + 2 * PAD };

typedef struct {
    int images;
    Window window;
    Tensor *x, *W, *b;
    Spread edges; /* puts zeros around an image */
    Tensor *room; /* (images, …): each image with its zeros */
    int taps[DEPTH];
    const ConvKernel *kernel;
    Tensor *packed; /* W, as the kernel takes it */
    ConvolutionFast *fast;
    Tensor *columns; /* the patches of all images */
    Tensor *y, *expected;
} Work;

static void definition(void *work)
{
    Work *w = work;
    convolution_plain(w->y, w->x, w->W, w->b, &w->window);
}

// ## The order of the loops
//
// The definition finishes one sum before it begins the next. Each addition must wait
// for the one before it, about four ticks of the clock. A **vector register**
// (向量寄存器) of the processor holds 4, 8 or 16 numbers and makes as many additions in
// one tick. It stays unused, because the compiler may not change the order of a sum.
//
// So we turn the loops round. The inner loop goes along a row of places: different sums,
// neighbours in memory, and none waits for another. The compiler makes vectors of it.
static void add_weight(real *y, const real *x, real weight)
{
    for (int i = 0; i < SIDE; i++) {
        for (int j = 0; j < SIDE; j++) {
            y[i * SIDE + j] += weight * x[i * WIDE_SIDE + j];
        }
    }
}

static const real *with_zeros_around(const Work *w, int n)
{
    real *room = w->room->data + (ptrdiff_t)n * (w->room->size / w->images);
    spread(room, w->x->data + (ptrdiff_t)n * CHANNELS * PLACES, &w->edges);
    return room;
}

static void turned_loops(void *work)
{
    Work *w = work;
    tensor_fill(w->y, 0);
    for (int n = 0; n < w->images; n++) {
        const real *x = with_zeros_around(w, n);
        real *y = w->y->data + (ptrdiff_t)n * FILTERS * PLACES;
        for (int f = 0; f < FILTERS; f++) {
            for (int k = 0; k < DEPTH; k++) {
                add_weight(y + f * PLACES, x + w->taps[k],
                           w->W->data[f * DEPTH + k]);
            }
        }
    }
}

// ## Where the sums are kept
//
// Now every product fetches its sum from memory and puts it back. Two of three
// movements are for the sum, 144 times. A **tile** (分块) cures that: a few filters
// times a few places, whose sums all fit into the registers. They stay there until all
// 144 products are in. That is the [inner loop](../common/fast/conv_kernel.c) of this
// library, first in the version for any processor.
static void one_image(const Work *w, int n)
{
    const ConvImage image = {
        .filters = FILTERS,
        .depth = DEPTH,
        .packed = w->packed->data,
        .taps = w->taps,
        .x = with_zeros_around(w, n),
        .row_step = WIDE_SIDE,
        .rows = SIDE,
        .columns = SIDE,
        .y = w->y->data + (ptrdiff_t)n * FILTERS * PLACES,
    };
    w->kernel->filter(&image);
}

static void some_images(void *work, int first, int end)
{
    for (int n = first; n < end; n++) {
        one_image(work, n);
    }
}

static void tiles(void *work)
{
    some_images(work, 0, ((const Work *)work)->images);
}

// ## Wider vectors, more threads
//
// The version for any processor has vectors of 128 bits, four numbers. Most of today's
// have 256 bits, some 512, and an instruction that multiplies and adds in one (FMA). The
// program asks the processor when it runs, and takes the version that fits.
//
// Images do not know of each other, so each **thread** (线程) takes its share of them.
// No sum is divided between two threads: the bits stay the same.
static void threads(void *work)
{
    const int images = ((const Work *)work)->images;
    in_parts((Job){.count = images, .nanoseconds = 1e5 * images}, some_images,
             work);
}

// ## Fewer multiplications
//
// So far, the same products were only made sooner. For filters of $3 \times 3$ there is a
// [trick](../common/fast/winograd.c): four results that are neighbours need 36 products,
// and with some additions before and after, 16 are enough. This row is what the library
// really does. It brings more where there are more channels, as further down in the
// network. GFLOP/s counts the operations of the definition here as well, so that the
// rows can be compared; the processor does fewer.
static void fewer(void *work)
{
    Work *w = work;
    convolution_fast(w->fast, w->y, w->x, w->W, w->b);
}

// ## Beside it, the patches
//
// The [book's way](im2col.c) writes the patches of the whole batch into one matrix. For
// 100 images they are 11,289,600 numbers, 45 megabytes, which go out to the main memory
// and come back. Those of one image are half a megabyte. They stay in a **cache**
// (缓存), the small memory beside the processor, until the product has read them.
//
// Both ways below do the same work. They differ in when the patches are written: all of
// them first, or each image's just before its product.
static void write_patches(const Work *w, int first, int count)
{
    const Tensor x =
        tensor_view(w->x->data + (ptrdiff_t)first * CHANNELS * PLACES,
                    SHAPE(count, CHANNELS, SIDE, SIDE));
    Tensor columns =
        tensor_view(w->columns->data, SHAPE(count * PLACES, DEPTH));
    im2col(&columns, &x, &w->window);
}

static void multiply_patches(const Work *w, real *columns, int n)
{
    const Tensor rows = tensor_view(columns, SHAPE(PLACES, DEPTH));
    const Tensor W = tensor_view(w->W->data, SHAPE(FILTERS, DEPTH));
    Tensor y = tensor_view(w->y->data + (ptrdiff_t)n * FILTERS * PLACES,
                           SHAPE(FILTERS, PLACES));
    matmul_nt(&y, &W, &rows);
}

static void patches_of_all(void *work)
{
    Work *w = work;
    write_patches(w, 0, w->images);
    for (int n = 0; n < w->images; n++) {
        multiply_patches(w, w->columns->data + (ptrdiff_t)n * PLACES * DEPTH,
                         n);
    }
}

static void patches_of_each(void *work)
{
    Work *w = work;
    for (int n = 0; n < w->images; n++) {
        write_patches(w, n, 1);
        multiply_patches(w, w->columns->data, n);
    }
}

// ## The measurement
//
// Each way runs several times, and the fastest run counts: it was disturbed least. What
// each way computes is compared with the definition. The last column of the table says
// how many times as fast a way is as the row above it; for the patches, as the
// definition.
enum { WAYS = 8, OF_OURS = 6, TIMES = 5 };

typedef struct {
    const char *name;
    void (*run)(void *work);
    const ConvKernel *kernel; /* NULL: it needs none */
    double ms;
} Way;

static const ConvKernel *generic_kernel(void)
{
    int last = 0;
    while (conv_kernel_at(last + 1) != NULL) {
        last++;
    }
    return conv_kernel_at(last);
}

static bool measure(Work *w, Way ways[WAYS], int count)
{
    double difference = 0;
    for (int i = 0; i < WAYS; i++) {
        w->kernel = ways[i].kernel;
        if (w->kernel != NULL) {
            w->kernel->pack(w->packed->data, w->W->data, FILTERS, DEPTH);
        }
        threads_use(ways[i].run == threads || ways[i].run == fewer ? count
                                                                   : 1);
        ways[i].ms = 1e3 * timing_best(ways[i].run, w, TIMES);
        if (i == 0) {
            tensor_copy(w->expected, w->y);
        }
        difference =
            fmax(difference, (double)gradient_error(w->y, w->expected));
    }
    return difference < 1e-4;
}

static double gigaflops(const Work *w, double ms)
{
    return 2e-6 * FILTERS * PLACES * DEPTH * w->images / ms;
}

static void show(const Work *w, const Way ways[WAYS])
{
    printf("%-24s %8s %8s %8s\n", "way", "ms", "GFLOP/s", "times");
    for (int i = 0; i < WAYS; i++) {
        const double before = ways[i > 0 && i < OF_OURS ? i - 1 : 0].ms;
        printf("%s%-24s %s %s", i == OF_OURS ? "\n" : "", ways[i].name,
               timing_text(ways[i].ms, 8, 2).text,
               timing_text(gigaflops(w, ways[i].ms), 8, 1).text);
        printf(i > 0 ? " %s\n" : "\n",
               timing_text(before / ways[i].ms, 8, 1).text);
    }
}

// ## The figure
//
// The eight ways become points on a logarithmic axis, on which equal factors
// are equal steps.
static bool draw(const Work *w, const Way ways[WAYS], const Options *options,
                 Error *error)
{
    double speed[WAYS], place[WAYS];
    for (int i = 0; i < WAYS; i++) {
        speed[i] = gigaflops(w, ways[i].ms);
        place[i] = -i;
    }
    Plot *plot = plot_new("why_fast", (PlotFrame){.x_log = true,
                                                  .x_min = 0.5,
                                                  .x_max = 1000,
                                                  .y_min = 0.5 - WAYS,
                                                  .y_max = 0.5,
                                                  .height = 300});
    plot_command(plot, "set lmargin at screen 0.42; set ytics scale 0; "
                       "set xtics ('1' 1, '10' 10, '100 GFLOP/s' 100)");
    for (int i = 0; i < WAYS; i++) {
        plot_command(plot, "set ytics add ('%s' %d)", ways[i].name, -i);
    }
    plot_series(plot, NULL, PLOT_LINE_POINTS, OF_OURS, speed, place);
    plot_series(plot, NULL, PLOT_LINE_POINTS, WAYS - OF_OURS, speed + OF_OURS,
                place + OF_OURS);
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

// ## Data, model, loop, clean-up
//
// The images are noise, because a convolution takes the same time for any
// image.
static Work work_new(int images, Rng *rng)
{
    Work w = {.images = images,
              .window = window_square(SIZE, 1, PAD),
              .x = tensor_new(SHAPE(images, CHANNELS, SIDE, SIDE)),
              .W = tensor_new(SHAPE(FILTERS, CHANNELS, SIZE, SIZE)),
              .packed = tensor_new(SHAPE(FILTERS + CONV_BAND, DEPTH)),
              .b = tensor_new(SHAPE(FILTERS)),
              .edges = {.channels = CHANNELS,
                        .rows = SIDE,
                        .columns = SIDE,
                        .down = PAD,
                        .right = PAD,
                        .row_step = 1,
                        .column_step = 1,
                        .height = WIDE_SIDE,
                        .phases = 1,
                        .phase = WIDE_SIDE},
              .columns = tensor_new(SHAPE(images * PLACES, DEPTH)),
              .y = tensor_new(SHAPE(images, FILTERS, SIDE, SIDE)),
              .expected = tensor_new(SHAPE(images, FILTERS, SIDE, SIDE))};
    w.fast = convolution_fast_new(CHANNELS, FILTERS, &w.window);
    w.room = tensor_new(SHAPE(images, (int)spread_size(&w.edges)));
    spread_taps(w.taps, &w.edges, SIZE, SIZE);
    init_normal(w.x, 1, rng);
    init_normal(w.W, 1, rng);
    return w;
}

static void work_clear(Work *w)
{
    Tensor *const owned[] = {w->x,    w->W,       w->packed, w->b,
                             w->room, w->columns, w->y,      w->expected};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        tensor_free(owned[i]);
    }
    convolution_fast_free(w->fast);
}

int main(int argc, char **argv)
{
    int images = 100, count;
    const Option extra[] = {
        {"images", "N", "how many images", OPTION_INT, &images, 1, 500},
        options_threads(&count)};
    Options options;
    Error error;
    const ConvKernel *plain = generic_kernel(), *best = conv_kernel();
    Way ways[WAYS] = {{"definition", definition, NULL, 0},
                      {"loops in another order", turned_loops, NULL, 0},
                      {"sums in registers", tiles, plain, 0},
                      {"wider vectors", tiles, best, 0},
                      {"more threads", threads, best, 0},
                      {"fewer multiplications", fewer, NULL, 0},
                      {"patches of the batch", patches_of_all, NULL, 0},
                      {"patches of each image", patches_of_each, NULL, 0}};
    options_parse(&options, argc, argv,
                  "Makes a convolution faster, step by step.", extra, 2);
    Rng rng = rng_new(options.seed);
    Work w = work_new(images, &rng);
    count = threads_available();
    const bool agree = measure(&w, ways, count);
    printf("%d images, threads at the end: %d, the versions: %s and %s\n\n",
           images, count, plain->name, best->name);
    show(&w, ways);
    puts(agree ? "\nall eight agree\n"
               : "\nthe results differ: this is a bug\n");
    const bool same = doors_measure(w.x, count);
    puts(same ? "\nboth sides of each door agree"
              : "\na door leads to two results: this is a bug");
    const bool drawn = draw(&w, ways, &options, &error);
    work_clear(&w);
    if (!drawn) {
        die(options.program, &error);
    }
    return agree && same ? way_on(&options) : EXIT_BUG;
}

// ## What came out
//
// The order of the loops brings most, although not one operation less is done. The
// additions no longer wait for each other, and the compiler can use vectors. Wide
// vectors with sums in registers come next; each needs the other. Threads bring at most
// their number, and only if no other program wants the processors. The last step is the
// only one that does less, and no compiler finds it.
//
// ![Blue: one change after the other. Orange: patches, one thread. Each step to the right is a factor.](why_fast.svg)
//
// The patches are slower than the tiles, on one thread, although their product is the
// fast one. Most of their time is the writing and reading of numbers that were there
// already. Image by image is faster than all at once: the same work, with the numbers
// nearer.
//
// The second table measures [six of the other operations](doors.c) that the library has
// as a definition and as a fast version. [How it became fast](../docs/how-it-became-fast.md)
// goes through them one by one.
//
// A fast program is therefore mostly a matter of where numbers are, and when. Nothing
// here changes what is computed: the eight results agree, but for the last digits.
//
// **Try it.** `--images 1`, and `--images 500`. Which of the rows get slower for each
// image, and why?
//
// **Check yourself.** A tile of six filters at sixteen places needs twelve vectors of 256
// bits for its sums. The processor has sixteen. What are the other four for?
//
// *Answer.* For what is read: the pixels of sixteen places are two vectors of
// eight numbers, and a weight that is multiplied with all of them needs
// another. That makes fifteen. If the pixels are read in two portions,
// fourteen would do, too, but not twelve: then a sum would have to be put away
// in memory, and fetched again.
