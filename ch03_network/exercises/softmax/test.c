#include <math.h>

#include "ch03.h"
#include "exercise_test.h"

EXERCISE(softmax);

Test(softmax, by_hand)
{
    const float x[] = {1, 2, 3},
                want[] = {0.09003057f, 0.24472847f, 0.66524096f};
    float *y = blank(3);
    my_softmax(x, y, 3);
    expect_all_near(y, want, 3, 1e-6, "y");
}

Test(softmax, one_score)
{
    const float x[] = {-3}, want[] = {1};
    float *y = blank(1);
    my_softmax(x, y, 1);
    expect_all_near(y, want, 1, 1e-6, "y");
}

/* The largest score stands first, in the middle, and last. */
Test(softmax, large_scores)
{
    enum { N = 3 };
    for (size_t top = 0; top < N; top++) {
        float x[N] = {800, 800, 800}, want[N] = {0, 0, 0};
        x[top] = 1000;
        want[top] = 1;
        float *y = blank(N);
        my_softmax(x, y, N);
        expect_all_near(y, want, N, 1e-6,
                        top == 0   ? "of (1000, 800, 800), y"
                        : top == 1 ? "of (800, 1000, 800), y"
                                   : "of (800, 800, 1000), y");
    }
}

Test(softmax, very_negative_scores)
{
    const float x[] = {-1000, -1001}, want[] = {0.7310586f, 0.2689414f};
    float *y = blank(2);
    my_softmax(x, y, 2);
    expect_all_near(y, want, 2, 1e-6, "of (-1000, -1001), y");
}

Test(softmax, in_place)
{
    const float scores[] = {0.3f, 2.9f, 4.0f};
    const float want[] = {0.01821127f, 0.24519181f, 0.73659691f};
    float *x = guarded(scores, 3);
    my_softmax(x, x, 3);
    expect_all_near(x, want, 3, 1e-6, "in place, x");
}

Test(softmax, adds_up_to_one)
{
    enum { N = 50 };
    uint64_t seed = 3;
    float x[N];
    fill_with_noise(x, N, &seed);
    float *y = blank(N);
    my_softmax(x, y, N);
    double sum = 0;
    for (int i = 0; i < N; i++) {
        expect(y[i] > 0, "y[%d] is %g, but every probability is above 0", i,
               (double)y[i]);
        sum += y[i];
    }
    expect_near(sum, 1, 1e-5, "the sum of 50 probabilities");
}
