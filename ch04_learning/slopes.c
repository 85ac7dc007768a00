// # Slopes, from nothing
//
// A road that rises by 6 metres on 100 metres has a slope of 0.06. A curve
// rises by another amount at each place. **What is the slope of a curve at a
// single point, and by which rules is it found without measuring?**
//
// *Predict first.* Take $f(x) = x^2$ at $x = 3$. If $x$ grows by a tiny amount,
// does $f$ grow by about 2, 3, 6 or 9 times as much?
//
// *Answer.* By about 6 times as much. The last line of the first table comes
// nearest to it: {run: 0.0001 }
#include <math.h>
#include <stdio.h>

#include "figures/plot.h"
#include "system/options.h"
#include "system/way.h"

// ## A table that closes in
//
// From 3 to 4 the square grows from 9 to 16: by 7, over a distance of 1. From 3 to
// 3.1 it grows from 9 to 9.61: by 0.61, over a distance of 0.1, and
// $0.61 / 0.1 = 6.1$. The shorter the distance, the nearer the quotient comes to 6.
// That number is the **slope** (斜率) of the curve at 3.
//
// In letters, with $h$ for the distance: $(3 + h)^2 = 9 + 6h + h^2$, so $f$ grows
// by $6h + h^2$. Divided by $h$ that is $6 + h$, and with a tiny $h$ only the 6 is
// left. At any other $x$ it is $2x + h$ in the same way: the slope of $x^2$ is
// $2x$. A function that gives the slope at every $x$ is called the **derivative**
// (导数) of $f$, written $f'(x)$ or $\dfrac{df}{dx}$. The second is a name and no
// division, though it comes from one: a tiny rise by a tiny distance.
static double square(double x) { return x * x; }

static double rise(double (*f)(double), double x, double h)
{
    return (f(x + h) - f(x)) / h;
}

static void print_closing_in(void)
{
    printf("      h   from 3 to 3 + h, x^2 rises by   divided by h\n");
    for (double h = 1; h > 0.00005; h /= 10) {
        printf("%7.4f   %29.8f   %12.4f\n", h, square(3 + h) - square(3),
               rise(square, 3, h));
    }
}

// ## Sums and products
//
// If one of two things grows by 2 and the other by 3, their *sum* grows by 5.
// So the slope of a sum is the sum of the slopes.
//
// A *product* is the area of a rectangle. Let its sides be 4 and 5, and let the
// first grow by 0.2 and the second by 0.3. The area grows by a strip of
// $0.2 \cdot 5$, by one of $4 \cdot 0.3$, and by a corner of
// $0.2 \cdot 0.3 = 0.06$. If both grow by a tenth of that, the strips become ten
// times smaller, and the corner a hundred times. A slope divides by the distance,
// and lets it become tiny: the strips then count, and the corner counts for
// nothing. So each side's growth is multiplied by the *other* side:
//
// $$ (f \cdot g)' = f' \cdot g + f \cdot g' $$
//
// Check it on $x^2 = x \cdot x$: the slope of $x$ is 1, and
// $1 \cdot x + x \cdot 1 = 2x$. A fixed factor has the slope 0, so $3 x^2$ has the
// slope $0 \cdot x^2 + 3 \cdot 2x = 6x$.
static double product(double x) { return x * x * sin(x); }
static double product_rule(double x)
{
    return 2 * x * sin(x) + x * x * cos(x);
}

// ## One function inside another
//
// A wheel turns 2 times as fast as a second one, and that 3 times as fast as a
// third. Then the first turns $2 \cdot 3 = 6$ times as fast as the third:
// speeds along a chain are multiplied. Slopes are multiplied in the same way,
// and that is the **chain rule** (链式法则). If $y$ depends on $u$, and $u$ on $x$:
//
// $$ \frac{dy}{dx} = \frac{dy}{du} \cdot \frac{du}{dx} $$
//
// It looks as if $du$ could be cancelled, and that is a good way to remember it.
// Take $y = u^2$ with $u = 3x + 1$ at $x = 2$. There $u = 7$, the outer slope is
// $2u = 14$ and the inner one is 3, so the slope is 42. All of
// [chapter 5](../ch05_backprop/README.md) is this rule.
static double inside(double x) { return square(3 * x + 1); }
static double chain_rule(double x) { return 2 * (3 * x + 1) * 3; }

// ## One divided by x
//
// Let $q = 1/x$. Then $q \cdot x = 1$, whatever $x$ is, and the slope of 1 is 0.
// By the rule for products $q' \cdot x + q \cdot 1 = 0$, so $q' = -q/x = -1/x^2$.
// At 2 it is $-0.25$: if $x$ grows, $1/x$ falls. With the other rules a whole
// *quotient* follows, because $f/g$ is $f$ times $1/g$:
//
// $$ \left( \frac{f}{g} \right)' = \frac{f' g - f g'}{g^2} $$
static double quotient(double x) { return sin(x) / x; }
static double quotient_rule(double x)
{
    return (cos(x) * x - sin(x)) / (x * x);
}

