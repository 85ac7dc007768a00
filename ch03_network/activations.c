// # Activation functions
//
// A neuron of chapter 2 jumps from 0 to 1. **What does a network gain if the
// jump becomes a smooth curve?** A small change of a weight then changes the
// answer a little, and a little can be measured. [Chapter 4](../ch04_learning/README.md)
// learns by such measurements.
//
// *Predict first.* The sigmoid bends the step into an S. At which $x$ does it
// answer 0.9: at about 1, at about 2, or at about 9?
//
// *Answer.* At about 2. The table says 0.8808 at 2, so 0.9 is reached a little
// later, at 2.2.
#include <stdio.h>
#include <tgmath.h>

#include "figures/plot.h"
#include "system/options.h"
#include "system/way.h"

enum { POINTS = 201, MARKS = 7 };

// ## A neuron in two halves
//
// A neuron adds up its weighted inputs and the bias, $a = b + w_1 x_1 + w_2 x_2$.
// Then a function $h$ turns the sum into the answer: $y = h(a)$. Such an $h$ is an
// **activation function** (激活函数). Think of a function as a converter (函数是转换器): a
// number goes in, another comes out.
//
// The perceptron's $h$ is the **step** (阶跃函数):
static double step(double x) { return x > 0; }

// The **sigmoid**, often written $\sigma$, is the step made smooth. It needs
// $e = 2.71828…$ (欧拉数, 纳皮尔常数), a number as special as $\pi$; chapter 4 says
// [where it comes from](../ch04_learning/slopes.c). At 0 the power $e^0$ is 1,
// and the sigmoid answers $1 / (1 + 1) = 0.5$. At 2 the power $e^{-2}$ is
// $0.135$, and it answers $1 / (1 + 0.135) = 0.88$:
//
// $$ \mathrm{sigmoid}(x) = \frac{1}{1 + e^{-x}} $$
//
// The formula is one line of C. The library has it, too, as `sigmoid()`:
static double smooth(double x) { return 1 / (1 + exp(-x)); }

// The **ReLU** lets positive numbers through and makes the others 0. Most of
// today's networks use it or a relative of it, and
// [chapter 6](../ch06_techniques/init_histogram.c) shows why; in this chapter the
// sigmoid will do. The **tanh** (双曲正切函数) is a sigmoid that is stretched to reach
// from $-1$ to $1$: at 1 it answers $(2.718 - 0.368) / (2.718 + 0.368) = 0.76$.
//
// $$ \begin{aligned}
//    \mathrm{ReLU}(x) &= \max(0, x)
//    \\ \tanh x &= \frac{e^x - e^{-x}}{e^x + e^{-x}}
//    \end{aligned} $$
//
// C has a function `tanh` already.
static double relu(double x) { return x > 0 ? x : 0; }

// ## Move along the curves
//
// *Predict first.* **At which $x$ does the sigmoid answer 0.9?** And how much does its
// answer change if you move $x$ from 0 to 0.1, and how much from 5 to 5.1? Then choose
// the step: where does a small move change its answer?
//
// *Answer.* At 2.2. From 0 to 0.1 the answer rises from 0.5000 to 0.5250, and from 5 to
// 5.1 only from 0.9933 to 0.9939: far from 0 the curve is nearly flat. The step changes
// at 0 alone.
//
// <div data-lab="neuron" data-slopes="no"></div>

// ## Where a curve becomes flat
//
// All values that a function can have are its *range* (值域). The range of the
// sigmoid is the *open* interval $(0, 1)$: no $x$ gives exactly 0 or 1. But a
// computer keeps only some of the digits, and from some $x$ on the nearest
// number that a `float` can hold *is* 1. There the curve is flat, and not only
// nearly flat: a change of the sum changes nothing any more, and nothing can be
// learnt.
static float first_rounded_to_one(void)
{
    float x = 0;
    while (1 / (1 + expf(-x)) < 1) {
        x += 0.125f;
    }
    return x;
}

// ## Tables and figures
//
// All four functions are printed at seven places, and drawn at many.
typedef struct {
    const char *name, *range;
    double (*h)(double x);
} Activation;

static const Activation all[] = {{"step", "0 or 1", step},
                                 {"sigmoid", "(0, 1)", smooth},
                                 {"ReLU", "0 and up", relu},
                                 {"tanh", "(-1, 1)", tanh}};

static void print_table(void)
{
    static const double x[MARKS] = {-5, -2, -1, 0, 1, 2, 5};
    printf("x       ");
    for (int i = 0; i < MARKS; i++) {
        printf(" %7g", x[i]);
    }
    printf("   range\n");
    for (int k = 0; k < 4; k++) {
        printf("%-8s", all[k].name);
        for (int i = 0; i < MARKS; i++) {
            printf(" %7.4f", all[k].h(x[i]));
        }
        printf("   %s\n", all[k].range);
    }
}

/* The step has no value between 0 and 1, so its curve has a gap at 0: a NaN,
 * "not a number", breaks the line. */
static void add(Plot *plot, const char *label, PlotStyle style,
                double (*h)(double x))
{
    double x[POINTS], y[POINTS];
    for (int i = 0; i < POINTS; i++) {
        x[i] = -5 + 10.0 * i / (POINTS - 1);
        y[i] = h == step && i == POINTS / 2 ? NAN : h(x[i]);
    }
    plot_series(plot, label, style, POINTS, x, y);
}

static Plot *draw_all(void)
{
    Plot *plot = NULL;
    for (int k = 0; k < 4; k++) {
        const bool is_relu = all[k].h == relu;
        const PlotFrame frame = {.title = all[k].name,
                                 .x = "x",
                                 .y_min = is_relu ? 0 : -1.2,
                                 .y_max = is_relu ? 5 : 1.2,
                                 .x_min = -5,
                                 .x_max = 5,
                                 .columns = 2};
        if (plot == NULL) {
            plot = plot_new("activations", frame);
        } else {
            plot_panel(plot, frame);
        }
        add(plot, NULL, PLOT_LINE, all[k].h);
    }
    return plot;
}

static Plot *draw_two(void)
{
    Plot *plot = plot_new("step_sigmoid",
                          (PlotFrame){.x = "a", .y = "h(a)", .height = 240});
    add(plot, "sigmoid", PLOT_LINE, smooth);
    add(plot, "step", PLOT_DASHED, step);
    return plot;
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Shows the step, the sigmoid, ReLU and tanh.", NULL, 0);
    print_table();
    printf("\nas a float, the sigmoid is exactly 1 from about %.1f on\n",
           (double)first_rounded_to_one());
    Plot *four = draw_all(), *two = draw_two();
    const bool ok =
        plot_save(two, &options, &error) && plot_save(four, &options, &error);
    plot_free(four);
    plot_free(two);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// At 2 the sigmoid is at 0.88, so 0.9 is reached a little later. Far from 0 the
// step and the sigmoid hardly differ; around 0 they do, and that is where a network
// learns. Farther out the curve is flat, and a small change of a weight shows
// nothing.
//
// ![Step and sigmoid. Look at the middle: the step jumps, the sigmoid climbs little by little.](step_sigmoid.svg)
//
// ![All four. Step, sigmoid and tanh have a ceiling; ReLU has none, so its panel has another scale.](activations.svg)
//
// **Try it.** In `step`, answer 1 for `x > 1`. Say first which bias would have
// done the same.
//
// **Check yourself.** Which of the four answers only with two numbers, and why
// can a network with it not be improved by very small changes?
//
// *Answer.* The step. A very small change of a weight changes its sum a
// little, but the answer stays 0 or stays 1. So nothing shows whether the
// change was for the better.
