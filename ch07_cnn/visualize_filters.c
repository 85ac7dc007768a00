// # What the filters look for
//
// Nobody told the network which shapes to look for: its 30 filters began as
// noise. **Can we see in the filters what they have learnt?** A filter of
// $5 \times 5$ is a small image itself, so we may draw it.
//
// ![What was learnt: after minus before. Look for a dark and a light half, and at the direction of the border.](filters_learnt.svg)
//
// *Predict first.* The filters are drawn before and after learning. What will
// you see in them afterwards: digits, parts of digits, edges, or noise as
// before?
//
// *Answer.* At first sight noise as before. But in what was added by learning
// there are edges: the third number of {run: correlation} is far from 0.
#include <stdio.h>
#include <stdlib.h>

#include "data/examples.h"
#include "figures/plot.h"
#include "ready_net.h"
#include "system/options.h"
#include "system/way.h"

enum { ACROSS = 10, APPLIED = 16, HALF = 8 };

// ## A filter as an image
//
// A weight has a sign. Half grey is 0, black the largest weight of the filter,
// and white the same size with the other sign:
//
// $$ \mathrm{ink} = \frac12 + \frac{w}{2 \max |w|} $$
//
// So each filter has its own scale. We compare shapes here, not sizes.
static void ink_signed(double *ink, const real *w, int count)
{
    const double most = (double)largest_absolute(w, count);
    for (int i = 0; i < count; i++) {
        ink[i] = most > 0 ? 0.5 + (double)w[i] / (2 * most) : 0.5;
    }
}

// Maps that are never negative go from 0 to their own maximum.
static void ink_positive(double *ink, const real *x, int count)
{
    const double most = (double)largest_absolute(x, count);
    for (int i = 0; i < count; i++) {
        ink[i] = most > 0 ? (double)x[i] / most : 0;
    }
}

typedef void Ink(double *ink, const real *x, int count);

// Each filter is drawn in its place, with a scale of its own.
static bool draw(const char *name, Ink *scale, const real *x, int count,
                 int height, int width, int across, const Options *options,
                 Error *error)
{
    const int size = height * width;
    double *ink = allocate((size_t)(count * size), sizeof *ink);
    for (int i = 0; i < count; i++) {
        scale(ink + i * size, x + i * size, size);
    }
    Plot *plot = plot_new(name, (PlotFrame){0});
    plot_images(plot, count, height, width, across, ink, NULL);
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    free(ink);
    return ok;
}

static bool draw_filters(const char *name, const Tensor *W,
                         const Options *options, Error *error)
{
    return draw(name, ink_signed, W->data, W->shape.n[0], W->shape.n[2],
                W->shape.n[3], ACROSS, options, error);
}

// ## How ordered is a filter?
//
// In noise, neighbours have nothing to do with each other. In an edge or a blob
// they are alike. The mean product of neighbours, divided by the mean square, is
// their **correlation** (相关性). The row $(2, 2, 2)$ has products of 4 and squares of
// 4: its correlation is 1. In $(1, -1, 1)$ it is $-1$. It is near 0 in noise, and
// near 1 in something smooth.
static double correlation(const Tensor *W)
{
    const int FH = W->shape.n[2], FW = W->shape.n[3];
    double products = 0, squares = 0;
    int pairs = 0;
    for (int i = 0; i < W->size; i++) {
        const double w = (double)W->data[i];
        squares += w * w;
        if (i % FW + 1 < FW) {
            products += w * (double)W->data[i + 1];
            pairs++;
        }
        if (i / FW % FH + 1 < FH) {
            products += w * (double)W->data[i + FW];
            pairs++;
        }
    }
    return products / pairs / (squares / W->size);
}

// ## A digit on its way
//
// After a forward pass each layer still holds its output. So the **feature maps**
// (特征图) need no code of their own: convolution, ReLU and pooling are layers 0,
// 1 and 2.
static bool draw_maps(const Network *net, const Options *options,
                      Error *error)
{
    static const char *const names[] = {"maps_convolution", "maps_relu",
                                        "maps_pooling"};
    for (int l = 0; l < 3; l++) {
        const Tensor *y = net->layers[l]->out;
        printf("layer %d, %-11s %s\n", l + 1, net->layers[l]->kind->name,
               shape_text(y->shape).text);
        if (!draw(names[l], l == 0 ? ink_signed : ink_positive, y->data,
                  y->shape.n[1], y->shape.n[2], y->shape.n[3], ACROSS,
                  options, error)) {
            return false;
        }
    }
    return true;
}

