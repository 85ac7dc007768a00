// # Measuring a slope
//
// The slope of a curve is how much it rises on a very small step, divided by the
// step. **Can a computer measure it, and how small should the step be?**
//
// *Predict first.* The slope of $\sin x$ at $x = 1$ is $\cos 1 = 0.5403$. Measured
// with the steps $10^{-2}$, $10^{-6}$ and $10^{-12}$: is the smallest step the
// best?
//
// *Answer.* No, $10^{-6}$ is the best of the three. The first number of each
// row is the step, the second and the third are the errors of two ways of
// measuring, which the next section explains; the last two are the errors of the same
// ways in `float`: {run: 1e-02}, {run: 1e-06}, {run: 1e-12}.
//
// precision: double
#include <stdio.h>
#include <tgmath.h>

#include "figures/plot.h"
#include "system/options.h"
#include "system/way.h"

enum { STEPS = 17, TANGENT = 201 };

// ## Two definitions
//
// *Numerical differentiation* (数值微分) computes what the definition of a slope
// says: a *difference* (差分) of two values, divided by the distance between
// them. From 1 to 1.01 the sine climbs from $0.841471$ to $0.846832$: over a
// distance of $0.01$ it climbs $0.005361$, so its slope is about $0.5361$. That
// is the **forward difference**, from $x$ one step $h$ ahead. From 0.99 to 1.01
// it climbs $0.0108059$ over a distance of $0.02$, which makes $0.5403$. That
// is the **central difference**, one step to each side. In the code `Curve` is
// the type of such functions as the sine, and `Curve *f` is one of them, handed
// over like a number:
//
// $$ \frac{f(x + h) - f(x)}{h} \qquad\text{and}\qquad
//    \frac{f(x + h) - f(x - h)}{2h} $$
typedef double Curve(double x);

static double forward(Curve *f, double x, double h)
{
    return (f(x + h) - f(x)) / h;
}

static double central(Curve *f, double x, double h)
{
    return (f(x + h) - f(x - h)) / (2 * h);
}

// The same in `float`, for the sine.
static double forward_float(float x, float h)
{
    return (double)((sinf(x + h) - sinf(x)) / h);
}

static double central_float(float x, float h)
{
    return (double)((sinf(x + h) - sinf(x - h)) / (2 * h));
}

// ## The book's example
//
// The rules of [slopes](slopes.c) give the **analytic** derivative (解析求导) of
// $f(x) = 0.01 x^2 + 0.1 x$: it is $0.02 x + 0.1$, so 0.2 at 5 and 0.3 at 10.
// The measurement should agree.
static double parabola(double x) { return 0.01 * x * x + 0.1 * x; }

static void print_parabola(double x)
{
    const double h = 1e-4;
    printf("%6g  %.12f  %.12f  %.12f\n", x, forward(parabola, x, h),
           central(parabola, x, h), 0.02 * x + 0.1);
}

// A **tangent** touches the curve and has its slope.
static void add_tangent(Plot *plot, double at)
{
    const double slope = central(parabola, at, 1e-4);
    const double x[] = {at - 5, at + 5};
    const double y[] = {parabola(at) - 5 * slope, parabola(at) + 5 * slope};
    const double touch = parabola(at);
    plot_color(plot, PLOT_ORANGE);
    plot_series(plot, NULL, PLOT_DASHED, 2, x, y);
    plot_color(plot, PLOT_ORANGE);
    plot_series(plot, NULL, PLOT_POINTS, 1, &at, &touch);
}

static Plot *draw_tangents(void)
{
    double x[TANGENT], y[TANGENT];
    for (int i = 0; i < TANGENT; i++) {
        x[i] = 20.0 * i / (TANGENT - 1);
        y[i] = parabola(x[i]);
    }
    Plot *plot = plot_new("tangents", (PlotFrame){.x = "x", .y = "f(x)"});
    plot_series(plot, NULL, PLOT_LINE, TANGENT, x, y);
    add_tangent(plot, 5);
    add_tangent(plot, 10);
    return plot;
}

// ## How small?
//
// "As small as possible" sounds right. A curve that bends is not a line, and
// the smaller the step the less it bends. Take $f(x) = x^2$, with the slope
// $2x$. Forward, $((x + h)^2 - x^2) / h = 2x + h$: the error is $h$ itself.
// Central, $((x + h)^2 - (x - h)^2) / 2h = 2x$: the bend to the right and the
// bend to the left cancel. Other curves bend more to one side than to the
// other, and an error of the size $h^2$ remains. For $x^3$ the central
// difference is $((x + h)^3 - (x - h)^3) / 2h = 3x^2 + h^2$, and the slope is
// $3x^2$. So a tenth of $h$ makes a tenth of the forward error, and a hundredth
// of the central one.
//
// But $f(x + h)$ and $f(x)$ are rounded, to 7 digits in `float` and 16 in
// `double`. The smaller the step, the more of their first digits are equal, and
// these vanish when one is subtracted from the other. With $h = 10^{-4}$ and the
// sine at 1, $0.8415250 - 0.8414710 = 0.0000540$ in `float`: of seven digits three
// are left, and the last is rounded. Divided by a small $h$, that becomes a large
// error.
typedef struct {
    double h[STEPS], error[4][STEPS];
} Errors;

