#include "ch05.h"
#include "exercise_test.h"

EXERCISE(affine_backward);

enum { BATCH = 3, IN = 4, OUT = 2 };

/* What the gradients are measured by: the sum of all dout y. */
static double loss(const float *x, const float *w, const float *b,
                   const float *dout)
{
    double sum = 0;
    for (int n = 0; n < BATCH; n++) {
        for (int j = 0; j < OUT; j++) {
            double y = b[j];
            for (int i = 0; i < IN; i++) {
                y += x[n * IN + i] * w[i * OUT + j];
            }
            sum += y * dout[n * OUT + j];
        }
    }
    return sum;
}

/* Whole numbers from -3 to 3, so that nothing is rounded. */
static void fill_with_whole(float *x, size_t n, uint64_t *seed)
{
    fill_with_noise(x, n, seed);
    for (size_t i = 0; i < n; i++) {
        x[i] = (float)(int)(x[i] * 4);
    }
}

static struct {
    float x[BATCH * IN], w[IN * OUT], b[OUT], dout[BATCH * OUT];
} made;

/* Each number of v is moved by 1 in turn. The loss is a straight line in it,
   so the difference is the slope, exactly. */
static void measure(float *v, float *slope, size_t n)
{
    const double here = loss(made.x, made.w, made.b, made.dout);
    for (size_t i = 0; i < n; i++) {
        v[i] += 1;
        slope[i] = (float)(loss(made.x, made.w, made.b, made.dout) - here);
        v[i] -= 1;
    }
}

static void make(uint64_t seed)
{
    fill_with_whole(made.x, BATCH * IN, &seed);
    fill_with_whole(made.w, IN * OUT, &seed);
    fill_with_whole(made.b, OUT, &seed);
    fill_with_whole(made.dout, BATCH * OUT, &seed);
}

Test(affine_backward, numbers_of_the_chapter)
{
    const float x[] = {1, 2}, w[] = {1, 3, 5, 2, 4, 6}, dout[] = {2, 0, -1};
    const float want_dx[] = {-3, -2}, want_dw[] = {2, 0, -1, 4, 0, -2};
    float *dx = blank(2), *dw = blank(6), *db = blank(3);
    my_affine_backward(x, w, dout, dx, dw, db, 1, 2, 3);
    expect_all_near(dx, want_dx, 2, 0, "dx");
    expect_all_near(dw, want_dw, 6, 0, "dw");
    expect_all_near(db, dout, 3, 0, "db");
}

Test(affine_backward, as_measured)
{
    float *dx = blank(BATCH * IN), *dw = blank(IN * OUT), *db = blank(OUT);
    float want_dx[BATCH * IN], want_dw[IN * OUT], want_db[OUT];
    make(11);
    measure(made.x, want_dx, BATCH * IN);
    measure(made.w, want_dw, IN * OUT);
    measure(made.b, want_db, OUT);
    my_affine_backward(guarded(made.x, BATCH * IN), guarded(made.w, IN * OUT),
                       guarded(made.dout, BATCH * OUT), dx, dw, db, BATCH, IN,
                       OUT);
    expect_all_near(dx, want_dx, BATCH * IN, 0, "of 3 x 4 x 2, dx");
    expect_all_near(dw, want_dw, IN * OUT, 0, "of 3 x 4 x 2, dw");
    expect_all_near(db, want_db, OUT, 0, "of 3 x 4 x 2, db");
}

/* All five examples say the same about the bias. */
Test(affine_backward, examples_are_added_up)
{
    const float x[] = {1, 1, 1, 1, 1}, w[] = {7}, dout[] = {2, 2, 2, 2, 2};
    const float want_dx[] = {14, 14, 14, 14, 14};
    float *dx = blank(5), *dw = blank(1), *db = blank(1);
    my_affine_backward(x, w, dout, dx, dw, db, 5, 1, 1);
    expect_all_near(dx, want_dx, 5, 0, "of 5 equal examples, dx");
    expect_near(dw[0], 10, 0, "of 5 equal examples, dw[0]");
    expect_near(db[0], 10, 0, "of 5 equal examples, db[0]");
}

Test(affine_backward, twice_is_the_same)
{
    const float x[] = {1, -2}, w[] = {3, 4, 5, 6}, dout[] = {1, -1};
    const float want_dx[] = {-1, -1}, want_dw[] = {1, -1, -2, 2};
    float *dx = blank(2), *dw = blank(4), *db = blank(2);
    for (int call = 0; call < 2; call++) {
        my_affine_backward(x, w, dout, dx, dw, db, 1, 2, 2);
    }
    expect_all_near(dx, want_dx, 2, 0, "after the second call, dx");
    expect_all_near(dw, want_dw, 4, 0, "after the second call, dw");
    expect_all_near(db, dout, 2, 0, "after the second call, db");
}

Test(affine_backward, one_of_each)
{
    const float x[] = {3}, w[] = {-2}, dout[] = {5};
    float *dx = blank(1), *dw = blank(1), *db = blank(1);
    my_affine_backward(x, w, dout, dx, dw, db, 1, 1, 1);
    expect_all_near(dx, (const float[]){-10}, 1, 0, "dx");
    expect_all_near(dw, (const float[]){15}, 1, 0, "dw");
    expect_all_near(db, (const float[]){5}, 1, 0, "db");
}
