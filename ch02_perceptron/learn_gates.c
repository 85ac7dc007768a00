// # A neuron that learns
//
// So far we chose the weights by hand. **Can a machine find them from examples
// alone?** To learn (学习) means exactly that: people decide on the structure,
// which is also called the *model* (模型), and the data decide on the
// parameters.
//
// *Predict first.* The neuron starts with all numbers 0 and is shown the four lines
// of a truth table again and again. After a wrong answer it changes its numbers a
// little. Will it ever know AND? And XOR?
//
// *Answer.* AND, yes: its sixth round has no error. XOR has no such round: from the
// third round on it repeats itself for ever, as the end of the output says:
// {run: the same numbers as}.
#include <stdio.h>

#include "figures/plot.h"
#include "perceptron.h"
#include "system/options.h"
#include "system/way.h"

enum { ROUNDS = 12 };

// ## The rule
//
// Show the neuron one line of the table: the inputs $x_1$, $x_2$ and the right
// answer $t$. It answers $y$. If $y = t$, nothing happens. If it said 0 and 1
// is right, the sum was too small: add the inputs to the weights and 1 to the
// bias. If it said 1 and 0 is right, subtract them. Here are all three cases in
// one line: $t - y$ is 0, 1 or $-1$ in them. The arrow means "becomes": what is
// on its left gets the new value on its right.
//
// $$ w_i \leftarrow w_i + (t - y)\, x_i \qquad b \leftarrow b + (t - y) $$
//
// In the first round of AND all numbers are 0, so every sum is 0 and every
// answer is 0. That is wrong for the inputs 1 and 1 only: there $t - y = 1$,
// so both weights and the bias become 1.
//
// The function returns whether the answer was wrong.
static int learn(Perceptron *p, int x1, int x2, int t)
{
    const int y = perceptron(*p, x1, x2);
    p->w1 += (t - y) * x1;
    p->w2 += (t - y) * x2;
    p->b += t - y;
    return y != t;
}

// ## Round after round
//
// One round shows all four lines.
typedef struct {
    Perceptron p; /* after the round */
    int errors;   /* in it */
} Round;

static void teach(const int *wanted, Round *rounds)
{
    Perceptron p = {0, 0, 0};
    for (int r = 0; r < ROUNDS; r++) {
        rounds[r].errors = 0;
        for (int i = 0; i < 4; i++) {
            rounds[r].errors += learn(&p, i / 2, i % 2, wanted[i]);
        }
        rounds[r].p = p;
    }
}

// After a round without an error nothing changes any more. And if the numbers
// are the same as after an earlier round, everything that came after that round
// will happen again, and again.
static bool same(Perceptron a, Perceptron b)
{
    return a.w1 == b.w1 && a.w2 == b.w2 && a.b == b.b;
}

static int find_repetition(const Round *rounds, int r)
{
    for (int earlier = 0; earlier < r; earlier++) {
        if (same(rounds[earlier].p, rounds[r].p)) {
            return earlier;
        }
    }
    return -1;
}

static void print_rounds(const char *name, const Round *rounds)
{
    printf("%s\nround  errors    w1    w2     b\n", name);
    for (int r = 0; r < ROUNDS; r++) {
        const Perceptron p = rounds[r].p;
        printf("%5d %7d %5g %5g %5g\n", r + 1, rounds[r].errors, p.w1, p.w2,
               p.b);
        if (rounds[r].errors == 0) {
            printf("learnt\n\n");
            return;
        }
        const int earlier = find_repetition(rounds, r);
        if (earlier >= 0) {
            printf("the same numbers as after round %d: a circle, without "
                   "end\n\n",
                   earlier + 1);
            return;
        }
    }
    printf("not learnt in %d rounds\n\n", ROUNDS);
}

// ## The four gates
//
// Each gate is taught to a neuron that begins with zeros, and its errors are
// drawn.
static void add_panel(Plot *plot, const Round *rounds)
{
    double errors[ROUNDS];
    for (int r = 0; r < ROUNDS; r++) {
        errors[r] = rounds[r].errors;
    }
    plot_series(plot, NULL, PLOT_BARS, ROUNDS, NULL, errors);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int wanted[4]; /* for (0,0), (0,1), (1,0), (1,1) */
    } gates[] = {{"AND", {0, 0, 0, 1}},
                 {"OR", {0, 1, 1, 1}},
                 {"NAND", {1, 1, 1, 0}},
                 {"XOR", {0, 1, 1, 0}}};
    Options options;
    Error error;
    options_parse(
        &options, argc, argv,
        "Lets a perceptron learn AND, OR and NAND, and fail at XOR.", NULL,
        0);
    Plot *plot = NULL;
    for (int g = 0; g < 4; g++) {
        Round rounds[ROUNDS];
        const PlotFrame frame = {.title = gates[g].name,
                                 .x = "round",
                                 .y = "errors",
                                 .x_min = 0.5,
                                 .x_max = ROUNDS + 0.5,
                                 .y_min = 0,
                                 .y_max = 4,
                                 .columns = 2};
        teach(gates[g].wanted, rounds);
        print_rounds(gates[g].name, rounds);
        if (plot == NULL) {
            plot = plot_new("learn_gates", frame);
        } else {
            plot_panel(plot, frame);
        }
        add_panel(plot, rounds);
    }
    const bool ok = plot_save(plot, &options, &error);
    plot_free(plot);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// The sixth round of AND and of NAND has no error, and the fourth of OR. The
// numbers differ from the ones that we chose by hand: the rule stops at the
// first that are good enough. If there is a line to find, it always stops. A
// single mistake may well turn the border the wrong way; but taken together, the
// mistakes cannot go on for ever: there is a largest number of them, whatever the
// order of the examples. The rule is by F. Rosenblatt (1958), and the proof that
// it stops is by A. B. J. Novikoff (1962).
//
// For XOR there is none, and the rule never stops. In the third round all four
// answers are wrong. The bias changes by $-1, +1, +1, -1$, and each weight by
// $0, +1, 0, -1$ in some order. Each of these lists adds up to 0, so the
// numbers return to where they were.
//
// ![Errors in each round. Three gates end at zero; XOR climbs to four errors of four.](learn_gates.svg)
//
// The rule cannot teach two layers: nobody gives the neurons of the first layer
// their right answers, and the rule does not say which of these *hidden* neurons
// caused a wrong answer. [Chapter 5](../ch05_backprop/README.md) answers that
// question.
//
// **Try it.** Show the lines in another order: in `teach`, write
// `learn(&p, (3 - i) / 2, (3 - i) % 2, wanted[3 - i])`. Say first whether the
// number of rounds can change.
//
// **Check yourself.** Why does a wrong answer to $(0, 0)$ change the bias only?
//
// *Answer.* Each weight is changed by $(t - y)$ times its input. Both inputs
// are 0, so both changes are 0. The bias has no input, and is changed by
// $t - y$ itself.