static void measure(Errors *e)
{
    const double x = 1, slope = cos(x);
    for (int i = 0; i < STEPS; i++) {
        const double h = e->h[i] = pow(10, -i);
        const double found[] = {forward(sin, x, h), central(sin, x, h),
                                forward_float((float)x, (float)h),
                                central_float((float)x, (float)h)};
        for (int k = 0; k < 4; k++) {
            e->error[k][i] = fabs(found[k] - slope);
        }
    }
}

static void print_errors(const Errors *e)
{
    puts("\nerror of the slope of sin x at 1");
    puts(
        "    h   forward double  central double  forward float  central float");
    for (int i = 0; i < STEPS; i++) {
        printf("1e-%02d  %14.1e  %14.1e  %13.1e  %13.1e\n", i, e->error[0][i],
               e->error[1][i], e->error[2][i], e->error[3][i]);
    }
}

static Plot *draw_errors(const Errors *e)
{
    static const char *const names[] = {"forward, double", "central, double",
                                        "forward, float", "central, float"};
    static const PlotStyle styles[] = {PLOT_DASHED, PLOT_LINE, PLOT_DASHED,
                                       PLOT_LINE};
    static const PlotColor colors[] = {PLOT_BLUE, PLOT_BLUE, PLOT_ORANGE,
                                       PLOT_ORANGE};
    Plot *plot = plot_new("step_error", (PlotFrame){.x = "step h",
                                                    .y = "error of the slope",
                                                    .x_log = true,
                                                    .y_log = true,
                                                    .legend = true,
                                                    .height = 320});
    for (int k = 0; k < 4; k++) {
        plot_color(plot, colors[k]);
        plot_series(plot, names[k], styles[k], STEPS, e->h, e->error[k]);
    }
    return plot;
}

// ## A step of nothing
//
// $10^{-50}$ is a `double`, but added to 1 it changes nothing: the difference is
// exactly 0. As a `float` it is 0 itself, and 0 divided by 0 is not a number.
static void print_nothing(void)
{
    const float tiny = (float)1e-50;
    const double found = forward_float(1, tiny);
    printf("\nh = 1e-50: in double the slope is %g; in float h is %g and the "
           "slope %s\n",
           forward(sin, 1, 1e-50), (double)tiny,
           isnan(found) ? "is not a number" : "is a number");
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    Errors errors;
    options_parse(&options, argc, argv,
                  "Measures slopes, and how wrong they are for every step.",
                  NULL, 0);
    puts("slope of 0.01 x^2 + 0.1 x, with h = 1e-4");
    puts("     x  forward         central         by algebra");
    print_parabola(5);
    print_parabola(10);
    measure(&errors);
    print_errors(&errors);
    print_nothing();
    Plot *tangents = draw_tangents(), *curves = draw_errors(&errors);
    const bool ok = plot_save(tangents, &options, &error) &&
                    plot_save(curves, &options, &error);
    plot_free(tangents);
    plot_free(curves);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// ![Both axes go in powers of ten: each line is 100,000 times the one before. Read it from right to left, from large steps to small ones. First the error falls, because the curve bends less; then it rises, because of the rounding. The lowest point is the best step.](step_error.svg)
//
// Down to some step the error falls, and below that step it rises again. Of the
// three steps of the question, $10^{-6}$ is the best in `double`, for both
// differences. The worst is $10^{-2}$ forward, because of the bend, and
// $10^{-12}$ for the central difference, because of the rounding.
//
// In `double` the central difference is best near $10^{-5}$, with about ten digits
// right. In `float` its best step is near $10^{-2}$, and at $10^{-4}$ the forward
// difference has only three digits left. That is why this library uses
// $h = 10^{-2}$ in `float`. In `double` it uses $10^{-4}$, as the book does: that
// is near enough to the best, with about nine digits right.
//
// ![The curve of the book's example and its tangents at 5 and 10, drawn with the measured slopes. Look at the two points: line and curve have the same direction there.](tangents.svg)
//
// **Try it.** Measure at 100 instead of 1: change the `x` of `measure`. Why are the
// errors of very small steps so much larger there?
//
// **Check yourself.** With the steps $10^{-16}$ and smaller, the forward
// difference in `double` is exactly 0. Why from $10^{-16}$ on?
//
// *Answer.* A `double` near 1 cannot change by less than about
// $2.2 \cdot 10^{-16}$. If $10^{-16}$ is added, the sum is rounded back to 1. So
// $f(x + h)$ and $f(x)$ are the same number, and their difference is 0. Below 1 the
// numbers lie twice as dense, so $1 - 10^{-16}$ is another number, and the central
// difference is not 0 there.