// Sixteen filters, and below each eight of them what they make of the digit.
static bool draw_applied(const Network *net, const Dataset *test, int place,
                         const Options *options, Error *error)
{
    const Tensor *W = network_find(net, "W1")->value,
                 *y = net->layers[0]->out;
    const int H = test->height, width = test->width, size = H * width;
    const int maps = y->shape.n[2] * y->shape.n[3];
    const int filter = W->shape.n[2] * W->shape.n[3];
    enum { ABOVE = 5, MIDDLE = 2 }; /* the digit among four blanks */
    double *ink = allocate((size_t)(ABOVE * size), sizeof *ink);
    for (int p = 0; p < size; p++) {
        ink[MIDDLE * size + p] =
            test->pixels[(ptrdiff_t)place * size + p] / 255.0;
    }
    Plot *plot = plot_new("applied", (PlotFrame){0});
    plot_images(plot, ABOVE, H, width, ABOVE, ink, NULL);
    free(ink);
    for (int half = 0; half < APPLIED / HALF; half++) {
        double *small = allocate((size_t)(HALF * filter), sizeof *small);
        double *large = allocate((size_t)(HALF * maps), sizeof *large);
        for (int i = 0; i < HALF; i++) {
            const int f = half * HALF + i;
            ink_signed(small + i * filter, W->data + f * filter, filter);
            ink_signed(large + i * maps, y->data + f * maps, maps);
        }
        plot_panel(plot, (PlotFrame){0});
        plot_images(plot, HALF, W->shape.n[2], W->shape.n[3], HALF, small,
                    NULL);
        plot_panel(plot, (PlotFrame){0});
        plot_images(plot, HALF, y->shape.n[2], y->shape.n[3], HALF, large,
                    NULL);
        free(small);
        free(large);
    }
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    return ok;
}

// ## Before and after
//
// The training began with weights that its seed had drawn, and the same seed draws
// them again here. The weights after learning come from the file. Their difference
// is what all the steps together have added: what was *learnt*.
static bool show_filters(const Network *before, const Network *after,
                         const Options *options, Error *error)
{
    const Tensor *first = network_find(before, "W1")->value;
    const Tensor *last = network_find(after, "W1")->value;
    Tensor *learnt = tensor_new(first->shape);
    tensor_subtract(learnt, last, first);
    printf("correlation of neighbours: %.2f before, %.2f after, %.2f in what "
           "was learnt\n",
           correlation(first), correlation(last), correlation(learnt));
    const bool ok = draw_filters("filters_before", first, options, error) &&
                    draw_filters("filters_after", last, options, error) &&
                    draw_filters("filters_learnt", learnt, options, error);
    tensor_free(learnt);
    return ok;
}

static bool show_digit(Network *net, const Dataset *test,
                       const Options *options, Error *error)
{
    Batch batch = {0};
    batch_slice(&batch, test, 0, 1);
    network_predict(net, batch.x, INFERENCE);
    printf("the digit is a %d\n", batch.labels[0]);
    const bool ok = draw_applied(net, test, 0, options, error) &&
                    draw_maps(net, options, error);
    batch_clear(&batch);
    return ok;
}

int main(int argc, char **argv)
{
    const char *weights = NULL;
    const Option extra[] = {{"weights", "FILE",
                             "a safetensors file with W1 b1 W2 b2 W3 b3",
                             OPTION_TEXT, &weights, 0, 0}};
    Options options;
    Error error;
    Examples data;
    Network before = {0}, after = {0};
    options_parse(&options, argc, argv,
                  "Draws the filters of the network and what they make of a "
                  "digit.",
                  extra, 1);
    if (!examples_load(&data, options.data, &error) ||
        !examples_enough(&data, 1, 1, SIMPLE_CONV_NET_LEAST, &error)) {
        die(options.program, &error);
    }
    puts(data.note);
    const Dataset *test = &data.test;
    Rng rng = rng_new(options.seed);
    const SimpleConvNet shape =
        simple_conv_net(test->height, test->width, test->classes);
    simple_conv_net_build(&before, &shape, &rng);
    const bool ok =
        ready_net_load(&after, test->height, test->width, test->classes,
                       weights, data.name, &error) &&
        show_filters(&before, &after, &options, &error) &&
        show_digit(&after, test, &options, &error);
    network_clear(&before);
    network_clear(&after);
    examples_clear(&data);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// Before learning the filters are noise, and each weight has nothing to do with its
// neighbours.
//
// ![Before learning. Look for a pattern in any of the thirty: there is only noise.](filters_before.svg)
//
// Afterwards they look much the same. The first weights have the size of He's rule,
// and learning moved each of them only a little. So we subtract the noise again, and
// what was added appears: it is the figure at the top.
//
// ![After learning. Compare each filter with the one at the same place above: the noise is still there.](filters_after.svg)
//
// In what was learnt neighbours belong together: the third correlation that the program
// prints is far from 0. Many filters got a dark side and a light side: they
// answer to an edge in one direction. Others got a dark or a light patch.
// Nobody asked for edges. They are what helps to tell digits apart, and the
// gradient found them.
//
// ![The digit, sixteen filters, and below them what each makes of the digit: dark where it fits, light where its opposite is.](applied.svg)
//
// The ReLU keeps what fits and removes the opposite. The pooling halves each side, and
// the digit is still there.
//
// ![Thirty feature maps, after the convolution. Look for maps that are dark along flat strokes, and for others that are dark along steep ones.](maps_convolution.svg)
//
// ![After the ReLU: only what fits is left.](maps_relu.svg)
//
// ![After the pooling: a quarter of the numbers.](maps_pooling.svg)
//
// **Try it.** Train for a moment only: `./ch07/train --steps 100 --save few.safetensors`, and
// give that file to this program with `--weights`. Are the edges there already?
// Then give it `--seed 2`. Why is what was learnt noise now?
//
// **Check yourself.** A filter that is dark on the left and light on the right: at
// which places of a 1 is its output largest?
//
// *Answer.* Along the right edge of the stroke, where ink is on the left side
// of the filter and paper on the right: what is dark in the filter then meets
// ink.
