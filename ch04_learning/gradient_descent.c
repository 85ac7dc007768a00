// # Walking downhill
//
// We know which way is down. **How far should each step go, and where does the
// walk end?**
//
// *Predict first.* Ten steps with the rate 0.1 bring us nearer to the bottom. Do
// steps a hundred times as long bring us there a hundred times as fast?
//
// *Answer.* No, they lead away from it: {run: rate 10 }. Each step jumps over
// the bottom, to a place that is higher than the one before.
//
// precision: double
#include <stdio.h>

#include "figures/plot.h"
#include "math/gradient.h"
#include "system/options.h"
#include "system/way.h"

enum { STEPS = 100, PATH = 41, POINTS = 201 };

// ## The rule
//
// We take a step against the gradient, and from the new place another one,
// again and again. That is **gradient descent** (梯度下降法), also called the
// *gradient method* (梯度法):
//
// $$ x \leftarrow x - \eta \frac{\partial f}{\partial x} $$
//
// $\eta$ is the **learning rate** (学习率): the step is $\eta$ times as long as the
// gradient. At $(-3, 4)$ the bowl $x_0^2 + x_1^2$ has the gradient $(-6, 8)$. With
// $\eta = 0.1$ the first step leads to $(-3 + 0.6,\ 4 - 0.8) = (-2.4,\ 3.2)$.
//
// $\eta$ is not learnt: a person chooses it, and so it is called a **hyper-parameter**
// (超参数). With the sign turned we climb: gradient *ascent* (梯度上升法).
typedef struct {
    PlotSurface *surface;
    real x[2];
} Walker;

static real height(void *context)
{
    const Walker *w = context;
    return w->surface(w->x[0], w->x[1]);
}

static void step(Walker *w, double rate)
{
    real numbers[2];
    Tensor x = tensor_view(w->x, SHAPE(2));
    Tensor grad = tensor_view(numbers, SHAPE(2));
    numerical_gradient(&grad, height, w, &x);
    tensor_add_scaled(&x, -rate, &grad);
}

// ## Choose the rate
//
// Each button walks by the rule above, down the bowl $x_0^2 + x_1^2$. There the two
// numbers are called $x$ and $y$, and the height is called loss. **From which rate
// on does the walk never come nearer: 0.5, 1, or 2? And with which one does it
// arrive in a single step?** Guess, then move the slider of the rate.
//
// <div data-lab="walk" data-flat="1"></div>

// ## Four rates
//
// The bowl is the simplest landscape, and on it four rates end in four
// different ways.
enum { RATES = 4 };
static const double rates[RATES] = {0.1, 0.9, 10, 1e-10};

static double bowl(double x0, double x1) { return x0 * x0 + x1 * x1; }

static void print_walk(double rate)
{
    Walker w = {bowl, {-3, 4}};
    for (int i = 0; i < STEPS; i++) {
        step(&w, rate);
    }
    printf("rate %-6g after %d steps: (%.8g, %.8g)\n", rate, STEPS, w.x[0],
           w.x[1]);
}

static void record(Walker w, double rate, double *x, double *y)
{
    for (int i = 0; i < PATH; i++) {
        x[i] = w.x[0];
        y[i] = w.x[1];
        step(&w, rate);
    }
}

// A rate is too large if a step ends farther from the bottom than it began. On
// this bowl the step leads from $x$ to $x - \eta \cdot 2x = (1 - 2\eta)\, x$. With
// $\eta = 0.5$ that is 0, so the walk arrives in a single step; from $\eta = 1$ on
// it never comes nearer. At 0.9 each step makes $-0.8\, x$ of $x$: the walk still
// arrives, jumping from side to side.
static void add_path(Plot *plot, Walker start, double rate, PlotColor color)
{
    double x[PATH], y[PATH];
    record(start, rate, x, y);
    plot_color(plot, color);
    plot_series(plot, NULL, PLOT_LINE_POINTS, PATH, x, y);
}

static PlotFrame map(const char *title, double side)
{
    return (PlotFrame){.title = title,
                       .x = "x0",
                       .y = "x1",
                       .x_min = -side,
                       .x_max = side,
                       .y_min = -side,
                       .y_max = side,
                       .square = true,
                       .columns = 2};
}

static Plot *draw_rates(void)
{
    static const double levels[] = {1, 4, 9, 16, 25};
    const Walker start = {bowl, {-3, 4}};
    Plot *plot = plot_new("rates", map("rate 0.1", 5));
    for (int i = 0; i < RATES; i++) {
        if (i > 0) {
            char title[32];
            snprintf(title, sizeof title, "rate %g", rates[i]);
            plot_panel(plot, map(title, 5));
        }
        plot_contours(plot, bowl, 5, levels);
        add_path(plot, start, rates[i], i < 2 ? PLOT_BLUE : PLOT_ORANGE);
    }
    return plot;
}