// ## Powers of e
//
// Money with 100 % interest doubles in a year. Paid in two halves it grows to
// $1.5 \cdot 1.5 = 2.25$ times the amount, in a thousand small parts to
// $1.001^{1000} = 2.717$ times. The more parts, the nearer to $e = 2.71828…$
// (欧拉数). Paid at every moment, 1 becomes $e$ in one year, $e \cdot e$ in two
// and $e^x$ in $x$ years. And 100 % interest, paid at every moment, means: an
// amount of 5 grows at this moment by 5 a year, and an amount of 8 by 8 a year.
// The growth per year, which is the slope, equals the amount. So the slope of
// $e^x$ is $e^x$ itself:
//
// $$ (e^x)' = e^x $$
//
// That is why the book computes with $e$ and not with 2 or 10.

// ## The logarithm
//
// The **natural logarithm** (自然对数) asks the reverse question: $\ln y$ is the
// power to which $e$ must be raised to give $y$. So $e^{\ln x} = x$. By the
// chain rule the left side has the slope
// $e^{\ln x} \cdot (\ln x)' = x \cdot (\ln x)'$, and the right side has the
// slope 1:
//
// $$ (\ln x)' = \frac{1}{x} $$
//
// At 2 a small step of $x$ moves $\ln x$ by half as much.
static double logarithm_rule(double x) { return 1 / x; }

// ## Measured, and by the rule
//
// Every rule is compared with a measurement with $h = 10^{-6}$, at $x = 2$. Two
// of the functions have a sine in them; its slope is the cosine, which you may
// take from here. The struct holds two functions beside each name,
// `f` and the `rule` for its slope; they are stored as numbers are.
static void print_rules(void)
{
    static const struct {
        const char *name;
        double (*f)(double), (*rule)(double);
    } rules[] = {{"x^2 sin x, a product", product, product_rule},
                 {"(3x + 1)^2, a chain", inside, chain_rule},
                 {"sin(x) / x, a quotient", quotient, quotient_rule},
                 {"e^x", exp, exp},
                 {"ln x", log, logarithm_rule}};
    printf("\n%-24s %10s %10s\n", "at x = 2", "measured", "by rule");
    for (int i = 0; i < 5; i++) {
        printf("%-24s %10.4f %10.4f\n", rules[i].name,
               rise(rules[i].f, 2, 1e-6), rules[i].rule(2));
    }
}

static Plot *draw_slope(void)
{
    enum { POINTS = 51 };
    double x[POINTS], y[POINTS];
    for (int i = 0; i < POINTS; i++) {
        x[i] = 2 + 0.05 * i;
        y[i] = square(x[i]);
    }
    Plot *plot = plot_new("rise", (PlotFrame){.x = "x",
                                              .y = "x squared",
                                              .x_min = 2,
                                              .x_max = 4.5,
                                              .y_max = 21});
    plot_series(plot, "x²", PLOT_LINE, POINTS, x, y);
    plot_series(plot, "from 3 to 4: 7", PLOT_LINE, 2, (double[]){2, 4.5},
                (double[]){2, 19.5});
    plot_series(plot, "at 3: 6", PLOT_LINE, 2, (double[]){2, 4.5},
                (double[]){3, 18});
    plot_color(plot, PLOT_ORANGE);
    plot_series(plot, NULL, PLOT_POINTS, 2, (double[]){3, 4},
                (double[]){9, 16});
    return plot;
}

int main(int argc, char **argv)
{
    Options options;
    Error error;
    options_parse(&options, argc, argv,
                  "Measures slopes, and finds them by rules.", NULL, 0);
    print_closing_in();
    print_rules();
    Plot *plot = draw_slope();
    const bool ok = plot_save(plot, &options, &error);
    plot_free(plot);
    if (!ok) {
        die(options.program, &error);
    }
    return way_on(&options);
}

// ## What came out
//
// The quotients 7, 6.1, 6.01 … close in on 6. The measurements of the second
// table agree with the rules in each digit that is printed. A measurement needs
// the function only, and a rule needs a derivation. In return the rule is exact,
// and costs one short calculation.
//
// ![The square, and two straight lines through its point at 3. The line to the point at 4 rises by 7; the line that only touches the curve rises by 6 over a distance of 1.](rise.svg)
//
// **Try it.** Let the first table begin at 5 instead of 3. Say first which number
// the quotients will close in on.
//
// **Check yourself.** The sigmoid is $1 / (1 + e^{-x})$. Which of the rules on
// this page do you need for its slope?
//
// *Answer.* The chain rule, for a chain of four steps: $-x$, the power of $e$, the
// sum with 1, and one divided by the result. Their slopes are $-1$, the power
// itself, 1 and $-1/u^2$. [The page of the sigmoid](../common/layers/sigmoid.c)
// multiplies them.
