#include <math.h>

#include "ch05.h"
#include "exercise_test.h"

EXERCISE(any_batch);

enum { D = 3, MOST = 500 };

/* Examples of a neuron with the weights 1, -2, 3 and the bias 4. */
static void examples(float *x, float *t, size_t batch, uint64_t *seed)
{
    fill_with_noise(x, batch * D, seed);
    for (size_t n = 0; n < batch; n++) {
        t[n] = x[n * D] - 2 * x[n * D + 1] + 3 * x[n * D + 2] + 4;
    }
}

/* Learn for so many steps, each with a new batch; returns the last loss. */
static float learn(size_t batch, int steps, float lr)
{
    float x[MOST * D], t[MOST], w[D] = {0}, b = 0, loss = 0;
    uint64_t seed = batch;
    for (int i = 0; i < steps; i++) {
        examples(x, t, batch, &seed);
        loss = my_any_batch(w, &b, x, t, batch, D, lr);
    }
    return loss;
}

Test(any_batch, large_batch)
{
    const float loss = learn(MOST, 100, 0.5f);
    expect_mended(loss < 0.01f,
                  "with batches of 500, after 100 steps the loss is %.3g, "
                  "but less than 0.01 is right",
                  (double)loss);
}

Test(any_batch, small_batch)
{
    const float loss = learn(2, 400, 0.3f);
    expect_mended(loss < 0.01f,
                  "with batches of 2, after 400 steps the loss is %.3g, but "
                  "less than 0.01 is right",
                  (double)loss);
}

Test(any_batch, twice_the_same)
{
    float x[8 * D], t[8], w[2][D] = {{0}}, b[2] = {0};
    uint64_t seed = 1;
    examples(x, t, 4, &seed);
    for (int i = 0; i < 4 * D; i++) {
        x[4 * D + i] = x[i];
    }
    for (int n = 0; n < 4; n++) {
        t[4 + n] = t[n];
    }
    my_any_batch(w[0], &b[0], x, t, 4, D, 0.1f);
    my_any_batch(w[1], &b[1], x, t, 8, D, 0.1f);
    expect(fabsf(b[0]) > 0.01f, "a step has hardly moved the bias: by %.3g",
           (double)b[0]);
    expect_near(b[1], b[0], 1e-5,
                "if each example stands in the batch twice, the bias");
    for (int i = 0; i < D; i++) {
        expect_near(w[1][i], w[0][i], 1e-5,
                    "if each example stands in the batch twice, w[%d]", i);
    }
}

Test(any_batch, loss_is_the_mean)
{
    const float x[2 * D] = {0}, t[] = {4, 2};
    float w[D] = {0}, b = 0;
    expect_near(my_any_batch(w, &b, x, t, 2, D, 0.1f), 5, 1e-6,
                "for errors of 4 and 2, the loss");
}

Test(any_batch, few_changes) { expect_few_changes(12); }
