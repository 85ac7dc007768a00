// # A network that does not start
//
// Some networks are equal, except for the size of their first weights. **Does
// the one with the worst start only need a little longer?**
//
// *Predict first.* With weights of the size 0.01 in five layers, what is the loss after
// 1000 steps: nearly that of the others, about twice as large, or the loss of
// guessing? And which rule suits which activation?
//
// *Answer.* That of guessing, $\ln 10 = 2.303$: {run: ReLU  std 0.01}. And He's
// rule is ahead with both activations, although Xavier's was made for tanh.
#include <stdio.h>

#include "descents.h"
#include "figures/plot.h"
#include "layers/relu.h"
#include "layers/tanh.h"
#include "math/init.h"
#include "optimizers/sgd.h"

enum { WINDOW = 20 };
enum { BENDS = 2, STARTS = 3, KINDS = BENDS * STARTS };

// ## Three starts
//
// 784–100–100–100–100–10, once with ReLU and once with tanh. The first weights
// have the size 0.01 everywhere, or the size that
// [Xavier's or He's rule](../common/math/init.c) gives. Xavier's rule is made
// for tanh, He's for ReLU.
static const struct {
    const char *name;
    Layer *(*new)(void);
} bends[BENDS] = {{"ReLU", relu_new}, {"tanh", tanh_new}};

static const struct {
    const char *name;
    real (*std)(int inputs);
    PlotStyle style;
    PlotColor color;
} starts[STARTS] = {{"std 0.01", NULL, PLOT_DASHED, PLOT_ORANGE},
                    {"Xavier", xavier_std, PLOT_DASHED, PLOT_GREEN},
                    {"He", he_std, PLOT_LINE, PLOT_BLUE}};

// All six see the same batches, with three [seeds](seeds.c). As on
// [the page of the methods](optimizer_mnist.c), a `Descent` is one training, and
// [descents](descents.c) runs all of them and then calls print_table() and draw().
static Descent describe(int kind)
{
    return (Descent){.shape = {.hidden = 100,
                               .depth = 4,
                               .activation = bends[kind / STARTS].new,
                               .std = starts[kind % STARTS].std,
                               .scale = 0.01},
                     .optimizer = sgd_new(0.01)};
}

// ## Slope and loss
//
// How strong is the gradient in the first layer, in the first step? Its largest
// number says so. A loss is the mean of the losses of the last 20 steps, a
// [moving mean](moving_mean.c) (移动平均).
static void print_table(const Descent *descents, int seeds, int steps)
{
    printf("loss after %d steps, %d seeds\n", steps, seeds);
    printf("      %-8s  first slope  %-22s  %s\n", "start", "loss",
           "accuracy");
    for (int k = 0; k < KINDS; k++) {
        const Descent *kind = &descents[k * seeds];
        const Spread loss = descents_loss(kind, seeds, steps - 1, WINDOW);
        printf("%s  %-8s      %.1e  %s  %s\n", bends[k / STARTS].name,
               starts[k % STARTS].name, kind->slope, spread_text(loss).text,
               spread_text(descents_accuracy(kind, seeds)).text);
    }
}

static Plot *draw(const Descent *descents, int seeds, int steps)
{
    Plot *plot = NULL;
    for (int k = 0; k < KINDS; k++) {
        const int start = k % STARTS;
        const PlotFrame frame = {.title = bends[k / STARTS].name,
                                 .x = "step",
                                 .y = "loss",
                                 .y_max = 2.5,
                                 .height = 220};
        if (k == 0) {
            plot = plot_new("init_compare", frame);
        } else if (start == 0) {
            plot_panel(plot, frame);
        }
        descents_draw(plot, starts[start].name, starts[start].style,
                      starts[start].color, &descents[k * seeds], seeds, steps,
                      WINDOW);
    }
    return plot;
}

int main(int argc, char **argv)
{
    const Comparison comparison = {
        .about = "Learns with first weights of three sizes.",
        .kinds = KINDS,
        .describe = describe,
        .print = print_table,
        .draw = draw,
    };
    return comparison_main(argc, argv, &comparison);
}

// ## What came out
//
// First the symptom: with the size 0.01 the loss stays at $2.30 = \ln 10$. That
// is the loss of an answer that gives each of the ten digits the probability
// one tenth. The network guesses, and it goes on guessing, whatever the seed
// and with both activations.
//
// The column *first slope* is the cause. It is the largest gradient of the first layer
// in the first step. On its way back, each of four layers multiplies the gradient by
// about $\sqrt{100} \cdot 0.01 = 0.1$, and the ReLU stops a half of it. What arrives is
// about a millionth (with tanh a few), less than a thousandth of what the other networks
// get. With so small a gradient the weights hardly move.
//
// ![Loss over the steps, the mean of three seeds in a band from the least to the most. Look at the straight line at 2.30 in each panel: with 0.01 nothing is learnt. He's size begins with a larger loss than Xavier's, and is ahead after some 25 steps.](init_compare.svg)
//
// With ReLU, He's rule is ahead of Xavier's with each seed, as it should be: the ReLU
// stops a half of the numbers, and He's rule makes up for it.
//
// With tanh Xavier's rule works, too: the network starts, and learns. But it is
// not the best that can be had. He's larger size is ahead here as well. The
// reason is that tanh, too, makes numbers a little smaller in each layer, and
// that the pixels of an image are small already. (PyTorch recommends for tanh
// $5/3$ times Xavier's size, which is even more than He's.) So the rules tell
// *about* how large the weights should be. For 100 inputs Xavier's size is 0.1 and
// He's is 0.14: the network learns with both. Between 0.01 and 0.1 lies the
// difference between learning and guessing.
//
// So learning does not repair a bad start. It needs a gradient, and the start
// decides whether there is one.
//
// **Try it.** Run it with `--steps 20000 --seeds 1`. Does the first network
// start at last?
//
// **Check yourself.** Would a learning rate that is a million times larger help the
// first network?
//
// *Answer.* Hardly. The steps of the first layer would be as long as those of
// the other networks. But the last layer has a gradient of normal size, and
// with such a rate its weights would explode in the first step.
