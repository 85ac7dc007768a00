#include <math.h>

#include "ch06.h"
#include "exercise_test.h"

EXERCISE(adam);

Test(adam, first_step_has_the_length_of_the_rate)
{
    const float g[] = {4, -0.01f, 2000}, want[] = {0.9f, 2.1f, 2.9f};
    const float want_m[] = {0.4f, -0.001f, 200},
                want_v[] = {0.016f, 1e-7f, 4000};
    const float zero[] = {0, 0, 0};
    float *w = guarded((const float[]){1, 2, 3}, 3);
    float *m = guarded(zero, 3), *v = guarded(zero, 3);
    my_adam(w, g, m, v, 3, 0.1f, 1);
    expect_all_near(m, want_m, 3, 2e-6, "after one step, m");
    expect_all_near(v, want_v, 3, 1e-4, "after one step, v");
    expect_all_near(w, want, 3, 1e-5, "after one step, w");
}

/* The same in double, step by step, with a gradient that changes. */
Test(adam, fifty_steps)
{
    double want_w = 1, want_m = 0, want_v = 0;
    float *w = guarded((const float[]){1}, 1);
    float *m = guarded((float[]){0}, 1), *v = guarded((float[]){0}, 1);
    for (uint32_t t = 1; t <= 50; t++) {
        const float g[] = {t % 3 == 0 ? -20.0f : (float)t};
        want_m = 0.9 * want_m + 0.1 * g[0];
        want_v = 0.999 * want_v + 0.001 * g[0] * g[0];
        want_w -= 0.1 * want_m / (1 - pow(0.9, t)) /
                  (sqrt(want_v / (1 - pow(0.999, t))) + 1e-7);
        my_adam(w, g, m, v, 1, 0.1f, t);
        expect_near(m[0], want_m, 1e-5, "after step %u, m[0]", t);
        expect_near(v[0], want_v, 1e-4, "after step %u, v[0]", t);
        expect_near(w[0], want_w, 1e-4, "after step %u, w[0]", t);
    }
    expect_guard(w, 1, "w");
    expect_guard(m, 1, "m");
    expect_guard(v, 1, "v");
}

/* In step 1000 m lacks nothing any more, and v still more than a third. */
Test(adam, late_step)
{
    const float g[] = {3, 0}, want_m[] = {1.2f, 1.8f},
                want_v[] = {4.005f, 8.991f};
    float want[2];
    for (int i = 0; i < 2; i++) {
        want[i] = (float)(-0.5 * want_m[i] /
                          sqrt(want_v[i] / (1 - pow(0.999, 1000))));
    }
    float *w = guarded((const float[]){0, 0}, 2);
    float *m = guarded((const float[]){1, 2}, 2),
          *v = guarded((const float[]){4, 9}, 2);
    my_adam(w, g, m, v, 2, 0.5f, 1000);
    expect_all_near(m, want_m, 2, 1e-6, "after step 1000, m");
    expect_all_near(v, want_v, 2, 1e-5, "after step 1000, v");
    expect_all_near(w, want, 2, 1e-4, "after step 1000, w");
}

Test(adam, no_gradient_no_step)
{
    const float g[] = {0, 0}, zero[] = {0, 0}, want[] = {5, -6};
    float *w = guarded(want, 2), *m = guarded(zero, 2), *v = guarded(zero, 2);
    my_adam(w, g, m, v, 2, 0.1f, 1);
    expect_all_near(w, want, 2, 0, "with g = 0, w");
    expect_all_near(m, zero, 2, 0, "with g = 0, m");
    expect_all_near(v, zero, 2, 0, "with g = 0, v");
}

/* A gradient as small as epsilon: half a step. */
Test(adam, epsilon_beside_the_root)
{
    const float g[] = {1e-7f}, want[] = {-0.5f};
    float *w = guarded((const float[]){0}, 1);
    float *m = guarded((float[]){0}, 1), *v = guarded((float[]){0}, 1);
    my_adam(w, g, m, v, 1, 1, 1);
    expect_all_near(w, want, 1, 1e-3, "with g = 1e-7 and the rate 1, w");
}
