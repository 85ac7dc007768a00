// # The graph of a function
//
// **How does a C program draw a curve?** It computes points that are close
// together, and joins them by straight pieces. If the pieces are short enough,
// the eye sees a curve (绘制函数图形).
//
// *Predict first.* The sine goes up and down between $-1$ and $1$. Which curve
// is ahead: does the cosine reach its top before the sine, or after it?
//
// *Answer.* The cosine comes first: it is at its top where the curve begins,
// and the sine follows a quarter turn later. Compare the first two rows:
// {run: 0.0 } and {run: 1.0 }.
#include <stdio.h>
#include <tgmath.h>

#include "figures/plot.h"
#include "ground/base.h"
#include "system/options.h"
#include "system/way.h"

enum { POINTS = 121 };

// ## The points
//
// The step is 0.05, so 121 points reach from 0 to 6, a little less than a full
// turn of $2\pi = 6.28$.
typedef struct {
    double x[POINTS], sin[POINTS], cos[POINTS];
} Curves;

static Curves compute(void)
{
    Curves c;
    for (int i = 0; i < POINTS; i++) {
        c.x[i] = 0.05 * i;
        c.sin[i] = sin(c.x[i]);
        c.cos[i] = cos(c.x[i]);
    }
    return c;
}

static void print_some(const Curves *c)
{
    printf("   x      sin x    cos x\n");
    for (int i = 0; i < POINTS; i += 20) {
        printf("%4.1f %10.4f %8.4f\n", c->x[i], c->sin[i], c->cos[i]);
    }
}

// ## The figures
//
// A program names the axes and hands over the numbers.
// [The library](../common/figures/plot.c) chooses colours, margins and the
// places of the names.
static Plot *draw_one(const Curves *c)
{
    Plot *plot = plot_new("sin", (PlotFrame){.x = "x", .y = "sin x"});
    plot_series(plot, NULL, PLOT_LINE, POINTS, c->x, c->sin);
    return plot;
}

// With two curves each needs a name. It is written where the curve ends, in
// its colour; `.legend = true` would put both names below instead.
static Plot *draw_two(const Curves *c)
{
    Plot *plot = plot_new("sin_cos", (PlotFrame){.x = "x", .y = "y"});
    plot_series(plot, "sin x", PLOT_LINE, POINTS, c->x, c->sin);
    plot_series(plot, "cos x", PLOT_DASHED, POINTS, c->x, c->cos);
    return plot;
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Draws the sine, and the sine with the cosine.", NULL, 0);
    const Curves curves = compute();
    print_some(&curves);
    Plot *one = draw_one(&curves), *two = draw_two(&curves);
    const bool ok =
        plot_save(one, &options, &error) && plot_save(two, &options, &error);
    plot_free(one);
    plot_free(two);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// The table shows every twentieth point, the figures all of them. A figure is
// four files: the numbers (`.tsv`), the script that draws them (`.gp`), and two
// pictures. Change the script, run `gnuplot sin.gp`, and the picture changes. (Only
// a figure made of images has no `.tsv`: its numbers stand in the script.)
//
// ![One curve of 121 points. The straight pieces between them are too short to see.](sin.svg)
//
// ![The cosine is ahead: it is at its top at 0, the sine a quarter turn later. Solid and dashed stay apart in grey print.](sin_cos.svg)
//
// **Try it.** Let `POINTS` be 7 and the step 1. Guess first whether the curve
// still looks round.
//
// **Check yourself.** Where on the first figure is the sine neither rising nor
// falling, and what is the cosine there?
//
// *Answer.* At its top, where $x$ is about 1.57, and at its bottom, near 4.71.
// At both places the cosine is 0. It is no accident: the cosine says how
// steeply the sine rises.
