#include "ch06.h"
#include "exercise_test.h"

EXERCISE(momentum);

Test(momentum, three_steps_by_hand)
{
    const float g[] = {1}, want_v[] = {-0.1f, -0.19f, -0.271f},
                want_w[] = {0.9f, 0.71f, 0.439f};
    float *w = guarded((const float[]){1}, 1), *v = guarded((float[]){0}, 1);
    for (int step = 0; step < 3; step++) {
        my_momentum(w, g, v, 1, 0.1f, 0.9f);
        expect_near(v[0], want_v[step], 1e-6, "after step %d, v[0]",
                    step + 1);
        expect_near(w[0], want_w[step], 1e-6, "after step %d, w[0]",
                    step + 1);
    }
    expect_guard(w, 1, "w");
    expect_guard(v, 1, "v");
}

/* Where no force acts, the ball rolls on and becomes slower. */
Test(momentum, rolls_on_without_a_gradient)
{
    const float g[] = {0, 0}, want_v[] = {-0.5f, 1}, want_w[] = {2.5f, 5};
    float *w = guarded((const float[]){3, 4}, 2),
          *v = guarded((const float[]){-1, 2}, 2);
    my_momentum(w, g, v, 2, 0.1f, 0.5f);
    expect_all_near(v, want_v, 2, 0, "with g = 0 and mu = 0.5, v");
    expect_all_near(w, want_w, 2, 0, "with g = 0 and mu = 0.5, w");
}

/* Each has its own gradient and speed; numbers that a float holds exactly. */
Test(momentum, three_weights)
{
    const float g[] = {4, -8, 0.5f};
    const float want_v[] = {-2.75f, 4, 0.125f},
                want_w[] = {-1.75f, 6, 3.125f};
    float *w = guarded((const float[]){1, 2, 3}, 3),
          *v = guarded((const float[]){-1, 0, 0.5f}, 3);
    my_momentum(w, g, v, 3, 0.5f, 0.75f);
    expect_all_near(v, want_v, 3, 0, "of three weights, v");
    expect_all_near(w, want_w, 3, 0, "of three weights, w");
}

Test(momentum, without_friction_or_memory)
{
    const float g[] = {2, -3}, want_w[] = {-1, 1.5f};
    float *w = guarded((const float[]){0, 0}, 2),
          *v = guarded((const float[]){7, 7}, 2);
    my_momentum(w, g, v, 2, 0.5f, 0);
    expect_all_near(v, want_w, 2, 0, "with mu = 0, v");
    expect_all_near(w, want_w, 2, 0, "with mu = 0, w");
}
