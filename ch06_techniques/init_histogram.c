// # What arrives in the fifth layer
//
// A network begins with random weights. **Does it matter how large they are, if
// learning changes them anyway?**
//
// *Predict first.* 1000 random inputs go through five layers of 100 sigmoid neurons,
// with weights of the size 1. What do most neurons of the fifth layer answer: numbers
// around 0.5, numbers all over the range, or only 0 and 1?
//
// *Answer.* Mostly the two ends, 0 and 1. In the fifth layer nearly a half of
// the answers are within a hundredth of them; the last number here is that
// share: {run: std 1 }.
#include <stdio.h>
#include <tgmath.h>

#include "figures/plot.h"
#include "layers/affine.h"
#include "layers/relu.h"
#include "layers/sigmoid.h"
#include "layers/tanh.h"
#include "math/init.h"
#include "network/network.h"
#include "system/options.h"
#include "system/way.h"

enum { INPUTS = 1000, NEURONS = 100, LAYERS = 5, BINS = 25, CHOICES = 4 };
enum { HIGHEST = 20 }; /* percent; a higher bar is cut off */

// ## Four sizes, three activations
//
// A sum of 100 inputs of the size 1, with weights of the size 1, has the size
// $\sqrt{100} = 10$: the products have different signs, and most of them cancel.
// With weights of the size 0.01 the sum has the size 0.1. With
// [Xavier's or He's rule](../common/math/init.c) the weights are 0.1 and 0.14.
// Beside sigmoid and ReLU we try tanh, a sigmoid that is stretched: it goes from
// $-1$ to $1$, with 0 in its middle.
static real one(int inputs)
{
    (void)inputs; /* the two rules need it */
    return 1;
}

static real hundredth(int inputs)
{
    (void)inputs;
    return 1 / (real)100;
}

static const struct {
    const char *name;
    real (*std)(int inputs);
} choices[CHOICES] = {{"std 1", one},
                      {"std 0.01", hundredth},
                      {"Xavier", xavier_std},
                      {"He", he_std}};

typedef struct {
    const char *name;
    Layer *(*layer)(void);
    double low, high; /* of the histogram */
} Activation;

static const Activation activations[] = {{"sigmoid", sigmoid_new, 0, 1},
                                         {"tanh", tanh_new, -1, 1},
                                         {"relu", relu_new, 0, 4}};

// ## Through five layers
//
// There is no learning here. The same inputs go forward once, and after each
// activation we look at 100,000 numbers.
static void build(Network *net, const Activation *a, real std, Rng *rng)
{
    for (int i = 0; i < LAYERS; i++) {
        network_add(net, affine_new(NEURONS, NEURONS, std, rng));
        network_add(net, a->layer());
    }
}

// What is beyond the last bin is counted in it.
static void count_bins(double *share, const Tensor *y, const Activation *a)
{
    for (int i = 0; i < y->size; i++) {
        const double place =
            ((double)y->data[i] - a->low) / (a->high - a->low) * BINS;
        const int bin = place < BINS ? (int)place : BINS - 1;
        share[bin > 0 ? bin : 0] += 100.0 / y->size;
    }
}

// Two numbers say most about a layer: the standard deviation of its answers,
// and which share of them has come to the limit. For a sigmoid or a tanh that
// means within a hundredth of its ends, and for a ReLU at 0.
static void print_layer(const Tensor *y, const Activation *a)
{
    double mean = 0, square = 0, ended = 0;
    for (int i = 0; i < y->size; i++) {
        const double v = (double)y->data[i];
        const bool limit = a->layer == relu_new
                               ? v <= 0
                               : v < a->low + 0.01 || v > a->high - 0.01;
        mean += v / y->size;
        square += v * v / y->size;
        ended += limit ? 100.0 / y->size : 0;
    }
    const double variance = square - mean * mean;
    printf("  %7.1e %3.0f%%", sqrt(variance > 0 ? variance : 0), ended);
}

static Plot *add_panel(Plot *plot, const Activation *a, int choice, int layer,
                       const Tensor *y)
{
    char title[32] = "";
    double x[BINS], share[BINS] = {0};
    for (int i = 0; i < BINS; i++) {
        x[i] = a->low + (a->high - a->low) * (i + 0.5) / BINS;
    }
    count_bins(share, y, a);
    if (choice == 0) {
        snprintf(title, sizeof title, "layer %d", layer);
    }
    const PlotFrame frame = {.title = choice == 0 ? title : NULL,
                             .x = "answer",
                             .y = choices[choice].name,
                             .x_min = a->low,
                             .x_max = a->high,
                             .y_min = 0,
                             .y_max = HIGHEST,
                             .height = choice == 0 ? 170 : 150,
                             .columns = LAYERS};
    if (plot == NULL) {
        plot = plot_new(a->name, frame);
    } else {
        plot_panel(plot, frame);
    }
    plot_command(plot, "set xtics add (%g, %g)", a->low, a->high);
    plot_series(plot, NULL, PLOT_BARS, BINS, x, share);
    return plot;
}

