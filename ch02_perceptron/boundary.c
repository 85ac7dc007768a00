// # The boundary
//
// The inputs of a gate are points of a plane, and each point gets the answer 0
// or 1. **What does the border between the zeros and the ones look like, and
// why is there none for XOR?**
//
// *Predict first.* Draw the four corners of a square. Mark two opposite corners
// with a cross. Can you draw one straight line with both crosses on one side
// and both other corners on the other?
//
// *Answer.* No. Whichever line you draw, the two crosses are on different sides,
// or a corner without a cross is on their side. The section "Why no line does it"
// proves it. A search agrees: of 68921 neurons the best has three corners right,
// and the number of those with all four is 0: {run: XOR }.
#include <stdio.h>

#include "figures/plot.h"
#include "perceptron.h"
#include "system/options.h"
#include "system/way.h"

enum { STEPS = 41 }; /* numbers tried for each parameter */

// ## Trying them all
//
// The border of a perceptron is where the sum is exactly zero,
// $b + w_1 x_1 + w_2 x_2 = 0$. That is a straight line, unless both weights are
// zero: solved for $x_2$ it is $x_2 = -(b + w_1 x_1) / w_2$, the line of a school
// book, and an upright one if $w_2 = 0$. Only the ratio of the three numbers
// matters, so each takes the 41 whole numbers $-20, -19, \dots, 20$. That is
// $41^3 = 68921$ neurons, and we count at how many of the four corners each is right.
static int count_right(Perceptron p, const int *wanted)
{
    return (perceptron(p, 0, 0) == wanted[0]) +
           (perceptron(p, 0, 1) == wanted[1]) +
           (perceptron(p, 1, 0) == wanted[2]) +
           (perceptron(p, 1, 1) == wanted[3]);
}

/* Number i of the 41: -20, -19 … 20, with which sums are exact. */
static double number(int i) { return i - STEPS / 2; }

static void print_search(const char *name, const int *wanted)
{
    int best = 0, perfect = 0;
    for (int i = 0; i < STEPS; i++) {
        for (int j = 0; j < STEPS; j++) {
            for (int k = 0; k < STEPS; k++) {
                const Perceptron p = {number(i), number(j), number(k)};
                const int right = count_right(p, wanted);
                best = right > best ? right : best;
                perfect += right == 4;
            }
        }
    }
    printf("%-4s %8d %22d\n", name, best, perfect);
}

// ## Why no line does it
//
// Write $s(x_1, x_2)$ for the sum. The four sums are $s(0, 0) = b$,
// $s(0, 1) = b + w_2$, $s(1, 0) = b + w_1$ and $s(1, 1) = b + w_1 + w_2$. Added up,
// the two sums of opposite corners always give the same:
//
// $$ \begin{aligned}
//    s(0, 0) + s(1, 1) &= 2b + w_1 + w_2
//    \\ s(0, 1) + s(1, 0) &= 2b + w_1 + w_2
//    \end{aligned} $$
//
// XOR wants both sums of the first line at most zero, and both of the second above
// zero. Then what the first line gives is at most zero, and what the second gives is
// above zero: they cannot be equal. No search could have found such numbers.
//
// ## Three pictures
//
// On the blue ground a neuron answers 1. OR has one line as its border. For
// XOR there are four points and no line. Two neurons have two lines, and an
// AND of both keeps the strip between them.
static PlotFrame square(const char *title)
{
    return (PlotFrame){.title = title,
                       .x = "x1",
                       .y = "x2",
                       .x_min = -0.5,
                       .x_max = 1.5,
                       .y_min = -0.5,
                       .y_max = 1.5,
                       .square = true,
                       .columns = 3};
}

static void add_corners(Plot *plot, const int *wanted)
{
    double x[2][4], y[2][4];
    int count[2] = {0, 0};
    for (int i = 0; i < 4; i++) {
        const int answer = wanted[i];
        x[answer][count[answer]] = i / 2;
        y[answer][count[answer]++] = i % 2;
    }
    plot_color(plot, PLOT_ORANGE);
    plot_series(plot, "answer 0", PLOT_POINTS, count[0], x[0], y[0]);
    plot_color(plot, PLOT_BLUE);
    plot_series(plot, "answer 1", PLOT_POINTS, count[1], x[1], y[1]);
}

// The formula of the border, at the left and the right edge of the panel, gives
// the two ends of its line.
static const double ends[] = {-0.5, 1.5};

static void find_border(Perceptron p, double *x2)
{
    for (int i = 0; i < 2; i++) {
        x2[i] = -(p.b + p.w1 * ends[i]) / p.w2;
    }
}

static void add_border(Plot *plot, const double *x2)
{
    plot_color(plot, PLOT_BLUE);
    plot_series(plot, NULL, PLOT_LINE, 2, ends, x2);
}

static Plot *draw(const int *or_wanted, const int *xor_wanted)
{
    static const double top[] = {3, 3};
    double or_line[2], nand_line[2];
    find_border(or_gate, or_line);
    find_border(nand_gate, nand_line);

    Plot *plot = plot_new("boundary", square("OR"));
    plot_color(plot, PLOT_BLUE);
    plot_area(plot, 2, ends, or_line, top);
    add_border(plot, or_line);
    add_corners(plot, or_wanted);

    plot_panel(plot, square("XOR"));
    add_corners(plot, xor_wanted);

    plot_panel(plot, square("two layers"));
    plot_color(plot, PLOT_BLUE);
    plot_area(plot, 2, ends, or_line, nand_line);
    add_border(plot, or_line);
    add_border(plot, nand_line);
    add_corners(plot, xor_wanted);
    return plot;
}

int main(int argc, char **argv)
{
    static const int or_wanted[] = {0, 1, 1, 1}, xor_wanted[] = {0, 1, 1, 0};
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Draws the borders of OR and XOR in the plane.", NULL, 0);
    printf("neurons tried: %d\n", STEPS * STEPS * STEPS);
    printf("gate  corners right  neurons with all four\n");
    print_search("OR", or_wanted);
    print_search("XOR", xor_wanted);
    Plot *plot = draw(or_wanted, xor_wanted);
    const bool ok = plot_save(plot, &options, &error);
    plot_free(plot);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// Thousands of neurons are an OR gate. Not one of them is XOR: the best get
// three corners right. But two layers draw a border that is no single line.
//
// ![The blue ground answers 1. One line cuts a corner off, as OR needs; XOR needs the strip between two.](boundary.svg)
//
// Points like the four of OR, which one line can separate, are called *linearly
// separable* (线性可分). For XOR the border has to be *non-linear* (非线性): no
// straight line is enough. Some texts speak of a *linear space* (线性空间) and a
// *non-linear space* (非线性空间) here.
//
// **Try it.** Let `print_search` try AND and NAND as well. Say first for which of
// the two it finds more neurons. A hint: where a sum is exactly 0, the answer is 0,
// and AND wants 0 at three corners, NAND at one.
//
// **Check yourself.** The middle picture has no blue ground. To which place of the
// plane would you have to move one of the four points, so that one line is enough?
//
// *Answer.* Move $(0, 0)$ to $(2, 2)$, for example. Then both points that want
// 0 are on the same side of the two that want 1, and a line fits between:
// $x_1 + x_2 = 1.5$.
