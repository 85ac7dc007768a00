#include <math.h>

#include "ch06.h"
#include "exercise_test.h"

EXERCISE(decay);

enum { POINTS = 12, WEIGHTS = 10, DRAWS = 200 };

static double curve(double x) { return sin(3 * x); }

/* Chebyshev's polynomials at x: functions that bend more and more. */
static void bends(double x, double y[WEIGHTS])
{
    y[0] = 1;
    y[1] = x;
    for (int j = 2; j < WEIGHTS; j++) {
        y[j] = 2 * x * y[j - 1] - y[j - 2];
    }
}

static double learnt(const double w[WEIGHTS], double x)
{
    double y[WEIGHTS], sum = 0;
    bends(x, y);
    for (int j = 0; j < WEIGHTS; j++) {
        sum += w[j] * y[j];
    }
    return sum;
}

/* w becomes the solution of a w = b; Gauss. a and b are lost. */
static void solve(double a[WEIGHTS][WEIGHTS], double b[WEIGHTS],
                  double w[WEIGHTS])
{
    for (int i = 0; i < WEIGHTS; i++) {
        for (int k = i + 1; k < WEIGHTS; k++) {
            const double factor = a[k][i] / a[i][i];
            for (int j = i; j < WEIGHTS; j++) {
                a[k][j] -= factor * a[i][j];
            }
            b[k] -= factor * b[i];
        }
    }
    for (int i = WEIGHTS - 1; i >= 0; i--) {
        w[i] = b[i];
        for (int j = i + 1; j < WEIGHTS; j++) {
            w[i] -= a[i][j] * w[j];
        }
        w[i] /= a[i][i];
    }
}

/* The weights whose loss is least: there its gradient is 0. */
static void fit(const double x[POINTS], const double t[POINTS], double lambda,
                double w[WEIGHTS])
{
    double a[WEIGHTS][WEIGHTS] = {{0}}, b[WEIGHTS] = {0}, y[WEIGHTS];
    for (int i = 0; i < POINTS; i++) {
        bends(x[i], y);
        for (int j = 0; j < WEIGHTS; j++) {
            for (int k = 0; k < WEIGHTS; k++) {
                a[j][k] += y[j] * y[k] / POINTS;
            }
            b[j] += y[j] * t[i] / POINTS;
        }
    }
    for (int j = 0; j < WEIGHTS; j++) {
        a[j][j] += lambda;
    }
    solve(a, b, w);
}

struct errors {
    double points; /* the mean squared error on what was learnt */
    double curve;  /* on the curve itself */
};

static struct errors errors(double lambda, uint64_t seed)
{
    struct errors sum = {0};
    for (int draw = 0; draw < DRAWS; draw++) {
        double x[POINTS], t[POINTS], w[WEIGHTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = (2 * i + 1.0) / POINTS - 1;
            t[i] = curve(x[i]) + 0.6 * (double)noise(&seed);
        }
        fit(x, t, lambda, w);
        for (int i = 0; i < POINTS; i++) {
            sum.points += pow(learnt(w, x[i]) - t[i], 2) / POINTS / DRAWS;
        }
        for (int i = 0; i < 50; i++) {
            const double at = -0.95 + 1.9 * i / 49;
            sum.curve += pow(learnt(w, at) - curve(at), 2) / 50 / DRAWS;
        }
    }
    printf("lambda %g: error on the points %.4f, on the curve %.4f\n", lambda,
           sum.points, sum.curve);
    return sum;
}

static void expect_good(uint64_t seed)
{
    const struct errors mine = errors(my_decay(), seed);
    expect(mine.curve <= 0.08 || mine.points > 0.1,
           "the twelve points are learnt, but the curve between them is not");
    expect(mine.curve <= 0.08, "not even the twelve points are learnt");
}

Test(decay, is_a_price)
{
    expect_not_zero(my_decay(), "the price");
    expect(my_decay() >= 0, "a price below 0 rewards large weights");
}

Test(decay, between_the_points) { expect_good(1); }

Test(decay, other_draws) { expect_good(2); }