// ## One activation, all sizes
//
// Each layer keeps its output, so after one run we can look into every layer.
static bool look(const Activation *a, const Options *options, Error *error)
{
    Plot *plot = NULL;
    Tensor *x = tensor_new(SHAPE(INPUTS, NEURONS));
    printf("\n%-7s    deviation and share at the limit, layers 1 to 5\n",
           a->name);
    for (int c = 0; c < CHOICES; c++) {
        Rng rng = rng_new(options->seed);
        Network net = {0};
        init_normal(x, 1, &rng);
        build(&net, a, choices[c].std(NEURONS), &rng);
        network_predict(&net, x, INFERENCE);
        printf("%-9s", choices[c].name);
        for (int i = 1; i <= LAYERS; i++) {
            const Tensor *y = net.layers[2 * i - 1]->out;
            print_layer(y, a);
            plot = add_panel(plot, a, c, i, y);
        }
        putchar('\n');
        network_clear(&net);
    }
    const bool ok = plot_save(plot, options, error);
    plot_free(plot);
    tensor_free(x);
    return ok;
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Shows what five layers make of the size of their weights.",
                  NULL, 0);
    for (int i = 0; i < 3; i++) {
        if (!look(&activations[i], &options, &error)) {
            die(options.program, &error);
        }
    }
    return way_on(&options);
}

// ## What came out
//
// Each row of a figure is one size of the weights, each column one layer, the first on
// the left. All panels of a figure have the same axes: the outputs (answers), and how
// many of 100 neurons have them. From figure to figure the range of the answers differs.
// A bar of more than 20 is cut off at the top.
//
// ![Sigmoid, one row for each size. In the row of 1 the neurons are near 0 and 1. In the row of 0.01 all are near one half: from the second layer on, one bar holds more than 80 of 100, and is cut off at 20.](sigmoid.svg)
//
// *Size 1, sigmoid*: about half of the answers lie within a hundredth of 0 or 1, and
// few are in the middle. At those ends the slope $y(1 - y)$ is below 0.01: such a
// neuron gets almost nothing of the gradient, and its weights hardly move.
//
// *Size 0.01, sigmoid*: all neurons answer about 0.5, whatever the input. A
// hundred neurons that say the same are no better than one. The network has
// lost its **power of expression** (表现力受限).
//
// On its way back, each of these layers multiplies the gradient by about
// $\sqrt{100} \cdot 0.01 = 0.1$ for the weights and $0.25$ for the slope,
// $0.025$ together. After four layers less than a millionth is left. That is
// the **vanishing gradient** (梯度消失). With the size 1 the gradient as a whole
// does not vanish: the weights make it $\sqrt{100} \cdot 1 = 10$ times as large
// in each layer, and the slopes, some of which are still large, make it about a
// tenth. But the half of the neurons that is at the ends gets almost nothing of
// it.
//
// ![Tanh. With 0.01 the signal is gone after two layers; with Xavier it arrives.](tanh.svg)
//
// With Xavier's size the answers stay spread out in every layer. The rule was
// made for tanh, whose middle is nearly a straight line with slope 1.
//
// ![ReLU. The last bin also holds what is larger than 4: in the row of 1 that is nearly all that is not 0. With Xavier the answers shrink from layer to layer; with He they do not.](relu.svg)
//
// A ReLU sets a half to 0, so with Xavier's size each layer loses a part of the
// size. After five layers that is bearable, after thirty nothing is left. He's
// size makes up for it. With the size 1 the numbers become $\sqrt{100 / 2} = 7$
// times as large in each layer: compare the standard deviations in the table.
//
// **Try it.** Set `LAYERS` to 4 and `NEURONS` to 400. Which rows change, and
// why do the rows of Xavier and He stay the same?
//
// **Check yourself.** In which layers can a gradient still tell a neuron what
// to do, if all neurons of the layer are at their limit?
//
// *Answer.* Only in the layers behind it, towards the loss: they get their gradient
// before it comes to this layer. At the limit the slope is nearly 0, and the chain
// rule multiplies by it. So neither this neuron nor anything before it gets a
// gradient that tells them what to do.
