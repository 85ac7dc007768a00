/* The judge of gradients in double, with what it needs, in source: an answer is not
   linked to the library. */
#define REAL_IS_DOUBLE
#include "ground/base.c"
#include "math/gradient.c"
#include "tensor/tensor.c"

#include "ch06.h"
#include "exercise_test.h"

EXERCISE(own_layers);

void in_parts(Job job, PartFunction *part, void *context)
{
    part(context, 0, job.count);
}

int thread_here(void) { return 0; }

enum { MOST = 64 };

/* n places that are not a number, with a guard behind them. */
static double *places(size_t n)
{
    double *x = exercise_malloc((n + 1) * sizeof *x);
    for (size_t i = 0; i < n; i++) {
        x[i] = NAN;
    }
    x[n] = -98765;
    return x;
}

static void expect_row(const double *got, const double *want, size_t n,
                       double relative, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        expect_near(got[i], want[i], relative, "%s[%zu]", name, i);
    }
    expect(got[n] == -98765,
           "%s[%zu] was written, but %s holds only %zu numbers", name, n,
           name, n);
}

static void expect_norm(const double *x, const double *gamma,
                        const double *beta, const double *want, size_t rows,
                        size_t columns, const char *name)
{
    double *y = places(rows * columns);
    my_layer_norm(x, gamma, beta, y, rows, columns);
    expect_row(y, want, rows * columns, 2e-5, name);
}

static const double ones[] = {1, 1, 1, 1}, zeros[] = {0, 0, 0, 0};

Test(own_layers, normalizes_each_row)
{
    const double one[] = {1, 1, 3, 3}, want[] = {-1, -1, 1, 1};
    const double two[] = {7, 9, 2, 6}, want_two[] = {-1, 1, -1, 1};
    expect_norm(one, ones, zeros, want, 1, 4, "of (1, 1, 3, 3), y");
    expect_norm(two, ones, zeros, want_two, 2, 2, "of (7, 9) and (2, 6), y");
}

Test(own_layers, stretches_and_shifts)
{
    const double x[] = {1, 1, 3, 3, 3, 1, 1, 3}, gamma[] = {2, 3, 4, 5};
    const double beta[] = {10, 20, 30, 40};
    const double want[] = {8, 17, 34, 45, 12, 17, 26, 45};
    expect_norm(x, gamma, beta, want, 2, 4, "with gamma and beta, y");
}

Test(own_layers, any_size)
{
    const double large[] = {3e8 + 1, 3e8 + 1, 3e8 + 3, 3e8 + 3};
    const double want[] = {-1, -1, 1, 1};
    const double equal[] = {5, 5, 5, 5}, beta[] = {10, 20, 30, 40};
    expect_norm(large, ones, zeros, want, 1, 4, "of 3e8 and (1, 1, 3, 3), y");
    const double small[] = {0, 0.002}, nearer[] = {-0.301511, 0.301511};
    expect_norm(small, ones, zeros, nearer, 1, 2, "of (0, 0.002), y");
    expect_norm(equal, ones, beta, beta, 1, 4, "of equal numbers, y");
    expect_norm(equal, ones, beta, beta, 1, 1, "of one number, y");
}

Test(own_layers, gamma_and_beta_learn)
{
    const double x[] = {1, 1, 3, 3, 10, 2, 2, 10};
    const double dout[] = {1, 2, 3, 4, 10, 20, 30, 40};
    const double dgamma[] = {9, -22, -27, 44}, dbeta[] = {11, 22, 33, 44};
    for (int call = 0; call < 2; call++) {
        double *dx = places(8), *dg = places(4), *db = places(4);
        my_layer_norm_backward(x, ones, dout, dx, dg, db, 2, 4);
        expect_row(db, dbeta, 4, 1e-9, "dbeta");
        expect_row(dg, dgamma, 4, 2e-5, "dgamma");
    }
}

/* --- the judge ------------------------------------------------------------ */
/* What goes into a layer, and the weights with which its output is summed. */
struct trial {
    const double *x, *gamma, *beta, *dout;
    size_t rows, columns; /* no columns: GELU */
};

static real summed(void *context)
{
    const struct trial *t = context;
    const size_t n = t->rows * (t->columns > 0 ? t->columns : 1);
    double y[MOST], sum = 0;
    if (t->columns > 0) {
        my_layer_norm(t->x, t->gamma, t->beta, y, t->rows, t->columns);
    } else {
        my_gelu(t->x, y, n);
    }
    for (size_t i = 0; i < n; i++) {
        sum += t->dout[i] * y[i];
    }
    return sum;
}

static void expect_judged(struct trial *t, const double *x, const double *dx,
                          size_t n, const char *name)
{
    double slope[MOST], moved[MOST];
    Tensor varied = tensor_view(moved, SHAPE((int)n));
    Tensor measured = tensor_view(slope, SHAPE((int)n));
    for (size_t i = 0; i < n; i++) {
        moved[i] = x[i];
    }
    t->x = moved;
    numerical_gradient(&measured, summed, t, &varied);
    double own[MOST];
    for (size_t i = 0; i < n; i++) {
        own[i] = dx[i];
    }
    Tensor yours = tensor_view(own, SHAPE((int)n));
    const real error = gradient_error(&measured, &yours);
    printf("the judge of gradients, %zu x %zu: error %.2g\n", t->rows,
           n / t->rows, error);
    if (!(error < 1e-6)) {
        expect_row(dx, slope, n, 1e-6, name);
    }
    expect(error < 1e-6, "the error is %.2g, but less than 1e-6 is right",
           error);
}

static void fill(double *x, size_t n, uint64_t *seed)
{
    for (size_t i = 0; i < n; i++) {
        x[i] = 2 * (double)noise(seed);
    }
}

static void judge_norm(size_t rows, size_t columns)
{
    double x[MOST], gamma[MOST], beta[MOST], dout[MOST];
    uint64_t seed = 3 * rows + columns;
    const size_t n = rows * columns;
    fill(x, n, &seed);
    fill(gamma, columns, &seed);
    fill(beta, columns, &seed);
    fill(dout, n, &seed);
    struct trial t = {NULL, gamma, beta, dout, rows, columns};
    double *dx = places(n), *dg = places(columns), *db = places(columns);
    my_layer_norm_backward(x, gamma, dout, dx, dg, db, rows, columns);
    expect_judged(&t, x, dx, n, "beside the measured slope, dx");
}

Test(own_layers, back_to_the_row)
{
    judge_norm(1, 3);
    judge_norm(5, 7);
    judge_norm(2, 5);
}

static const double at[] = {0, 1, -1, 3, -3, 10, -10, 0.25};

Test(own_layers, gelu)
{
    const double want[] = {0,           0.841344746,  -0.158655254,
                           2.995950306, -0.004049694, 10,
                           0,           0.149676581};
    double *y = places(8);
    my_gelu(at, y, 8);
    expect_row(y, want, 8, 1e-8, "of (0, 1, -1, 3, -3, 10, -10, 0.25), y");
}

Test(own_layers, back_through_gelu)
{
    const double dout[] = {1, 2, -3, 4, 5, -6, 7, 8};
    struct trial t = {NULL, NULL, NULL, dout, 8, 0};
    double *dx = places(8);
    my_gelu_backward(at, dout, dx, 8);
    expect_judged(&t, at, dx, 8, "beside the measured slope, dx");
}
