#include <math.h>

#include "ch06.h"
#include "exercise_test.h"

EXERCISE(adagrad);

Test(adagrad, three_steps_by_hand)
{
    const float g[] = {4}, want_h[] = {16, 32, 48},
                want_w[] = {0.9f, 0.82928932f, 0.77155429f};
    float *w = guarded((const float[]){1}, 1), *h = guarded((float[]){0}, 1);
    for (int step = 0; step < 3; step++) {
        my_adagrad(w, g, h, 1, 0.1f);
        expect_near(h[0], want_h[step], 1e-6, "after step %d, h[0]",
                    step + 1);
        expect_near(w[0], want_w[step], 1e-6, "after step %d, w[0]",
                    step + 1);
    }
    expect_guard(w, 1, "w");
    expect_guard(h, 1, "h");
}

Test(adagrad, no_gradient_no_step)
{
    const float g[] = {0, 0}, want[] = {5, -6}, want_h[] = {0, 9};
    float *w = guarded(want, 2), *h = guarded((const float[]){0, 9}, 2);
    my_adagrad(w, g, h, 2, 0.1f);
    expect_all_near(w, want, 2, 0, "with g = 0, w");
    expect_all_near(h, want_h, 2, 0, "with g = 0, h");
}

/* Of 400, -4 and 0.04 the first step has the length of the rate. */
Test(adagrad, size_does_not_matter)
{
    const float g[] = {400, -4, 0.04f}, want[] = {-0.1f, 0.1f, -0.1f};
    float *w = guarded((const float[]){0, 0, 0}, 3),
          *h = guarded((const float[]){0, 0, 0}, 3);
    my_adagrad(w, g, h, 3, 0.1f);
    expect_all_near(w, want, 3, 1e-6, "with g = (400, -4, 0.04), w");
}

/* A gradient as small as epsilon: half a step. */
Test(adagrad, epsilon_beside_the_root)
{
    const float g[] = {1e-7f}, want[] = {-0.5f};
    float *w = guarded((const float[]){0}, 1), *h = guarded((float[]){0}, 1);
    my_adagrad(w, g, h, 1, 1);
    expect_all_near(w, want, 1, 1e-4, "with g = 1e-7 and the rate 1, w");
}
