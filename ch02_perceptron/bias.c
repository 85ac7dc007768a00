// # Weights and bias
//
// A neuron has two kinds of parameters. **What does a weight do, and what does the
// bias do?**
//
// *Predict first.* Two inputs, each a whole number from 0 to 20, and both
// weights 1. Of the 441 possible pairs, how many activate the neuron if the
// bias is $-0.1$? And if it is $-20$?
//
// *Answer.* 440 with the bias $-0.1$: all but the pair $(0, 0)$. With $-20$ it
// is 210, a little less than a half: the sum of the two numbers must be *above* 20.
// In 21 pairs it is exactly 20, and in half of the other 420 it is above. The
// table below has it in the row {run: -20.0 }.
#include <stdio.h>

#include "figures/plot.h"
#include "perceptron.h"
#include "system/options.h"
#include "system/way.h"

enum { LARGEST = 20, PAIRS = (LARGEST + 1) * (LARGEST + 1), BIASES = 46 };
enum { HIGH_BAR = -20 }; /* a bias that is hard to overcome */

// ## Move the two numbers
//
// A neuron with one input answers 1 where $w x + b$ is above 0. Set $w = 1$ and
// $b = -2$: its answer jumps from 0 to 1 at $x = 2$.
//
// *Predict first.* **Where does it jump with the same bias and the weight 4, and where
// with the weight 1 and the bias 3?** Say it first, then move the sliders.
//
// *Answer.* It jumps where the sum is 0, so at $x = -b / w$: at 0.5, and at $-3$.
//
// <div data-lab="neuron" data-begin="0" data-kinds="one" data-slopes="no"></div>

// ## How easily it fires
//
// We ask the neuron about all pairs and count how often it fires.
static int count_active(Perceptron p)
{
    int active = 0;
    for (int x1 = 0; x1 <= LARGEST; x1++) {
        for (int x2 = 0; x2 <= LARGEST; x2++) {
            active += perceptron(p, x1, x2);
        }
    }
    return active;
}

static void print_biases(void)
{
    static const double biases[] = {-0.1, -5, -20, -40};
    printf("w1 = 1, w2 = 1\n    bias   pairs that fire, of %d\n", PAIRS);
    for (int i = 0; i < 4; i++) {
        printf("%8.1f %8d\n", biases[i],
               count_active((Perceptron){1, 1, biases[i]}));
    }
}

// ## How much an input matters
//
// Now the second input stays 0, and the bias stays $-20$. How large must the
// first one be, alone, to activate the neuron? Above $20 / w_1$, because
// $-20 + w_1 x_1$ must be above zero. The larger the weight, the more of the
// input gets through.
static int smallest_active(double w1)
{
    int x1 = 0;
    while (!perceptron((Perceptron){w1, 1, HIGH_BAR}, x1, 0)) {
        x1++;
    }
    return x1;
}

static void print_weights(void)
{
    static const double weights[] = {0.5, 1, 4, 40};
    printf("\nb = %d, x2 = 0\n      w1   smallest whole x1 that fires\n",
           HIGH_BAR);
    for (int i = 0; i < 4; i++) {
        printf("%8.1f %8d\n", weights[i], smallest_active(weights[i]));
    }
}

// ## From always to never
//
// The figure repeats the count for every bias from $0$ to $-45$.
static Plot *draw_shares(void)
{
    double bias[BIASES], share[BIASES];
    for (int i = 0; i < BIASES; i++) {
        bias[i] = i - (BIASES - 1);
        share[i] = (double)count_active((Perceptron){1, 1, bias[i]}) / PAIRS;
    }
    Plot *plot = plot_new("bias", (PlotFrame){.x = "bias b",
                                              .y = "share of pairs that fire",
                                              .height = 240});
    plot_series(plot, NULL, PLOT_LINE, BIASES, bias, share);
    return plot;
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Shows what weights and bias do to a neuron.", NULL, 0);
    print_biases();
    print_weights();
    Plot *plot = draw_shares();
    const bool ok = plot_save(plot, &options, &error);
    plot_free(plot);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// With the bias $-0.1$ all pairs but $(0, 0)$ fire. With $-20$ fewer than half of
// them fire, and with $-40$ none does, because even 20 and 20 are not *above* 40.
// So the bias says **how easily the neuron fires**, whatever the inputs are. Only
// the bias can make it fire when all inputs are 0.
//
// A weight says **how important its input is**. Some compare it with an electrical
// resistance (电阻). But it is rather the inverse: a large *resistance* lets little
// through, and a large *weight* lets much through.
//
// ![The share of pairs that fire. The bias leads from "nearly always" on the right to "never" on the left; look at -20, where a little less than half is left.](bias.svg)
//
// **Try it.** Give the second input the weight $-1$. Say first whether more or
// fewer pairs fire with the bias $-0.1$.
//
// **Check yourself.** If all three numbers, $w_1$, $w_2$ and $b$, become ten
// times as large, which answers change?
//
// *Answer.* None. The sum becomes ten times as large, and its sign stays as it
// was. So the size of the three numbers does not matter, only their ratio, as
// long as the factor is positive. A negative one reverses each answer whose sum
// is not 0.