// ## Where it ends
//
// The gradient is zero at the lowest place of all, the **minimum** (最小值), because
// the ground is flat there. It is also zero at the bottom of any smaller hollow, a
// **local minimum** (极小值). And it is zero on a **saddle** (鞍点), a pass that is low
// between two mountains and high between two valleys. It is zero on a top as well,
// but a walk downhill hardly ever stays there. The rule cannot tell these places
// apart. Two landscapes show it:
//
// $$ x_0^2 - x_1^2 + \frac{x_1^4}{4} \qquad\text{and}\qquad
//    \frac{x_0^4}{4} - x_0^2 - \frac{x_0}{2} + x_1^2 $$
//
// The first has a saddle at $(0, 0)$, at the height 0. Along $x_0$ it rises on both
// sides: at $(1, 0)$ it is 1. Along $x_1$ it falls on both sides: at $(0, 1)$ it is
// $-0.75$. The second has two hollows, with a pass between them.
static double saddle(double x0, double x1)
{
    return x0 * x0 - x1 * x1 + x1 * x1 * x1 * x1 / 4;
}

static double hollows(double x0, double x1)
{
    return x0 * x0 * x0 * x0 / 4 - x0 * x0 - x0 / 2 + x1 * x1;
}

static void print_end(const char *name, Walker w, double rate)
{
    const double x0 = w.x[0], x1 = w.x[1];
    for (int i = 0; i < 1000; i++) {
        step(&w, rate);
    }
    printf("%-8s from (%g, %g), rate %g: ends at (%.4f, %.4f), height %.4f\n",
           name, x0, x1, rate, w.x[0], w.x[1], height(&w));
}

static Plot *draw_saddle(void)
{
    static const double levels[] = {-0.9, -0.6, -0.3, -0.05, 0, 0.3, 1, 2};
    Plot *plot = plot_new("saddle", map("a saddle", 2));
    plot_contours(plot, saddle, 8, levels);
    add_path(plot, (Walker){saddle, {-1.8, 0}}, 0.1, PLOT_ORANGE);
    add_path(plot, (Walker){saddle, {-1.8, 0.02}}, 0.1, PLOT_BLUE);
    plot_panel(plot, map("two hollows", 2.5));
    static const double deep[] = {-1.8, -1.4, -1, -0.6, -0.2, 0.5, 1.5, 3};
    plot_contours(plot, hollows, 8, deep);
    add_path(plot, (Walker){hollows, {-0.5, 2}}, 0.1, PLOT_ORANGE);
    add_path(plot, (Walker){hollows, {0, 2}}, 0.1, PLOT_BLUE);
    return plot;
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Walks downhill, with steps too short, right and too long.",
                  NULL, 0);
    puts("x0^2 + x1^2 from (-3, 4)");
    for (int i = 0; i < RATES; i++) {
        print_walk(rates[i]);
    }
    puts("\nwhere a thousand steps end");
    print_end("saddle", (Walker){saddle, {-1.8, 0}}, 0.1);
    print_end("saddle", (Walker){saddle, {-1.8, 0.02}}, 0.1);
    print_end("hollows", (Walker){hollows, {-0.5, 2}}, 0.1);
    print_end("hollows", (Walker){hollows, {0, 2}}, 0.1);
    print_end("hollows", (Walker){hollows, {-0.5, 0}}, -0.01);
    Plot *walks = draw_rates(), *ends = draw_saddle();
    const bool ok = plot_save(walks, &options, &error) &&
                    plot_save(ends, &options, &error);
    plot_free(walks);
    plot_free(ends);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// With the rate 0.1 the walk ends at the bottom, nearer than a billionth in each
// number. With 0.9 it even ends at the same numbers: there each step multiplies by $-0.8$ in
// place of $0.8$, and after a hundred steps the signs have cancelled. With 10
// every step overshoots, farther each time. In the end the numbers are so large
// that $h$, added to them, changes nothing any more: the measured slope is 0,
// the walk stops, and the place where it stops means nothing. With $10^{-10}$ a
// hundred steps go nowhere. No message said that either walk was useless: you
// have to look.
//
// ![Forty steps from (-3, 4), with each rate. With 0.1 each step is shorter than the one before; with 0.9 each jumps across the bottom, and still comes nearer. With 10 the first step leaves the map, and with 1e-10 all forty are one point.](rates.svg)
//
// From $(-1.8, 0)$ the walk goes straight to the saddle, in the middle of the left
// map, and stays: it is flat there. A nudge of 0.02 to the side is enough to leave
// it. In the other landscape the start decides which hollow we find, and the left
// one is not the lowest. The last line has a negative rate: it climbs, to the pass
// between the hollows.
//
// ![Orange ends where it should not: on the saddle in the middle, and in the smaller hollow. Blue started a little beside it.](saddle.svg)
//
// **Try it.** Let the bowl have the rates 0.5, 0.99 and 1.01. Guess each path
// first.
//
// **Check yourself.** Why does a walk with a fixed rate take shorter and shorter
// steps, though the rate never changes?
//
// *Answer.* The step is the rate times the gradient, and the gradient becomes
// smaller: near the bottom the ground is nearly flat.
