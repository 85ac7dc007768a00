#include "ch06.h"
#include "exercise_test.h"

EXERCISE(weight_decay);

Test(weight_decay, by_hand)
{
    const float w[] = {3}, want[] = {1.3f};
    float *g = guarded((const float[]){1}, 1);
    expect_near(my_weight_decay(w, 1, 0.1f, g), 0.45, 1e-6,
                "with w = (3) and lambda = 0.1, the penalty");
    expect_all_near(g, want, 1, 1e-6, "from 1, g");
}

Test(weight_decay, large_weights_cost_more)
{
    const float w[] = {1, -2, 0, 4}, want[] = {10.5f, 19, 30, 42};
    float *g = guarded((const float[]){10, 20, 30, 40}, 4);
    expect_near(my_weight_decay(guarded(w, 4), 4, 0.5f, g), 5.25, 1e-6,
                "with w = (1, -2, 0, 4) and lambda = 0.5, the penalty");
    expect_all_near(g, want, 4, 1e-6, "from (10, 20, 30, 40), g");
}

/* The slopes are those of the penalty, measured with steps of 1/2. */
Test(weight_decay, slopes_belong_to_the_penalty)
{
    enum { N = 3 };
    const float zero[N] = {0};
    float w[N] = {-1.5f, 2, 0.25f};
    float *g = guarded(zero, N), *unused = guarded(zero, N);
    my_weight_decay(w, N, 3, g);
    for (int i = 0; i < N; i++) {
        const float old = w[i];
        w[i] = old + 0.5f;
        const double above = my_weight_decay(w, N, 3, unused);
        w[i] = old - 0.5f;
        const double below = my_weight_decay(w, N, 3, unused);
        w[i] = old;
        expect_near(g[i], above - below, 1e-5,
                    "beside the measured slope, g[%d]", i);
    }
}

Test(weight_decay, free_of_charge)
{
    const float w[] = {5, -6}, before[] = {1, 2};
    float *g = guarded(before, 2);
    expect_near(my_weight_decay(w, 2, 0, g), 0, 0,
                "with lambda = 0, the penalty");
    expect_all_near(g, before, 2, 0, "with lambda = 0, g");
    expect_near(my_weight_decay(w, 0, 1, g), 0, 0,
                "of no weights, the penalty");
    expect_all_near(g, before, 2, 0, "of no weights, g");
}
